"""Pages: what the extractor would lose, and what it would invent."""

from __future__ import annotations

import pytest

from audiobook.articles.html import HtmlReader
from audiobook.errors import SourceError
from audiobook.model import Article, BlockKind

PROSE = (
    "The bell of the harbour church was cast from the guns of a ship that nobody had wanted, {}, "
    "and so it rings a little flat, which the people of the town will not hear a word about."
)


def read(body: str, head: str = "<title>The flat bell</title>") -> Article:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    (article,) = HtmlReader().read("bell.html", page.encode(), "text/html")
    return article


def headings(article: Article) -> list[str]:
    return [article.text[b.start : b.end] for b in article.blocks if b.kind is BlockKind.HEADING]


def test_headings_in_section_headers_are_kept_and_those_of_furniture_are_not() -> None:
    sections = "".join(
        f"<section><header><h2>Bell {n}</h2><p>12 May</p></header><p>{PROSE.format(n)}</p>"
        "</section>"
        for n in ("one", "two", "three")
    )
    article = read(
        "<header><h1>Bell Monthly</h1></header>"
        f"<main><article>{sections}</article></main>"
        "<aside><h2>Most read</h2><ul><li><a href='/x'>Ropes</a></li></ul></aside>"
    )
    assert headings(article) == ["Bell one", "Bell two", "Bell three"]


def test_no_date_is_invented() -> None:
    article = read(
        f"<article><p>{PROSE.format('in 2011')}</p><p>{PROSE.format('on 3 May 2012')}</p></article>"
        "<footer>© 2019 The Bell. Next service: 2021-04-04.</footer>"
    )
    assert article.published is None


@pytest.mark.parametrize(
    ("head", "stated"),
    [
        ("<meta property='article:published_time' content='2026-02-09T07:30:00+01:00'>", "06:30"),
        ("<meta name='citation_date' content='2026/02/09'>", "00:00"),
        ("<link rel=canonical href='https://a.example/2026/02/09/bell'>", "00:00"),
        (
            "<script type='application/ld+json'>{'@graph': [{'datePublished':"
            " '2026-02-09T10:00:00Z'}]}</script>".replace("'", '"'),
            "10:00",
        ),
    ],
)
def test_a_stated_date_is_found(head: str, stated: str) -> None:
    article = read(f"<article><p>{PROSE.format('x')}</p></article>", head)
    assert article.published is not None
    assert article.published.isoformat() == f"2026-02-09T{stated}:00+00:00"


def test_the_site_is_no_part_of_the_title() -> None:
    head = (
        "<title>The flat bell | Bell Monthly</title>"
        "<meta property='og:site_name' content='Bell Monthly'>"
    )
    article = read(f"<article><h2>The flat bell</h2><p>{PROSE.format('x')}</p></article>", head)
    assert article.title == "The flat bell"
    assert article.publisher == "Bell Monthly"
    assert article.text.startswith("The bell of the harbour church")


def test_only_a_web_address_is_taken_for_the_source() -> None:
    body = f"<article><p>{PROSE.format('x')}</p></article>"
    assert read(body, "<link rel=canonical href='file:///home/me/bell.html'>").source == ""
    assert (
        read(body, "<link rel=canonical href='https://a.example/b'>").source
        == "https://a.example/b"
    )


def test_data_tables_keep_rows_and_cells() -> None:
    table = (
        "<table><tr><th>Bell</th><th>Weight</th></tr><tr><td>Tenor</td><td>900 kg</td></tr>"
        "<tr><td>Treble</td><td>210 kg</td></tr></table>"
    )
    article = read(
        f"<article><p>{PROSE.format('x')}</p>{table}<p>{PROSE.format('y')}</p></article>"
    )
    (found,) = [b for b in article.blocks if b.kind is BlockKind.TABLE]
    assert article.text[found.start : found.end] == "Bell\tWeight\nTenor\t900 kg\nTreble\t210 kg"


def kinds(article: Article, kind: BlockKind) -> list[str]:
    return [article.text[b.start : b.end] for b in article.blocks if b.kind is kind]


def test_captions_of_the_article_are_kept_in_their_place_and_no_others() -> None:
    article = read(
        "<div class=teaser><figure><img alt='Ropes for sale'><figcaption>An offer</figcaption>"
        "</figure></div><article><header><h1>The flat bell</h1></header>"
        "<figure><img src=a alt='A bell'><figcaption>The bell in 1910</figcaption></figure><div>"
        f"<p>{PROSE.format('one')}</p><p><img src=b alt='The tower from below'></p>"
        f"<p>{PROSE.format('two')} <img class=emoji alt='smiling face'></p></div>"
        "<div class=wp-caption><img alt=''><p class=wp-caption-text>The ringers</p></div></article>"
        "<footer><img alt='Logo of the town'></footer>"
    )
    assert kinds(article, BlockKind.CAPTION) == ["The bell in 1910", "The ringers"]
    assert kinds(article, BlockKind.ALTERNATIVE) == ["A bell", "The tower from below"]
    assert article.text.index("from below") < article.text.index("two")


def test_short_lines_in_the_headers_of_sections_are_kept_but_for_credits() -> None:
    article = read(
        "<article><header><h1>The flat bell</h1><p>By Ada King</p><p class=meta>3 min</p></header>"
        f"<section><header><h2>First</h2><p>(1854)</p></header><p>{PROSE.format('one')}</p>"
        f"</section><section><header><p>Answer</p></header><p>{PROSE.format('two')}</p></section>"
        "</article>"
    )
    short = [words for words in kinds(article, BlockKind.PARAGRAPH) if len(words) < 40]
    assert short == ["(1854)", "Answer"]


def test_a_box_at_the_end_of_the_text_is_kept_with_its_heading() -> None:
    box = "<div class=sidebar><h3>Who rings</h3><p>Six people of the town, by turns.</p></div>"
    article = read(
        f"<div class=page><div class=text><p>{PROSE.format('one')}</p><p>{PROSE.format('two')}</p>"
        f"{box}</div><div class=sidebar><h3>Offers</h3><p>Ropes for less.</p></div></div>"
    )
    assert headings(article) == ["Who rings"]
    assert article.text.endswith("by turns.")


def test_raised_figures_do_not_run_into_what_is_before_them() -> None:
    article = read(
        f"<article><p>{PROSE.format('10<sup>6</sup> of them')}<sup>2</sup></p></article>"
    )
    assert "10⁶ of them" in article.text
    assert article.text.endswith("a word about.[2]")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>The bell rings.</p>", "The bell rings."),
        ("<h1>The flat bell</h1><p>The bell rings. It is flat.</p>", "The bell rings. It is flat."),
        ("<nav><a href='/'>Home</a></nav><p>It “rings.”</p><footer>© Roe.</footer>", "It “rings.”"),
        ("<main><p>鐘が鳴る。</p></main>", "鐘が鳴る。"),
    ],
)
def test_a_page_of_a_sentence_or_two_is_read(body: str, text: str) -> None:
    assert read(body).text == text


@pytest.mark.parametrize("body", ["<div>404 Not found</div>", "<p><a href='/'>Home</a></p>"])
def test_a_page_without_a_sentence_has_no_text(body: str) -> None:
    with pytest.raises(SourceError, match="no main text"):
        read(body)
