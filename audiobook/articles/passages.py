"""Passages of an article in another language than its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from audiobook.articles.common_words import is_known, share, words_of
from audiobook.articles.language import surely_another
from audiobook.model import Block, BlockKind, Passage

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ITEM, BlockKind.VERSE})
_FEWEST_WORDS = 4
# A share this large of a language's commonest words is found in its own prose only, and any prose
# has some of them, which a list of names has not.
_NATIVE_SHARE = 0.2
_PROSE_SHARE = 0.1
_QUOTATION = re.compile(
    r"“(?P<a>[^“”]{20,2000})”|„(?P<b>[^„“”]{20,2000})[“”]|«(?P<c>[^«»]{20,2000})»"
    r"|»(?P<d>[^«»]{20,2000})«|\"(?P<e>[^\"\n]{20,2000})\""
)


def foreign_passages(
    text: str, blocks: Iterable[Block], language: str, stated: Iterable[Passage]
) -> tuple[Passage, ...]:
    """The stretches of ``text`` in another language than ``language``, a BCP 47 tag, in order.

    ``stated`` are those the source marks as such; the others are whole blocks and quotations of
    four words or more whose language py3langid tells beyond doubt.
    """
    home = _base(language)
    marked = [passage for passage in stated if _base(passage.language) != home]
    found = [
        passage
        for block in blocks
        if block.kind in _PROSE
        if not any(_overlap(block, passage) for passage in marked)
        for passage in _in_block(text, block, language)
    ]
    return tuple(sorted([*marked, *found], key=lambda passage: passage.start))


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def _overlap(block: Block, passage: Passage) -> bool:
    return block.start < passage.end and passage.start < block.end


def _in_block(text: str, block: Block, language: str) -> Iterator[Passage]:
    quoted = [
        passage
        for match in _QUOTATION.finditer(text, block.start, block.end)
        if (passage := _passage(text, *match.span(match.lastgroup or 0), language))
    ]
    whole = _passage(text, block.start, block.end, language)
    if whole and not (quoted and _is_frame(_around(text, block, quoted), language)):
        yield whole
    else:
        yield from quoted


def _around(text: str, block: Block, quoted: list[Passage]) -> str:
    """The words of a block outside its quotations."""
    ends = [block.start, *(passage.end for passage in quoted)]
    starts = [*(passage.start for passage in quoted), block.end]
    return " ".join(text[a:b] for a, b in zip(ends, starts, strict=True))


def _is_frame(around: str, language: str) -> bool:
    """Whether what stands around quotations is the article's own: "She wrote: … Nobody spoke."."""
    words = words_of(around)
    if len(words) < _FEWEST_WORDS or share(words, _base(language)) >= _NATIVE_SHARE:
        return bool(words)
    return surely_another(around, language) is None


def _passage(text: str, start: int, end: int, language: str) -> Passage | None:
    words = words_of(text[start:end])
    if len(words) < _FEWEST_WORDS or share(words, _base(language)) >= _NATIVE_SHARE:
        return None
    other = surely_another(text[start:end], language)
    if other is None or (is_known(other) and share(words, other) < _PROSE_SHARE):
        return None
    return Passage(start, end, other)
