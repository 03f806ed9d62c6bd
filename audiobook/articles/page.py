"""A web page -> Article.  Imported only when a page is read: lxml and trafilatura load slowly."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace

from audiobook.articles.compose import Piece, compose
from audiobook.articles.decode import decode
from audiobook.articles.encodings import declared_encoding
from audiobook.articles.html_tree import readable, tree_of
from audiobook.articles.language import normalise_tag
from audiobook.articles.main_text import common_ancestor, main_blocks
from audiobook.articles.page_blocks import SHOWN, PageBlock, page_blocks
from audiobook.articles.page_metadata import language_around, page_metadata
from audiobook.articles.people import closing_note
from audiobook.articles.titles import clean_title
from audiobook.errors import SourceError
from audiobook.model import Article, BlockKind

_ABOVE_TEXT = SHOWN | {BlockKind.HEADING}
_REMEDY = "save the article's own page, or pass its text"


def article_of_page(source: str, data: bytes) -> Article:
    """The main text of a page with its structure, and what the page states of itself.

    ``markup`` holds the whole page, for licences stand mostly outside the main text.
    Raises SourceError for what is not text, is no page, or has no main text.
    """
    markup = decode(source, data, declared_encoding(data))
    with readable(source, _REMEDY):
        root = tree_of(source, markup)
        stated = page_metadata(deepcopy(root))
        found = main_blocks(root, list(page_blocks(root)))
    main = common_ancestor(block.element for block in found)
    language = normalise_tag(language_around(main)) if main is not None else ""
    pieces = (_in_its_language(block, language) for block in _without_title(found, stated.title))
    text, blocks, passages = compose(pieces)
    if not blocks:
        raise SourceError(source, "has no main text", _REMEDY)
    return Article(
        identity=source,
        source=stated.address,
        title=stated.title,
        text=text,
        blocks=blocks,
        language=language,
        authors=stated.authors or closing_note(text),
        publisher=stated.publisher,
        published=stated.published,
        passages=passages,
        tags=stated.tags,
        metadata=stated.metadata,
        markup=markup,
    )


def _in_its_language(block: PageBlock, home: str) -> Piece:
    """The piece of a block, marked with its language if the page says that it is not ``home``."""
    language = normalise_tag(language_around(block.element))
    return block.piece if language in ("", home) else replace(block.piece, language=language)


def _without_title(blocks: Sequence[PageBlock], title: str) -> Sequence[PageBlock]:
    """Drop the page's own heading where it only repeats the title above the text."""
    for place, block in enumerate(blocks):
        if block.piece.kind not in _ABOVE_TEXT:
            break
        if clean_title(block.piece.text).casefold() == title.casefold():
            return [*blocks[:place], *blocks[place + 1 :]]
    return blocks
