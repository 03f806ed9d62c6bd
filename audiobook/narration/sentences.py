"""Sentences, by the library sentencex, and their cuts at clauses; all as offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .languages import base_tag
from .spans import Span, strip

_SURROGATE = re.compile("[\ud800-\udfff]")
# Where a sentence is best cut, best first: the cut falls after the mark.
_CLAUSE_ENDS = ("; ", ": ", " — ", " – ", "—", ", ", "؛ ", "، ", "；", "：", "，", "、", " ")
# sentencex keeps what follows a bracketed sentence with it.
_AFTER_BRACKET = re.compile(r"(?<=[.!?…][)\]])\s+(?=[\"“‘(\[]*[^\W\d_a-z])")
# A footnote mark after a full stop hides it from sentencex.
_NOTED_STOP = re.compile(
    r"(?P<stop>[.!?…][\"”’)\]]*)"
    r"(?P<notes>(?:\s?\[(?:\d{1,3}(?:[,–-]\s?\d{1,3})*|(?:note|nb) \d{1,3})\])+)"
    r"(?=\s+[\"“‘(\[]*[^\W\d_a-z])"
)
_WHITE = re.compile(r"\s")


def sentences(text: str, span: Span, language: str) -> Iterator[Span]:
    """The sentences of a stretch of ``text``, in order, without their outer white space.

    Together they hold every character of the stretch that is not white space.  A language unknown
    to sentencex (it knows some 300) is split at the marks that most languages share.
    """
    from sentencex import get_sentence_boundaries  # noqa: PLC0415  (a compiled library, loaded late)

    offset = span[0]
    stretch = _SURROGATE.sub("\ufffd", text[span[0] : span[1]])
    stretch = _NOTED_STOP.sub(_with_its_stop_last, stretch)
    at = 0
    for boundary in get_sentence_boundaries(base_tag(language) or "en", stretch):
        yield from _unbracketed(text, (offset + at, offset + boundary["end_index"]))
        at = boundary["end_index"]
    yield from _unbracketed(text, (offset + at, span[1]))


def _with_its_stop_last(match: re.Match[str]) -> str:
    return "x" * len(match["notes"]) + match["stop"]


def _unbracketed(text: str, span: Span) -> Iterator[Span]:
    at = span[0]
    for gap in _AFTER_BRACKET.finditer(text, *span):
        yield from _worded(text, (at, gap.start()))
        at = gap.end()
    yield from _worded(text, (at, span[1]))


def _worded(text: str, span: Span) -> Iterator[Span]:
    start, end = strip(text, span)
    if start < end:
        yield (start, end)


def cut(text: str, span: Span, longest: int) -> Iterator[Span]:
    """A sentence in pieces of at most ``longest`` characters, cut at clauses where it has any.

    A piece is at least a third of that, so that no clause of two words stands alone.
    """
    longest = max(1, longest)
    start, end = span
    while end - start > longest:
        at = start + _best_cut(text[start : start + longest])
        piece = strip(text, (start, at))
        if piece[0] < piece[1]:
            yield piece
        start = strip(text, (at, min(end, at + longest)))[0]
    if start < end:
        yield (start, end)


def _best_cut(window: str) -> int:
    folded = _WHITE.sub(" ", window)
    for mark in _CLAUSE_ENDS:
        at = folded.rfind(mark)
        if at >= len(window) // 3:
            return at + len(mark)
    return len(window)
