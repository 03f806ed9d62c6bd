"""A web page -> Article.  Imported only when a page is read: lxml and trafilatura load slowly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from audiobook.articles.compose import Piece, compose
from audiobook.articles.decode import decode
from audiobook.articles.language import normalise_tag
from audiobook.articles.main_text import common_ancestor, main_blocks
from audiobook.articles.page_blocks import SHOWN, PageBlock, page_blocks
from audiobook.articles.page_metadata import language_around, page_metadata
from audiobook.articles.people import closing_note
from audiobook.articles.titles import clean_title
from audiobook.errors import SourceError
from audiobook.model import Article, BlockKind

_HEAD_BYTES = 4_096
_CHARSET = re.compile(
    rb"<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*[\"']?([\w.:-]+)", re.I
)
_ABOVE_TEXT = SHOWN | {BlockKind.HEADING}
_REMEDY = "save the article's own page, or pass its text"


def article_of_page(source: str, data: bytes) -> Article:
    """The main text of a page with its structure, and what the page states of itself.

    ``markup`` holds the whole page, for licences stand mostly outside the main text.
    Raises SourceError for what is not text, is no page, or has no main text.
    """
    charset = _CHARSET.search(data[:_HEAD_BYTES])
    markup = decode(source, data, charset[1].decode("ascii") if charset else None)
    try:
        root = _parse(markup)
        stated = page_metadata(deepcopy(root))
        found = main_blocks(root, list(page_blocks(root)))
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise SourceError(source, f"is no page that can be read ({error})", _REMEDY) from error
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
        metadata=stated.metadata,
        markup=markup,
    )


def _in_its_language(block: PageBlock, home: str) -> Piece:
    """The piece of a block, marked with its language if the page says that it is not ``home``."""
    language = normalise_tag(language_around(block.element))
    return block.piece if language in ("", home) else replace(block.piece, language=language)


def _parse(markup: str) -> HtmlElement:
    # As bytes, because lxml refuses a str that begins with an XML declaration.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root: HtmlElement = document_fromstring(markup.encode(), parser=parser)
    # libxml2 stops reading there without raising, and the rest of the page would be missing.
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise ValueError("its elements are nested too deeply")
    return root


def _without_title(blocks: Sequence[PageBlock], title: str) -> Sequence[PageBlock]:
    """Drop the page's own heading where it only repeats the title above the text."""
    for place, block in enumerate(blocks):
        if block.piece.kind not in _ABOVE_TEXT:
            break
        if clean_title(block.piece.text).casefold() == title.casefold():
            return [*blocks[:place], *blocks[place + 1 :]]
    return blocks
