"""Entries of a transcript cut into captions, each with its time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audiobook.audio.transcripts.entries import Entry
from audiobook.audio.transcripts.wrapping import wrapped

_SHORTEST_MS = 833
"""What a reader needs for a caption at least: 5/6 of a second, as the Timed Text guides have it."""
_NOTHING_TO_SHOW = "…"


@dataclass(frozen=True, slots=True)
class Caption:
    """One or two lines that are shown from when to when."""

    entry: int
    """Which entry it is of, from 1, and …"""
    part: int
    """… which of its captions, from 1."""
    speaker: str
    lines: tuple[str, ...]
    start_ms: int
    end_ms: int


def captions(entries: Iterable[Entry], line_cells: int) -> Iterator[Caption]:
    """The captions of each entry, in order.

    Those of an entry take all of its time without a gap; each begins with the first of its words,
    but none is shown for less than 833 ms if there is time for that.
    """
    for number, entry in enumerate(entries, start=1):
        cut = list(wrapped(entry.text, line_cells))
        shown = [[entry.text[slice(*line)] for line in lines] for lines in cut]
        starts_ms = [_start_ms(entry, lines[0][0]) for lines in cut[1:]]
        bounds_ms = _readable([entry.start_ms, *starts_ms, entry.end_ms])
        for part, (lines, (start_ms, end_ms)) in enumerate(
            zip(shown or [[_NOTHING_TO_SHOW]], pairwise(bounds_ms), strict=True), start=1
        ):
            # A caption must end after it starts, even one of a speech without a sound.
            until_ms = max(end_ms, start_ms + 1)
            yield Caption(number, part, entry.speaker, tuple(lines), start_ms, until_ms)


def _start_ms(entry: Entry, place: int) -> int:
    """When the first word that ends after a place of the text is heard."""
    following = bisect_right(entry.words, place, key=lambda word: word.end)
    return entry.words[following].start_ms if following < len(entry.words) else entry.end_ms


def _readable(bounds_ms: Sequence[int]) -> list[int]:
    """The same bounds moved apart, the outer ones where they were."""
    first_ms, *middle, last_ms = bounds_ms
    shortest_ms = min(_SHORTEST_MS, (last_ms - first_ms) // (len(bounds_ms) - 1))
    moved = [first_ms]
    for bound_ms in middle:
        moved.append(max(bound_ms, moved[-1] + shortest_ms))
    moved.append(last_ms)
    for place in range(len(middle), 0, -1):
        moved[place] = min(moved[place], moved[place + 1] - shortest_ms)
    return moved
