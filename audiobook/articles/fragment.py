"""HTML without furniture -> text and blocks: an entry of a feed, a chapter of a book."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from audiobook.articles.compose import Piece, compose
from audiobook.articles.page_blocks import page_blocks
from audiobook.errors import SourceError
from audiobook.model import Block, BlockKind, Passage

_PARSER = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A text, its blocks and passages, as ``model.Article`` has them."""

    text: str = ""
    blocks: tuple[Block, ...] = ()
    passages: tuple[Passage, ...] = ()

    @property
    def first_heading(self) -> str:
        """The words of the first heading; empty if the text does not begin with one."""
        first = self.blocks[0] if self.blocks else None
        is_heading = first is not None and first.kind is BlockKind.HEADING
        return self.text[first.start : first.end] if first and is_heading else ""


def fragment_of(source: str, markup: str) -> Fragment:
    """All that some HTML has to say, nothing judged to be furniture.

    Raises SourceError for what is nested too deeply.
    """
    if not markup.strip():
        return Fragment()
    try:
        # As bytes, because lxml refuses a str that begins with an XML declaration.
        root = document_fromstring(markup.encode("utf-8", "replace"), parser=_PARSER)
        pieces: list[Piece] = [block.piece for block in page_blocks(root)]
    except etree.ParserError:  # nothing but comments
        return Fragment()
    except (etree.LxmlError, ValueError, RecursionError) as error:
        problem = f"holds HTML that can't be read ({error})"
        raise SourceError(source, problem, "leave that entry out") from error
    return Fragment(*compose(pieces))
