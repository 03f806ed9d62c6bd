"""What is fetched, what a folder holds, and what is refused."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from audiobook.articles import Web, expand, fetch, read_articles
from audiobook.errors import SourceError

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"


def test_files_of_a_folder_sorted_to_the_bottom_without_hidden_ones(tmp_path: Path) -> None:
    names = ["b.md", "a.txt", "c/d.html", ".hidden.txt", ".git/e.txt", "f.png", "g", "h.csv"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Words.", encoding="utf-8")
    found = [os.path.relpath(path, tmp_path) for path in expand(str(tmp_path))]
    assert found == ["a.txt", "b.md", str(Path("c/d.html"))]


def test_what_is_passed_over_in_a_folder_is_told_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("a.txt", "b.xml", "c.xml", "d/e.json", "f", ".g.xml", "skipped.bin"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Words.", encoding="utf-8")
    found = list(expand(str(tmp_path), lambda path: path.endswith("skipped.bin")))
    assert found == [str(tmp_path / "a.txt")]
    (told,) = caplog.messages
    assert told.startswith(f"{tmp_path}: 4 files were passed over")
    assert "(.xml, no ending, .json)" in told


def test_a_folder_of_nothing_but_articles_is_read_in_silence(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")
    assert len(list(expand(str(tmp_path)))) == 1
    assert not caplog.messages


def test_a_single_source_is_itself_even_if_it_is_not_there() -> None:
    assert list(expand("nowhere.txt")) == ["nowhere.txt"]
    assert list(expand("https://example.org/a")) == ["https://example.org/a"]


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.txt", b"<html>", "text/plain"),
        ("a.MD", b"x", "text/markdown"),
        ("a.htm", b"x", "text/html"),
        ("plain", b"Hello.", "text/plain"),
        ("front", b"---\ntitle: x\n---\n", "text/markdown"),
        ("page", b"\xef\xbb\xbf<!-- saved -->\n<!DOCTYPE html><p>", "text/html"),
        ("a.png", PNG, "image/png"),
        ("picture", PNG, "image/png"),
        ("blob", bytes(range(256)), "application/octet-stream"),
    ],
)
def test_media_type(tmp_path: Path, name: str, data: bytes, media_type: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert fetch(str(path)).media_type == media_type
    assert fetch(str(path)).data == data


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("empty.txt", b"", "has no text"),
        ("blank.md", b" \n\n\t", "has no text"),
        ("nothing.md", b"---\ntitle: x\n---\n\n<!-- later -->\n", "has no text"),
        ("marks.txt", b"\xef\xbb\xbf  ", "has no text"),
        ("picture.png", PNG, "is not text but image/png"),
        ("picture.txt", PNG, "is not text but image/png"),
        ("paper.md", b"%PDF-1.7\n1 0 obj", "is not text but application/pdf"),
        ("blob.txt", bytes(range(256)), "is not text but application/octet-stream"),
        ("data.csv", b"a,b\n1,2", "is text/csv, which no reader takes"),
        ("menu.html", b"<html><body><nav><a href=/>Home</a></nav></body></html>", "no main text"),
        ("marks.txt", "¡¿…!? 🙂 — ***".encode(), "has no words to read"),
        (
            "title.md",
            b"---\ntitle: [a, b]\n---\nText.",
            r"title\.md, front matter: title is a list",
        ),
        ("table.md", b"---\nTitle: {a: b}\n---\nText.", r"table\.md, front matter: Title is a"),
        ("deep.md", b">" * 900 + b" Deep.", "nested too deeply"),
        ("deep.html", b"<html><body>" + b"<div>" * 5000 + b"<p>Deep.", "nested too deeply"),
        ("bad.md", b"---\ntitle: a\nby: b: c\n---\nText.", r"bad\.md, line 3: broken front matter"),
        ("gap.md", b"---\n\n\ntitle: a\nby: b: c\n---\nText.", r"gap\.md, line 5: broken"),
        ("bad-toml.md", b"+++\ntitle = 'a'\nby = = 3\n+++\nText.", r"line 3: broken front matter"),
    ],
)
def test_bad_files_are_one_clear_line(tmp_path: Path, name: str, data: bytes, problem: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    try:
        (error,) = read_articles(str(path))
    except SourceError as raised:
        error = raised
    assert isinstance(error, SourceError)
    assert re.search(problem, str(error))
    assert str(path) in str(error)
    assert "\n" not in str(error)
    assert error.exit_status == 4


def test_missing_folder_and_address(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        fetch(str(tmp_path / "none.txt"))
    with pytest.raises(SourceError, match="is a folder"):
        fetch(str(tmp_path))
    with pytest.raises(SourceError, match="holds no article"):
        list(read_articles(str(tmp_path)))
    with pytest.raises(SourceError, match="only files are read here"):
        list(read_articles("HTTPS://example.org/a"))
    with pytest.raises(SourceError, match="can't be read"):
        fetch("nul\0byte.txt")


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    for source in (str(pipe), os.devnull):
        with pytest.raises(SourceError, match="is not a regular file"):
            fetch(source)


@pytest.mark.parametrize("address", ["ftp://x/y", "file:///a.txt", "s3://bucket/a.md"])
def test_other_addresses_are_named_for_what_they_are(address: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is no http or https address"):
        list(read_articles(address, web=Web((), tmp_path)))


def test_names_and_values_that_are_no_text_can_be_encoded(tmp_path: Path) -> None:
    matter = '---\nauthor: "A \\ud800 B"\nlicense: "\\udfff"\n---\nThe ferry left at six.\n'
    names = [b"caf\xe9.md", rb"caf\xe9.md", rb"caf\\xe9.md", b"caf\xea.md"]
    articles = []
    for name in names:
        path = tmp_path / os.fsdecode(name)
        path.write_text(matter, encoding="utf-8")
        articles.extend(read_articles(str(path), title="Given \udcff"))
    assert len({article.identity for article in articles}) == len(names)
    assert articles[0].source == "caf\\xe9.md"
    for article in articles:
        json.dumps(asdict(article), default=str, ensure_ascii=False).encode()
        assert article.title == "Given \ufffd"


def test_standard_input() -> None:
    code = (
        "from audiobook.articles import read_articles\n"
        "for a in read_articles('-', title='Given', language='de_at'):\n"
        "    print(a.identity, a.source, a.title, a.language, len(a.text), sep='|')\n"
    )
    seen = set()
    for text in ("Guten Tag.", "Guten Abend."):
        run = subprocess.run(
            [sys.executable, "-c", code], input=text.encode(), capture_output=True, check=True
        )
        identity, source, title, language, length = run.stdout.decode().strip().split("|")
        assert (source, title, language) == ("standard input", "Given", "de-AT")
        assert int(length) == len(text)
        seen.add(identity)
    assert len(seen) == 2, "two texts piped in must not meet under one identity"


def test_choosing_a_reader_for_text_imports_no_other_parser() -> None:
    code = (
        "import sys\n"
        "from audiobook.articles.readers import reader_for\n"
        "assert reader_for('a.txt', 'text/plain')\n"
        "heavy = {'trafilatura', 'lxml', 'markdown_it', 'yaml', 'py3langid'}\n"
        "print(heavy & set(sys.modules))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert run.stdout.decode().strip() == "set()"
