"""Pieces of a marked-up source -> one text and the blocks in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from audiobook.articles.decode import printable
from audiobook.model import Block, BlockKind, Passage

_GAP = "\n\n"
# A leading tab in a table is an empty first cell, leading spaces in code its indentation.
_LAID_OUT = frozenset({BlockKind.CODE, BlockKind.TABLE})


@dataclass(frozen=True, slots=True)
class Piece:
    """A block that has no place in a text yet.  ``level`` is as in ``model.Block``."""

    kind: BlockKind
    text: str
    level: int = 0
    language: str = ""
    """Its language, where the source marks it as another than the article's."""


def compose(
    pieces: Iterable[Piece],
) -> tuple[str, tuple[Block, ...], tuple[Passage, ...]]:
    """Join pieces by a blank line; empty ones are dropped.

    Blocks and passages keep to the model's law.
    """
    texts: list[str] = []
    blocks: list[Block] = []
    passages: list[Passage] = []
    start = 0
    for piece in pieces:
        # Marked-up sources may spell control characters out.
        text = printable(piece.text)
        text = text.strip("\n") if piece.kind in _LAID_OUT else text.strip()
        if not text.strip():
            continue
        blocks.append(Block(piece.kind, start, start + len(text), piece.level))
        if piece.language:
            passages.append(Passage(start, start + len(text), piece.language))
        texts.append(text)
        start += len(text) + len(_GAP)
    return _GAP.join(texts), tuple(blocks), tuple(passages)
