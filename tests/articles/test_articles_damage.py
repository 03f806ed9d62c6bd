"""What fuzzing found (docs/fuzzing.md), each in as few words as show it."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import docx as python_docx
import pytest
from documents import PROSE, docx, epub, pdf, rss

from audiobook.articles import read_articles
from audiobook.articles.language import language_of, normalise_tag
from audiobook.articles.titles import from_text
from audiobook.errors import SourceError
from audiobook.model import Article
from fuzz.archives import pack, unpack

DOCS = Path(__file__).resolve().parents[2] / "docs"
CONTROLS = "\x01\x1b\x7f"


def read(folder: Path, name: str, data: bytes | str) -> list[Article]:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    found = list(read_articles(str(path)))
    assert all(isinstance(article, Article) for article in found)
    return found  # type: ignore[return-value]


def test_controls_that_json_spells_out_are_in_nothing_that_a_feed_says(tmp_path: Path) -> None:
    said = f"La{CONTROLS}mp"
    item = {"id": f"a{CONTROLS}b", "title": said, "tags": [said], "_license": said}
    item |= {"authors": [{"name": said}], "content_text": f"{PROSE}{CONTROLS}"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": said, "items": [item]}
    (article,) = read(tmp_path, "a.json", json.dumps(feed))
    assert article.title == article.authors[0] == article.tags[0] == article.publisher == "La mp"
    everything = f"{article.text}{article.source}{article.identity}{article.metadata}"
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]|\\x", everything)


@pytest.mark.parametrize("reference", ["&#1;", "&#27;", "\x1b"])
def test_controls_that_a_page_spells_out_are_not_in_its_text(
    tmp_path: Path, reference: str
) -> None:
    page = f"<html><article><p>{PROSE}{reference}{PROSE}</p></article>"
    (article,) = read(tmp_path, "a.html", page)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", article.text)


@pytest.mark.parametrize("broken", ["<author><namemath King</name></author>", "<id<e</guid>"])
def test_what_feedparser_has_no_text_for_is_not_said(tmp_path: Path, broken: str) -> None:
    atom = '<feed xmlns="http://www.w3.org/2005/Atom">{}<entry><content>A lamp.</content></entry>'
    (article,) = read(tmp_path, "a.rss", atom.format(broken))
    assert (article.text, article.authors) == ("A lamp.", ())


@pytest.mark.parametrize("stated", ["!!timestamp 'soon'", "!!timestamp 2026-02-31", "2026-13-01"])
def test_front_matter_whose_date_is_none_is_read(tmp_path: Path, stated: str) -> None:
    (article,) = read(tmp_path, "a.md", f"---\ndate: {stated}\n---\n{PROSE}")
    assert article.published is None


@pytest.mark.parametrize("mark", ["<![foo[ x ]]>", "<![=0>", "<![if a]>", "<![<![>", "<![x y"])
def test_a_marked_section_that_html_does_not_know_is_not_said(tmp_path: Path, mark: str) -> None:
    (article,) = read(tmp_path, "a.md", f"{PROSE}\n\n<div>\nA lamp. {mark}\n</div>\n")
    assert article.text == f"{PROSE.strip()}\n\nA lamp."


def test_a_feed_that_feedparser_fails_on_is_refused(tmp_path: Path) -> None:
    unclosed = "<item><cc:license>https://creativecommons.org/<dc:date></cc:license></item>"
    with pytest.raises(SourceError, match="is a broken feed"):
        read(tmp_path, "a.rss", rss(unclosed))


@pytest.mark.parametrize(("name", "data"), [("a.epub", epub()), ("a.docx", docx())])
def test_an_archive_without_its_beginning_is_refused(
    tmp_path: Path, name: str, data: bytes
) -> None:
    with pytest.raises(SourceError, match="is broken"):
        read(tmp_path, name, data[500:])


@pytest.mark.parametrize("part", ["_rels/.rels", "word/_rels/document.xml.rels", "word/styles.xml"])
@pytest.mark.parametrize("content", [b"", b"<", b"<a:b/>", b"\xff"])
def test_a_word_document_with_a_broken_part_is_refused(
    tmp_path: Path, part: str, content: bytes
) -> None:
    with pytest.raises(SourceError):
        read(tmp_path, "a.docx", pack({**unpack(docx()), part: content}))


def test_a_part_that_only_the_document_names_is_held_to_the_limits(tmp_path: Path) -> None:
    files = unpack(docx())
    comments = b"officeDocument/2006/relationships/comments"
    relation = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/%b"' % comments
    name = "word/_rels/document.xml.rels"
    files[name] = files[name].replace(
        b"</Relationships>", relation + b' Target="other.xml"/></Relationships>'
    )
    files["word/other.xml"] = b"<a>" * 1_000_001
    with pytest.raises(SourceError, match="has more than 1,000,000 tags"):
        read(tmp_path, "a.docx", pack(files))


def test_a_broken_picture_does_not_keep_a_word_document_from_being_read(tmp_path: Path) -> None:
    words = python_docx.Document()
    words.add_paragraph(PROSE)
    words.add_picture(str(DOCS / "covers.jpg"))
    saved = io.BytesIO()
    words.save(saved)
    whole = pack(unpack(saved.getvalue()))
    damaged = whole.replace((DOCS / "covers.jpg").read_bytes()[500:520], b"!" * 20)
    assert damaged != whole
    (article,) = read(tmp_path, "a.docx", damaged)
    assert article.text == PROSE.strip()


def test_a_pdf_whose_information_is_none_is_read(tmp_path: Path) -> None:
    broken = re.sub(rb"/Info \d+ 0 R", b"/Info /None ", pdf())
    assert broken != pdf()
    (article,) = read(tmp_path, "a.pdf", broken)
    assert article.authors == ()
    assert "The lamp on one pier" in article.text


def test_what_is_in_no_language_has_one_all_the_same() -> None:
    noise = (
        "ĸ" * 80 + "a" + "ĸ" * 50 + "PErssDNTITYxsvgSYSTEMfiletmpsstryfeedsecrettxtENTITY ySYSTEM"
    )
    assert normalise_tag(language_of(f"{noise}TYxSYSTEMfiletmpemhcannel"))


def test_a_title_cut_before_a_comma_ends_in_a_word() -> None:
    long = "The man who lights the lamp knows how , " + "and he is the last one who does " * 4
    assert from_text(long) == "The man who lights the lamp knows how"
