"""Finer points of feeds, books, Word documents, PDFs and pages."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx as python_docx
import pytest
from documents import MORE, PACKAGE, PROSE, epub, rss
from docx.oxml.ns import qn

from audiobook.articles import read_articles
from audiobook.articles.page import article_of_page
from audiobook.articles.people import split_names
from audiobook.articles.printed_pages import joined
from audiobook.articles.syndication import FeedReader
from audiobook.errors import SourceError
from audiobook.model import Article

XHTML = (
    '<?xml version="1.0" encoding="{}"?><html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body{}>{}</body></html>'
)


def saved(folder: Path, name: str, data: bytes | str) -> str:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(path)


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(str(b.kind), article.text[b.start : b.end]) for b in article.blocks]


def feed(items: str, channel: str = "", kind: str = "application/rss+xml") -> list[Article]:
    data = rss(items, channel) if kind == "application/rss+xml" else items
    return list(FeedReader().read("https://source.example/f/feed.xml", data.encode(), kind))


def item(inside: str) -> str:
    return f"<item><guid isPermaLink='false'>1</guid>{inside}</item>"


@pytest.mark.parametrize(
    ("inside", "title", "link", "text"),
    [
        ("<title>A</title><link>/a</link>", "A", "https://example.org/a", ""),
        ("<title>AT&amp;amp;T</title><description>x</description>", "AT&T", "", "x"),
        ("<description>2 &lt; 3, they say</description>", "", "", "2 < 3, they say"),
        ("<description>one\n\ntwo</description>", "", "", "one\n\ntwo"),
        ("<link>javascript:alert(1)</link><description>x</description>", "", "", "x"),
        (
            "<description>short</description><content:encoded>&lt;p&gt;long text&lt;/p&gt;"
            "</content:encoded><link>https://a.example/1</link>",
            "",
            "https://a.example/1",
            "long text",
        ),
    ],
)
def test_what_an_entry_says(inside: str, title: str, link: str, text: str) -> None:
    (article,) = feed(item(inside))
    assert (article.title, article.source, article.text) == (title, link, text)


def test_entries_are_known_by_their_ids_in_any_order_and_once() -> None:
    entries = [
        "<item><guid isPermaLink='false'>1</guid><description>a</description></item>",
        "<item><description>no id, title or link</description></item>",
        "<item><description>another</description></item>",
    ]
    there = {article.identity for article in feed("".join(entries))}
    assert there == {article.identity for article in feed("".join(reversed(entries + entries)))}
    assert len(there) == len(feed("".join(entries + entries))) == len(entries)


def test_a_guid_that_is_no_address_is_no_link() -> None:
    (article,) = feed(f"<item><guid>9</guid><description>{PROSE}</description></item>")
    assert (article.source, article.text) == ("", PROSE.strip())


def test_an_atom_entry_has_its_own_base_language_and_kind_of_text() -> None:
    entries = feed(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://a.example/">'
        '<title>F</title><entry xml:lang="fr" xml:base="/x/"><id>urn:1</id>'
        '<title type="text">A &lt;b> tag</title><link href="y"/>'
        '<content type="text">1 &lt; 2 &lt;b></content></entry></feed>',
        kind="application/atom+xml",
    )
    assert [(a.title, a.source, a.language, a.text) for a in entries] == [
        ("A <b> tag", "https://a.example/x/y", "fr", "1 < 2 <b>")
    ]


def test_a_podcast_is_told_from_an_entry_without_anything(tmp_path: Path) -> None:
    episode = "<enclosure url='https://a.example/a.mp3' type='audio/mpeg' length='1'/>"
    (error,) = read_articles(saved(tmp_path, "a.rss", rss(item(episode))))
    assert "is audio/mpeg without a text" in str(error)


def test_json_feed_1_0_and_relative_addresses() -> None:
    stated = {
        "version": "https://jsonfeed.org/version/1",
        "home_page_url": "https://a.example/blog/",
        "author": {"name": "Ada King"},
        "items": [{"id": "1", "url": "one", "content_html": "<p>Text</p>"}],
    }
    (article,) = feed(json.dumps(stated), kind="application/feed+json")
    assert (article.authors, article.source) == (("Ada King",), "https://a.example/blog/one")


def test_a_page_without_a_name_continues_the_chapter_before_it(tmp_path: Path) -> None:
    tail = (
        f'<p>Tail <a id="x"/>{MORE}<a epub:type="noteref" href="#n">1</a></p>'
        '<aside epub:type="footnote"><p>A note.</p></aside>'
    )
    nav = '<nav epub:type="toc"><ol><li><a href="text/one.xhtml">One</a></li></ol></nav>'
    book = epub(
        **{
            "OEBPS/nav.xhtml": XHTML.format("utf-8", "", nav),
            "OEBPS/text/two b.xhtml": XHTML.format("utf-8", "", tail),
        }
    )
    (article,) = read_articles(saved(tmp_path, "a.epub", book))
    assert article.title == "The first lamp"
    assert blocks(article)[-2:] == [("paragraph", f"Tail {MORE.strip()}"), ("footnote", "A note.")]


def test_an_epub_2_has_its_names_from_its_ncx_and_any_encoding(tmp_path: Path) -> None:
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel>'
        "<text>L’été</text></navLabel><content src='text/two%20b.xhtml#a'/></navPoint></navMap>"
        "</ncx>"
    )
    package = PACKAGE.replace(
        "<manifest>",
        '<manifest><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
    )
    book = epub(
        **{
            "OEBPS/nav.xhtml": "",
            "OEBPS/toc.ncx": ncx,
            "OEBPS/book.opf": package,
            "OEBPS/text/two b.xhtml": XHTML.format(
                "iso-8859-1", "", f"<p>Été. {PROSE * 3}</p>"
            ).encode("latin-1"),
        }
    )
    _, article = read_articles(saved(tmp_path, "a.epub", book))
    assert article.title == "L’été"
    assert article.text.startswith("Été. The lamp")


def test_a_colophon_is_no_chapter(tmp_path: Path) -> None:
    colophon = XHTML.format(
        "utf-8", ' epub:type="colophon"', f"<h1>Colophon</h1><p>{PROSE * 4}</p>"
    )
    found = read_articles(saved(tmp_path, "a.epub", epub(**{"OEBPS/text/two b.xhtml": colophon})))
    assert [article.title for article in found] == ["The first lamp"]


def word(tag: str, text: str) -> bytes:
    document = python_docx.Document()
    for style, words in [
        ("Title", "The lamp"), ("Normal", text), ("Quote", "It is lit by hand."),
        ("Caption", "Figure 1: The lamp"),
    ]:  # fmt: skip
        run = document.add_paragraph(style=style).add_run(words)
        properties = run._r.get_or_add_rPr()
        properties.append(properties.makeelement(qn("w:lang"), {qn("w:val"): tag}))
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


@pytest.mark.parametrize(("tag", "language"), [("en-GB", "en-GB"), ("de-DE", "en"), ("x", "en")])
def test_word_styles_and_a_language_that_the_text_is_in(
    tmp_path: Path, tag: str, language: str
) -> None:
    (article,) = read_articles(saved(tmp_path, "lamp.docx", word(tag, PROSE * 2)))
    assert article.language == language
    assert [kind for kind, _ in blocks(article)] == ["heading", "paragraph", "quote", "caption"]
    assert (article.title, article.authors) == ("The lamp", ())


def test_ligatures_are_letters() -> None:
    assert joined(["The oﬃcer ﬁnds a ﬂoor."]) == "The officer finds a floor."


@pytest.mark.parametrize("stated", ["admin", "Microsoft Office User", "(anonymous)", "by Unknown"])
def test_what_programs_write_is_no_author(stated: str) -> None:
    assert split_names(stated) == ()


def page(body: str) -> Article:
    head = "<!DOCTYPE html><html lang=en><head><title>The lamp</title></head>"
    return article_of_page("lamp.html", f"{head}<body>{body}</body></html>".encode())


def test_what_stands_between_text_belongs_to_it_and_lists_of_links_do_not() -> None:
    article = page(
        "<main><h1>The lamp</h1><p class=lead-paragraph>How it is lit.</p><div class=body>"
        f"<p>{PROSE}</p><div class=toc><h2>Contents</h2><ul><li>Who</li></ul></div>"
        "<h2 class=anchor>Lighting<a href='#l'>¶</a></h2><div><pre>strike --match</pre></div>"
        f"<p>{MORE}</p><table><caption>Lamps</caption><tr><th>Lamp</th><th>m</th></tr>"
        f"<tr><td>Pier</td><td>7</td></tr></table><p>{PROSE}</p>"
        "<section class=footnotes><ol><li id=fn1>By hand. <a href='#r1'>↩</a></li></ol></section>"
        "</div></main>"
    )
    assert blocks(article) == [
        ("paragraph", "How it is lit."), ("paragraph", PROSE.strip()), ("heading", "Lighting"),
        ("code", "strike --match"), ("paragraph", MORE.strip()), ("caption", "Lamps"),
        ("table", "Lamp\tm\nPier\t7"), ("paragraph", PROSE.strip()), ("footnote", "By hand."),
    ]  # fmt: skip


def test_a_box_that_presents_somebody_is_no_byline() -> None:
    article = page(
        f"<article><h1>The lamp</h1><p>{PROSE}</p><p>{MORE}</p></article>"
        "<div class=author-box><p>Hi, I am Ada and I love lamps.</p></div>"
    )
    assert article.authors == ()


def test_poems_of_books_are_verse() -> None:
    poem = f'<section epub:type="z3998:poem"><p>{PROSE}<br/>{MORE}</p></section>'
    assert blocks(page(f"<article>{poem}</article>"))[0][0] == "verse"


def test_deep_pages_are_read_and_bottomless_ones_refused() -> None:
    assert page("<div>" * 380 + f"<p>{PROSE}{MORE}").text.startswith(PROSE[:40])
    for depth in (1_000, 100_000):
        with pytest.raises(SourceError, match="nested too deeply"):
            page("<div>" * depth + f"<p>{PROSE}{MORE}")
