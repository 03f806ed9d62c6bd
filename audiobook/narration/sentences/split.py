"""Sentences, by the library sentencex and what it leaves undone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.narration.languages import base_tag
from audiobook.narration.spans import Span, strip

from .joints import goes_on
from .lists import find_items

# sentencex reads on from every quotation mark that is never closed: it is given this much at once.
_WINDOW = 6000
_SURROGATE = re.compile("[\ud800-\udfff]")
# sentencex keeps what follows a bracketed sentence with it.
_AFTER_BRACKET = re.compile(r"(?<=[.!?…][)\]])\s+(?=[\"“‘(\[]*[^\W\d_a-z])")
# A footnote mark after a full stop hides it from sentencex.
_NOTED_STOP = re.compile(
    r"(?P<stop>[.!?…][\"”’)\]]*)"
    r"(?P<notes>(?:\s?\[(?:\d{1,3}(?:[,–-]\s?\d{1,3})*|(?:note|nb) \d{1,3})\])+)"
    r"(?=\s+[\"“‘(\[]*[^\W\d_a-z])"
)


def sentences(text: str, span: Span, language: str) -> Iterator[Span]:
    """The sentences of a stretch of ``text``, in order, without their outer white space.

    Together they hold every character of the stretch that is not white space.  The items of a list
    within a line are sentences, each with its number.  A language unknown to sentencex (it knows
    some 300) is split at the marks that most languages share.
    """
    stretch = _SURROGATE.sub("\ufffd", text[span[0] : span[1]])
    tag = base_tag(language) or "en"
    items = find_items(stretch, tag)
    bracketed = (gap.end() for gap in _AFTER_BRACKET.finditer(stretch))
    ends = {*_ends(stretch, tag), *bracketed, *items.starts} - items.texts
    at = 0
    for end in sorted(ends):
        if end in items.starts or not goes_on(stretch, at, end, tag):
            yield from _worded(text, (span[0] + at, span[0] + end))
            at = end
    yield from _worded(text, (span[0] + at, span[1]))


def _ends(stretch: str, tag: str) -> Iterator[int]:
    """Where sentencex ends a sentence."""
    from sentencex import get_sentence_boundaries  # noqa: PLC0415  (a compiled library, loaded late)

    stretch = _NOTED_STOP.sub(_with_its_stop_last, stretch)
    at = 0
    while at < len(stretch):
        window = stretch[at : at + _WINDOW]
        ends = [at + boundary["end_index"] for boundary in get_sentence_boundaries(tag, window)]
        if at + len(window) < len(stretch):
            # What ends with the window may go on behind it.
            ends = ends[:-1]
        yield from ends
        at = ends[-1] if ends else at + _to_last_space(window)


def _to_last_space(window: str) -> int:
    return (window.rfind(" ", 1) + 1) or len(window)


def _with_its_stop_last(match: re.Match[str]) -> str:
    return "x" * len(match["notes"]) + match["stop"]


def _worded(text: str, span: Span) -> Iterator[Span]:
    start, end = strip(text, span)
    if start < end:
        yield (start, end)
