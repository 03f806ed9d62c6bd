"""What was read and when, from an edition's manifest."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

import msgspec

logger = logging.getLogger(__name__)


class _Utterance(msgspec.Struct):
    spoken: str
    start: int | None
    end: int | None
    start_ms: int


class _Manifest(msgspec.Struct):
    text: str
    utterances: list[_Utterance]


def read_transcript(manifest: Path) -> Sequence[tuple[int, str]]:
    """The text as it was written, utterance by utterance, each with its time in milliseconds.

    Each text goes up to the next, so that joined they read as the article does; one that ends in
    a line break ends a paragraph.  What has no place in the article stands as it is spoken.
    A manifest that is missing or damaged gives no transcript.
    """
    try:
        data = msgspec.json.decode(manifest.read_bytes(), type=_Manifest)
    except (OSError, msgspec.DecodeError) as error:
        logger.warning("no transcript from %s: %s", manifest, error)
        return ()
    return tuple(_texts(data))


def paragraphs(transcript: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The same by paragraphs, each with the time of its first word."""
    start_ms: int | None = None
    text = ""
    for time_ms, part in transcript:
        start_ms = time_ms if start_ms is None else start_ms
        text += part
        if part.endswith("\n"):
            yield start_ms, text.strip()
            start_ms, text = None, ""
    if start_ms is not None:
        yield start_ms, text.strip()


def _texts(manifest: _Manifest) -> Iterator[tuple[int, str]]:
    utterances = manifest.utterances
    for utterance, following in zip_longest(utterances, utterances[1:]):
        if utterance.start is None or utterance.end is None:
            yield utterance.start_ms, f"{utterance.spoken}\n"
            continue
        gap = "\n"
        # A byline is read after the title, wherever it stands: what is read next may stand before.
        if following and following.start is not None and following.start >= utterance.end:
            gap = manifest.text[utterance.end : following.start]
        yield utterance.start_ms, manifest.text[utterance.start : utterance.end] + _space(gap)


def _space(gap: str) -> str:
    # What stands between may be an omission, which is not to be shown as if it had been read.
    if "\n" in gap:
        return "\n"
    return " " if gap else ""
