"""Sources that are far too large, or made to take far too long: each is done with in seconds."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.articles import read_articles
from audiobook.articles.decode import decode
from audiobook.articles.encodings import known_encoding
from audiobook.errors import SourceError
from audiobook.model import Article

pytestmark = pytest.mark.timeout(60)  # what grows with the square of its input takes hours

PROSE = "Über den Fluss fährt um sieben die Fähre, und wer sie nimmt, kennt alle anderen. "


def outcome(path: Path, data: str) -> Article | SourceError:
    path.write_text(data, encoding="utf-8")
    try:
        (found,) = read_articles(str(path))
    except SourceError as error:
        found = error
    return found


@pytest.mark.parametrize(
    "mark",
    [
        "[^",
        "[",
        "*",
        "> ",
        "`",
        "![",
        "<a ",
        "**a ",
        "[a](",
        "$a",
        "{% ",
        "<!--",
        "<![CDATA[",
        "<?",
    ],
)
def test_marks_that_nothing_closes(tmp_path: Path, mark: str) -> None:
    outcome(tmp_path / "a.md", f"a{mark}" * 50_000)


def test_a_line_without_spaces_does_not_take_the_square_of_its_length(tmp_path: Path) -> None:
    found = outcome(tmp_path / "a.txt", "".join(f"a{'`' * n}" for n in range(1_000)))
    assert isinstance(found, Article)


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.txt", PROSE * 70_000, "has more than 5 million characters of text"),
        ("a.md", PROSE * 70_000, "has more than 5 million characters of text"),
        ("a.html", f"<html><p>{PROSE * 70_000}", "has more than 5 million characters of text"),
        ("a.html", "<html>" + "<p>a<i>" * 150_000, "has more than 200,000 elements"),
        ("a.html", "<html>" + "<p>a<i>" * 600_000, "has more than 1,000,000 tags"),
        ("a.rss", "<rss><channel>" + "<item/>" * 1_000_001, "has more than 1,000,000 tags"),
    ],
    ids=["text", "Markdown", "page", "elements", "tags", "tags of a feed"],
)
def test_what_is_too_long_is_one_clear_line(
    tmp_path: Path, name: str, data: str, problem: str
) -> None:
    found = outcome(tmp_path / name, data)
    assert isinstance(found, SourceError)
    assert problem in str(found)


@pytest.mark.parametrize("level", ["[{}]", "{{<<: [{}], a: b}}"], ids=["lists", "merged tables"])
@pytest.mark.parametrize("key", ["author", "date", "tags", "license"])
def test_front_matter_that_unfolds_to_gigabytes(tmp_path: Path, key: str, level: str) -> None:
    lines = [f"a0: &a0 {level.format('') if 'a: b' not in level else '{a: b}'}"]
    for n in range(1, 12):
        lines.append(f"a{n}: &a{n} {level.format(', '.join([f'*a{n - 1}'] * 9))}")
    found = outcome(tmp_path / "a.md", "\n".join(["---", *lines, f"{key}: *a11", "---", PROSE]))
    assert isinstance(found, SourceError)
    assert "line 3: broken front matter (repeats itself by too many aliases)" in str(found)


def test_a_page_with_large_pictures_in_it_is_read(tmp_path: Path) -> None:
    picture = f"<img alt='' src='data:image/png;base64,{'A' * 12_000_000}'>"
    found = outcome(tmp_path / "a.html", f"<html><article><p>{PROSE * 4}</p>{picture}</article>")
    assert isinstance(found, Article)
    assert found.text.startswith("Über den Fluss")


def test_many_figures_do_not_take_the_square_of_their_number(tmp_path: Path) -> None:
    figures = "<figure><img alt='a'><figcaption>b</figcaption></figure>" * 24_000
    found = outcome(tmp_path / "a.html", f"<html><article><p>{PROSE * 4}</p>{figures}</article>")
    assert isinstance(found, Article)


@pytest.mark.parametrize("broken", [b"\xff", b"\xc3", b"\xed\xa0\x80"])
def test_a_broken_byte_does_not_break_the_rest(broken: bytes) -> None:
    data = (PROSE * 20).encode()
    for place in (100, len(data)):
        found = decode("s", data[:place] + broken + data[place:])
        assert found.count("ü") + found.count("Ü") >= (PROSE * 20).count("Ü")
        assert "Ã" not in found


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_needs_no_mark(encoding: str) -> None:
    assert decode("s", (PROSE * 20).encode(encoding)) == PROSE * 20


@pytest.mark.parametrize(
    ("stated", "known"),
    [
        ("latin1", "cp1252"), ("GB2312", "gb18030"), ("Shift_JIS", "cp932"), ("utf-8", "utf-8"),
        ("punycode", None), ("idna", None), ("unicode_escape", None), ("hex", None),
        ("no-such-thing", None), ("", None),
    ],
)  # fmt: skip
def test_names_of_encodings(stated: str, known: str | None) -> None:
    assert known_encoding(stated) == known
