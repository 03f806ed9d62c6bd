"""A manifest held against itself."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from audiobook.audit.faults import quoted
from audiobook.audit.manifests import Manifest, TimedWord

Span = tuple[int, int]

_SLACK_MS = 100
"""How much later than the recording's end something may end: less than a frame and a rounding."""


def contradictions(manifest: Manifest) -> Iterator[str]:
    """What a manifest says that can't be true, each as a clause without a subject.

    Its text has the hash it names; utterances and omissions lie in it and cover all but white
    space, nothing twice; each utterance speaks, and times words of its own; utterances and chapters
    follow each other within the recording.
    """
    text = manifest.text
    digest = hashlib.sha256(text.encode(errors="replace")).hexdigest()
    if digest != manifest.text_sha256.lower():
        yield f"its text is not the one it was made from: text_sha256 is not {digest}"
    said, left_out = _said(manifest), sorted((o.start, o.end) for o in manifest.omissions)
    outside = [span for span in (*said, *left_out) if not 0 <= span[0] < span[1] <= len(text)]
    if outside:
        start, end = outside[0]
        yield f"characters {start} to {end} are not in its text of {len(text)} characters"
    else:
        yield from _uncovered(text, sorted((*said, *left_out)))
        yield from _told_twice(text, said, left_out)
    yield from _unspoken(manifest)
    for what, times in (
        ("utterances", [(said.start_ms, said.end_ms) for said in manifest.utterances]),
        ("chapters", [(chapter.start_ms, chapter.end_ms) for chapter in manifest.chapters]),
    ):
        yield from _disorder(what, times, manifest.duration_ms)
    if not manifest.utterances:
        yield "it has no utterances"
    if not manifest.licence.id.strip():
        yield "it names no licence"


def _said(manifest: Manifest) -> list[Span]:
    return sorted(
        (said.start, said.end)
        for said in manifest.utterances
        if said.start is not None and said.end is not None
    )


def _uncovered(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    reached, left = 0, []
    for start, end in (*spans, (len(text), len(text))):
        if text[reached:start].strip():
            left.append((reached, start))
        reached = max(reached, end)
    if left:
        start, end = left[0]
        more = f", and {len(left) - 1} more such places" if left[1:] else ""
        yield f"{_stretch(text, start, end)}, are neither said nor listed as left out{more}"


def _told_twice(text: str, said: list[Span], left_out: list[Span]) -> Iterator[str]:
    """What is said twice, or both said and left out; a part of an utterance may be left out."""
    for (_, reached), (start, end) in pairwise(said):
        if start < reached:
            yield f"{_stretch(text, start, min(reached, end))}, are said twice"
            return
    for start, end in left_out:
        at = bisect_right(said, (start, len(text)))
        around = said[max(0, at - 1) : bisect_left(said, (end, 0))]
        met = [span for span in around if span[0] < end and start < span[1]]
        inside = len(met) == 1 and met[0][0] <= start and end <= met[0][1]
        if met and (not inside or met[0] == (start, end)):
            yield f"{_stretch(text, start, end)}, are both said and listed as left out"
            return


def _stretch(text: str, start: int, end: int) -> str:
    return f"characters {start} to {end} of its text, {quoted(text[start:end])}"


def _unspoken(manifest: Manifest) -> Iterator[str]:
    """Utterances that say nothing, or time words that are not theirs."""
    for number, said in enumerate(manifest.utterances, start=1):
        if not said.spoken.strip():
            yield f"its utterance {number} says nothing"
            return
        placed = (said.words, said.start or 0, said.end or 0)
        unplaced = (said.written_words, 0, len(said.written))
        if any(_strays(*timed) for timed in (placed, unplaced)):
            yield f"its utterance {number} times words that are not its own"
            return


def _strays(words: Iterable[TimedWord], low: int, high: int) -> bool:
    """Whether any of the words lies outside of what they are words of."""
    return any(not low <= start <= end <= high for start, end, *_ in words)


def _disorder(what: str, times: Iterable[tuple[int, int]], duration_ms: int) -> Iterator[str]:
    reached = 0
    for number, (start, end) in enumerate(times, start=1):
        if not reached <= start <= end:
            yield f"its {what} are out of order at number {number} ({start} to {end} ms)"
            return
        reached = start
        if end > duration_ms + _SLACK_MS:
            yield f"its {what} go on to {end} ms, and the recording ends at {duration_ms}"
            return
