"""Verse: what is set in lines, and is read in them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from audiobook.model import Article, Block, BlockKind

from .spans import Span, lines, strip

_LONGEST_VERSE_LINE = 60
_LONGEST_SET_LINE = 160
# Nobody wraps prose by hand at less.
_NARROWEST_PROSE = 45
_MAY_BE = (BlockKind.PARAGRAPH, BlockKind.QUOTE)
_OPENING_MARKS = "\"'“”„‘’«»‹›([{—–-…¿¡*_"


def is_verse(text: str, block: Block) -> bool:
    """Whether a block is set in short lines, as verse is, where a repeat is a refrain."""
    if block.kind is BlockKind.VERSE:
        return True
    lines = [line for line in text[block.start : block.end].splitlines() if line.strip()]
    return len(lines) > 1 and sum(map(len, lines)) <= _LONGEST_VERSE_LINE * len(lines)


def blocks_in_lines(article: Article) -> frozenset[Block]:
    """The blocks whose lines are their author's, to be read as they are set.

    Prose that was wrapped by hand is not: its lines begin with any letter, and each is so full that
    the next word did not fit.  Where most of what is set in lines is verse, all of it is.
    """
    text = article.text
    certain = {block for block in article.blocks if block.kind is BlockKind.VERSE}
    broken = {
        block
        for block in article.blocks
        if block.kind in _MAY_BE and "\n" in text[block.start : block.end].strip()
    }
    verse = {block for block in broken if _looks_set(text[block.start : block.end])}
    most = 2 * len(verse) > len(broken)
    return frozenset(certain | (broken if most else verse))


def _looks_set(stretch: str) -> bool:
    set_lines = [line.strip() for line in stretch.splitlines() if line.strip()]
    widest = max(map(len, set_lines))
    return (
        widest <= _LONGEST_SET_LINE
        and all(line.lstrip(_OPENING_MARKS)[:1].isupper() for line in set_lines)
        and (widest < _NARROWEST_PROSE or not _is_wrapped(set_lines, widest))
    )


def _is_wrapped(set_lines: list[str], widest: int) -> bool:
    return all(
        len(line) + 1 + len(following.split(maxsplit=1)[0]) > widest
        for line, following in pairwise(set_lines)
    )


def verses(text: str, span: Span) -> Iterator[tuple[Span, bool]]:
    """The lines of a stretch that are not blank, and of each whether a stanza ends with it."""
    last: Span | None = None
    for line in lines(text, span):
        start, end = strip(text, line)
        if start < end:
            if last:
                yield last, False
            last = (start, end)
        elif last:
            yield last, True
            last = None
    if last:
        yield last, True
