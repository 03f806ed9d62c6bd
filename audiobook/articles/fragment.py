"""HTML without furniture -> text and blocks: an entry of a feed, a chapter of a book."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from audiobook.articles.compose import Piece, compose
from audiobook.articles.html_tree import readable, tree_of
from audiobook.articles.page_blocks import page_blocks
from audiobook.model import Block, BlockKind, Passage


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


def fragment_of(source: str, *pages: str) -> Fragment:
    """All that some HTML has to say, one page after the other, nothing judged to be furniture.

    Raises SourceError for what is too large or nested too deeply.
    """
    return Fragment(*compose(piece for page in pages for piece in _pieces(source, page)))


def _pieces(source: str, markup: str) -> list[Piece]:
    if not markup.strip():
        return []
    with readable(source, "leave it out"):
        try:
            root = tree_of(source, markup)
        except etree.ParserError:  # nothing but comments
            return []
        return [block.piece for block in page_blocks(root)]
