"""Laws, for texts that no one would think of."""

from __future__ import annotations

from contextlib import suppress

import pytest
from article_laws import assert_blocks_cover_text
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.articles.compose import Piece, compose
from audiobook.articles.decode import decode, printable, tidy
from audiobook.articles.html import HtmlReader
from audiobook.articles.markdown import MarkdownReader
from audiobook.articles.people import split_names
from audiobook.articles.shape import blocks_of
from audiobook.articles.text import TextReader
from audiobook.articles.titles import from_text
from audiobook.errors import SourceError
from audiobook.model import BlockKind
from audiobook.plugins import Reader

# Random characters hardly ever meet; the marks of each format do, so they are drawn as words.
LINE_MARKS = ["# ", "- ", "1. ", "> ", "    ", "```\n", "---\n", ":::\n", "[^1]: ", "\n", "\n\n"]
INLINE_MARKS = ["<p>", "</p>", "<ul><li>", "<br>", "{{ x }}", "TITLE LINE\n", "By Ann Lee\n"]
MARKS = st.sampled_from([*LINE_MARKS, *INLINE_MARKS, "| a | b |\n|---|---|\n"])
TEXTS = st.lists(MARKS | st.text(max_size=30), max_size=25).map("".join)


@pytest.mark.parametrize("reader", [TextReader(), MarkdownReader()], ids=["text", "markdown"])
@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_blocks_cover_whatever_is_read(reader: Reader, text: str) -> None:
    with suppress(SourceError):
        for article in reader.read("s", text.encode("utf-8", "surrogatepass"), "text/plain"):
            assert_blocks_cover_text(article)


@settings(max_examples=40, deadline=None)
@given(text=TEXTS)
def test_blocks_cover_whatever_page_is_read(text: str) -> None:
    page = f"<html><body><article><p>{'Words enough to be one. ' * 20}</p>{text}</article></html>"
    with suppress(SourceError):
        for article in HtmlReader().read("s", page.encode("utf-8", "surrogatepass"), "text/html"):
            assert_blocks_cover_text(article)


@given(text=st.text())
def test_plain_blocks_are_nothing_but_stretches_of_the_text(text: str) -> None:
    text = tidy(text)
    words = "".join(text[b.start : b.end] for b in blocks_of(text))
    assert "".join(words.split()) == "".join(text.split())


@given(text=st.text())
def test_tidy_keeps_offsets_and_is_done_once(text: str) -> None:
    assert len(tidy(text)) == len(text.replace("\r\n", "\n"))
    assert tidy(tidy(text)) == tidy(text)


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_decode_undoes_every_marked_encoding(text: str) -> None:
    text = "a" + text
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        assert decode("s", text.encode(encoding)) == text


@given(pieces=st.lists(st.builds(Piece, st.sampled_from(BlockKind), st.text(), st.just(0))))
def test_compose_keeps_every_word_in_order(pieces: list[Piece]) -> None:
    text, blocks, _ = compose(pieces)
    texts = [printable(p.text) for p in pieces]
    assert text.split() == " ".join(texts).split()
    assert [b.kind for b in blocks] == [
        p.kind for p, words in zip(pieces, texts, strict=True) if words.strip()
    ]


@given(text=st.text())
def test_a_title_made_from_text_is_short_and_never_empty(text: str) -> None:
    title = from_text(text)
    assert title.strip()
    assert len(title.split()) <= 16
    assert "\n" not in title


@given(stated=st.text())
def test_names_are_never_blank_or_repeated(stated: str) -> None:
    names = split_names(stated)
    assert len(set(names)) == len(names)
    assert all(name == name.strip() != "" for name in names)
