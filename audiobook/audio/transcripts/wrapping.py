"""Cuts a text into captions: two lines at most, of about the same length, cut where it pauses.

Widths are in cells, as Unicode Standard Annex 11 and wcwidth count them: two for an ideograph,
none for a combining mark.  No cut falls within a grapheme.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import wcwidth

from audiobook.audio.line_breaks import pieces
from audiobook.audio.plain import NO_BREAK_SPACES

Span = tuple[int, int]

# No full stop: an utterance is a sentence, so one within it belongs to an abbreviation.
_PAUSES = frozenset(",;:!?…—–、，。；：！？،؛؟।॥။၊")
_QUOTE_ENDS = ("Pe", "Pf")
_LINES = 2
# What a caption costs.  The fewest are best; then those that end with a pause; then equal ones.
_CAPTION = 100.0
_NO_PAUSE = 0.15
_NO_PAUSE_IN_LINES = 0.3


def wrapped(text: str, line_cells: int) -> Iterator[tuple[Span, ...]]:
    """The captions of ``text``, each its one or two lines as spans of it without outer spaces.

    Lines are in order and hold all of the text but spaces; none is wider than ``line_cells``, which
    must be 2 at least.
    """
    breakable = _Breakable(text, line_cells)
    for first, last in breakable.cut():
        yield breakable.lines(first, last)


@dataclass(frozen=True)
class _Breakable:
    """A text and the places where a line may begin, counted as ``0, 1, …``; the last is its end."""

    text: str
    line_cells: int

    @cached_property
    def places(self) -> Sequence[int]:
        """Offsets into the text."""
        starts = [*self._starts_of_pieces(), len(self.text)]
        cuts = (
            cut for start, end in pairwise(starts) for cut in (start, *self._within(start, end))
        )
        return [*cuts, len(self.text)]

    @cached_property
    def ends_with_pause(self) -> Sequence[bool]:
        """Whether what stands before each place ends with a mark that the voice pauses at."""
        return [self._pauses_before(place) for place in self.places]

    @cached_property
    def _cells_before(self) -> Sequence[int]:
        """How many cells stand before each character, and before the text's end."""
        cells = [0]
        for grapheme in wcwidth.iter_graphemes(self.text):
            total = cells[-1] + max(0, wcwidth.wcswidth(grapheme))
            cells += [total] * len(grapheme)
        return cells

    def cut(self) -> list[Span]:
        """The captions as pairs of places, at the least cost."""
        count = len(self.places) - 1
        costs, best_from = [0.0] + [float("inf")] * count, [0] * (count + 1)
        for first in range(count):
            for last in range(first + 1, self._reach(first) + 1):
                cost = costs[first] + self._cost(first, last)
                if cost < costs[last]:
                    costs[last], best_from[last] = cost, first
        bounds = [count]
        while bounds[-1] > 0:
            bounds.append(best_from[bounds[-1]])
        return list(pairwise(reversed(bounds)))

    def lines(self, first: int, last: int) -> tuple[Span, ...]:
        """One caption as lines that are about equally long, cut at a pause if that suits."""
        if self._cells(first, last) <= self.line_cells:
            return (self._stripped(first, last),)
        middles = [m for m in range(first + 1, last) if self._fits(first, m, last)]
        middle = min(middles, key=lambda m: self._imbalance(first, m, last))
        return self._stripped(first, middle), self._stripped(middle, last)

    def _starts_of_pieces(self) -> Iterator[int]:
        end = 0
        for piece in pieces(self.text):
            start = self.text.index(piece.text, end)
            if self.text[start - 1 : start] not in NO_BREAK_SPACES:
                yield start
            end = start + len(piece.text)

    def _within(self, start: int, end: int) -> Iterator[int]:
        """Where a stretch that is wider than a line is cut, between two graphemes."""
        line, place = start, start
        for grapheme in wcwidth.iter_graphemes(self.text[start:end].rstrip(" ")):
            after = place + len(grapheme)
            if self._cells_before[after] - self._cells_before[line] > self.line_cells:
                yield place
                line = place
            place = after

    def _reach(self, first: int) -> int:
        """The last place that a caption from ``first`` can go up to."""
        place, count = first, len(self.places) - 1
        for _ in range(_LINES):
            line = place
            while place < count and self._cells(line, place + 1) <= self.line_cells:
                place += 1
        return place

    def _cost(self, first: int, last: int) -> float:
        slack = 1 - self._cells(first, last) / (_LINES * self.line_cells)
        return _CAPTION + (0.0 if self.ends_with_pause[last] else _NO_PAUSE) + slack * slack

    def _fits(self, first: int, middle: int, last: int) -> bool:
        halves = (self._cells(first, middle), self._cells(middle, last))
        return max(halves) <= self.line_cells

    def _imbalance(self, first: int, middle: int, last: int) -> float:
        difference = abs(self._cells(first, middle) - self._cells(middle, last))
        no_pause = 0.0 if self.ends_with_pause[middle] else _NO_PAUSE_IN_LINES
        return difference / self.line_cells + no_pause

    def _cells(self, first: int, last: int) -> int:
        start, end = self._stripped(first, last)
        return self._cells_before[end] - self._cells_before[start]

    def _stripped(self, first: int, last: int) -> Span:
        start, end = self.places[first], self.places[last]
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return start, end

    def _pauses_before(self, place: int) -> bool:
        before = self.text[:place].rstrip()
        while before and (before[-1] in "\"'" or unicodedata.category(before[-1]) in _QUOTE_ENDS):
            before = before[:-1]
        return before[-1:] in _PAUSES
