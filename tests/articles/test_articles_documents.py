"""Feeds, books, Word documents and PDFs: what is read of them, and what is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from documents import ATOM, JSON, MORE, PACKAGE, PROSE, RSS, docx, epub, pdf, pdf_paragraphs, rss
from web_site import Site, page, served, status

from audiobook.articles import Web, read_articles
from audiobook.articles.printed_pages import joined
from audiobook.errors import SourceError, SourceGone
from audiobook.model import Article, BlockKind


@pytest.fixture
def site() -> Iterator[Site]:
    with served(Site({})) as site:
        yield site


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    web = Web(["127.0.0.1"], tmp_path / "cache")
    yield web
    web.close()


def saved(folder: Path, name: str, data: bytes | str) -> str:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(path)


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(str(b.kind), article.text[b.start : b.end].strip()) for b in article.blocks]


def test_an_entry_with_its_text_is_an_article(tmp_path: Path) -> None:
    source = saved(tmp_path, "feed", RSS)
    article = next(read_articles(source))
    assert article.title == "The last lamp & I"
    assert article.source == "https://example.org/last"
    assert article.identity == f"{source}#7"
    assert (article.authors, article.publisher) == (("Ada King",), "Lamps")
    assert article.published == datetime(2026, 11, 2, 9, tzinfo=UTC)
    assert article.language == "en-GB"
    assert article.metadata == (("license", "https://creativecommons.org/licenses/by-sa/4.0/"),)
    expected = [("paragraph", PROSE.strip()), ("heading", "Then"), ("paragraph", MORE.strip())]
    assert kinds(article) == expected


def test_an_entry_with_a_link_is_the_page_it_links(site: Site, web: Web) -> None:
    linked = f"<title>L</title><body><article><h1>L</h1><p>{PROSE}</p><p>{MORE}</p></article>"
    site.pages = {
        "/feed": page(RSS.replace("https://example.org/linked", site.at("/l")), "text/xml"),
        "/l": page(f"<html>{linked}</html>"),
    }
    _, article = read_articles(site.at("/feed"), web=web)
    assert (article.title, article.source) == ("A link", site.at("/l"))
    assert article.text.startswith(PROSE.strip())
    assert ("license", "https://creativecommons.org/licenses/by/4.0/") in article.metadata
    assert site.paths() == ["/feed", "/robots.txt", "/l"]


def test_one_entry_that_fails_does_not_stop_the_others(site: Site, web: Web) -> None:
    items = "".join(
        f"<item><title>{name}</title><link>{link}</link></item>"
        for name, link in [("gone", "/gone"), ("closed", "/closed/x"), ("good", "/good")]
    ).replace("<link>", f"<link>{site.at('')}")
    nothing = "<item><title>nothing</title></item>"
    site.pages = {
        "/feed": page(rss(nothing + items), "application/rss+xml"),
        "/robots.txt": page("User-agent: *\nDisallow: /closed/", "text/plain"),
        "/gone": status(410),
        "/good": page(f"<html><body><article><p>{PROSE}</p><p>{MORE}</p></article></body></html>"),
    }
    found = list(read_articles(site.at("/feed"), web=web))
    assert [type(each) for each in found] == [SourceError, SourceGone, SourceError, Article]
    problems = ["has neither text nor a link", "there is no such page (410)", "stay out"]
    for error, problem in zip(found, problems, strict=False):
        assert problem in str(error)


@pytest.mark.parametrize(
    ("name", "data", "title", "language", "licence"),
    [
        ("a.atom", ATOM, "Die Lampe", "de", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("a.json", JSON, "The last lamp", "en", "CC-BY-4.0"),
    ],
)
def test_other_feeds(
    tmp_path: Path, name: str, data: str, title: str, language: str, licence: str
) -> None:
    (article,) = read_articles(saved(tmp_path, name, data))
    assert (article.title, article.language, article.authors) == (title, language, ("Ada King",))
    assert article.text.startswith(PROSE.strip())
    assert dict(article.metadata)["license"] == licence
    assert article.published is not None


def test_a_book_is_its_chapters_in_order(tmp_path: Path) -> None:
    source = saved(tmp_path, "lamps.epub", epub())
    one, two = read_articles(source)
    assert (one.title, two.title) == ("The first lamp", "The second lamp")
    assert one.identity == f"{source}#OEBPS/text/one.xhtml"
    assert (one.authors, one.language) == (("Ada King",), "en-GB")
    assert ("rights", "https://creativecommons.org/licenses/by/4.0/") in one.metadata
    assert [kind for kind, _ in kinds(one)] == ["heading", "paragraph", "paragraph", "quote"]


def test_a_word_document_keeps_its_structure(tmp_path: Path) -> None:
    (article,) = read_articles(saved(tmp_path, "lamp.docx", docx()))
    assert (article.title, article.authors) == ("The last lamp", ("Ada King",))
    assert article.language == "en-GB"
    assert [kind for kind, _ in kinds(article)] == [
        "heading", "paragraph", "heading", "item", "item", "table", "paragraph",
    ]  # fmt: skip
    (table,) = [b for b in article.blocks if b.kind is BlockKind.TABLE]
    assert article.text[table.start : table.end] == "Lamp\tHeight\nPier\t7.5m"


def test_a_pdf_is_its_paragraphs_without_heads_and_page_numbers(tmp_path: Path) -> None:
    (article,) = read_articles(saved(tmp_path, "lamp.pdf", pdf()))
    assert (article.title, article.authors) == ("The last lamp", ("Ada King",))
    assert kinds(article)[0] == ("heading", "The last lamp")
    numbers = ("one", "two", "three", "four")
    words = [words for number in numbers for words in pdf_paragraphs(number)]
    assert article.text.split() == " ".join(["The last lamp", *words]).split()
    assert len(article.blocks) > len(numbers)


def test_the_title_of_a_pdf_is_a_heading_wherever_its_lines_break(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    saved_at = tmp_path / "wide.pdf"
    canvas = Canvas(str(saved_at))
    title = "Why the last lamp on the pier is lit by hand: an inquiry into one town’s habits"
    canvas.setTitle(title)
    lines = [
        "The Harbour Review, spring number",
        "WHY THE LAST LAMP ON THE PIER IS LIT BY HAND:",
        "An inquiry into one town’s habits",
        "The lamp on the pier is lit by hand, because the man who lights it is the",
        "last one who knows how.",
    ]
    for number, line in enumerate(lines):
        canvas.drawString(60, 700 - 20 * number, line)
    canvas.save()
    (article,) = read_articles(str(saved_at))
    assert kinds(article)[1:] == [
        ("heading", " ".join(lines[1:3])),
        ("paragraph", " ".join(lines[3:])),
    ]


def test_broken_words_are_mended_and_true_hyphens_kept() -> None:
    lines = ["The light-\nhouse was painted by some-\none from the North-\nSea coast, they say."]
    assert joined(lines) == (
        "The lighthouse was painted by someone from the North- Sea coast, they say."
    )


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
)


HOSTILE_PACKAGE = PACKAGE.replace("<package", f"{ENTITIES}<package").replace("Lamps", "&c;&f;")


def packed(name: str, size: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr(name, bytes(size))
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.rss", "<rss><channel><title>x</title></channel></rss>", "is a feed without entries"),
        ("a.rss", "no feed at all", "is no feed"),
        ("a.json", '{"version": "https://jsonfeed.org/version/1.1", "items": [', "is broken JSON"),
        ("a.json", '{"version": "https://jsonfeed.org/version/1.1"}', "is JSON but no feed"),
        ("a.epub", b"PK\x03\x04nonsense", "is a broken archive"),
        ("a.epub", epub(**{"META-INF/container.xml": ""}), "lacks META-INF/container.xml"),
        ("a.epub", epub(**{"OEBPS/book.opf": "<package"}), "OEBPS/book.opf in it is broken"),
        ("a.epub", epub(**{"OEBPS/book.opf": "<package/>"}), "has no chapter with text"),
        (
            "a.epub",
            epub(**{"META-INF/encryption.xml": "<e><CipherReference URI='x'/></e>"}),
            "is encrypted",
        ),
        ("a.epub", epub()[:-400], "is a broken archive"),
        ("a.epub", packed("META-INF/container.xml", 300 << 20), "holds more than 100 MB unpacked"),
        ("a.docx", packed("word/document.xml", 300 << 20), "holds more than 100 MB unpacked"),
        ("a.docx", epub(), "lacks word/document.xml"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj", "is a broken PDF"),
        ("a.pdf", pdf("secret"), "is encrypted"),
        ("a.pdf", pdf()[:2_000], "is a broken PDF"),
    ],
)
def test_what_can_not_be_read_is_one_clear_line(
    tmp_path: Path, name: str, data: bytes | str, problem: str
) -> None:
    source = saved(tmp_path, name, data)
    with pytest.raises(SourceError) as caught:
        list(read_articles(source))
    assert str(caught.value).startswith(f"{source}: ")
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.rss", RSS.replace("<rss", ENTITIES + "<rss").replace("A lamp.", "&c;&f;")),
        ("a.epub", epub(**{"OEBPS/book.opf": HOSTILE_PACKAGE})),
    ],
)
def test_entities_are_not_resolved(tmp_path: Path, name: str, data: bytes | str) -> None:
    found: list[object] = []
    try:
        found += read_articles(saved(tmp_path, name, data))
    except SourceError as error:
        found.append(error)
    told = repr(found)
    assert Path("/etc/hostname").read_text().strip() not in told
    assert "a" * 100 not in told


def test_a_short_chapter_is_a_chapter_and_the_copyright_page_is_looked_at(tmp_path: Path) -> None:
    poem = "<html><body><h1>The lamp</h1><p>It burns<br/>till six.</p></body></html>"
    rights = '<html><body epub:type="copyright-page"><p>All rights reserved.</p></body></html>'
    book = epub(**{"OEBPS/text/one.xhtml": poem, "OEBPS/title.xhtml": rights})
    one, two = read_articles(saved(tmp_path, "lamps.epub", book))
    assert (one.title, one.text.split("\n")[-2:]) == ("The lamp", ["It burns", "till six."])
    assert "All rights reserved" in one.markup
    assert "All rights reserved" in two.markup
    assert "All rights" not in two.text
    assert "<footer>" in one.markup


@pytest.mark.parametrize("head", ["", '<?xml version="1.0"?>'])
def test_xml_that_is_no_feed_is_refused_and_a_feed_behind_a_document_type_is_read(
    tmp_path: Path, head: str
) -> None:
    subset = '<!DOCTYPE x [<!ENTITY a "b">]>'
    with pytest.raises(SourceError, match="application/xml, which no reader takes"):
        list(read_articles(saved(tmp_path, "a.xml", f"{head}{subset}<x>Words that are none.</x>")))
    feed = RSS.partition("?>")[2]
    article = next(read_articles(saved(tmp_path, "b.xml", f"{head}{subset}{feed}")))
    assert article.title == "The last lamp & I"
