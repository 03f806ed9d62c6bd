"""A manifest held against itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from audiobook.audit.faults import quoted
from audiobook.audit.manifests import Manifest

_SLACK_MS = 100
"""How much later than the recording's end something may end: less than a frame and a rounding."""


def contradictions(manifest: Manifest) -> Iterator[str]:
    """What a manifest says that can't be true, each as a clause without a subject.

    Its text has the hash it names; utterances and omissions lie in it and cover all but white
    space; utterances and chapters follow each other within the recording.
    """
    text = manifest.text
    digest = hashlib.sha256(text.encode(errors="replace")).hexdigest()
    if digest != manifest.text_sha256.lower():
        yield f"its text is not the one it was made from: text_sha256 is not {digest}"
    spans = [*_spans(manifest)]
    outside = [span for span in spans if not 0 <= span[0] <= span[1] <= len(text)]
    if outside:
        start, end = outside[0]
        yield f"characters {start} to {end} are not in its text of {len(text)} characters"
    else:
        yield from _uncovered(text, sorted(spans))
    for what, times in (
        ("utterances", [(said.start_ms, said.end_ms) for said in manifest.utterances]),
        ("chapters", [(chapter.start_ms, chapter.end_ms) for chapter in manifest.chapters]),
    ):
        yield from _disorder(what, times, manifest.duration_ms)
    if not manifest.utterances:
        yield "it has no utterances"
    if not manifest.licence.id.strip():
        yield "it names no licence"


def _spans(manifest: Manifest) -> Iterator[tuple[int, int]]:
    for said in manifest.utterances:
        if said.start is not None and said.end is not None:
            yield said.start, said.end
    for omission in manifest.omissions:
        yield omission.start, omission.end


def _uncovered(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    reached, left = 0, []
    for start, end in (*spans, (len(text), len(text))):
        if text[reached:start].strip():
            left.append((reached, start))
        reached = max(reached, end)
    if left:
        start, end = left[0]
        more = f", and {len(left) - 1} more such places" if left[1:] else ""
        yield (
            f"characters {start} to {end} of its text, {quoted(text[start:end])}, "
            f"are neither said nor listed as left out{more}"
        )


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
