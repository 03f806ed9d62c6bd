"""What was read, when, and how loud, from an edition's manifest."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import msgspec

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: ``text[start:end]``, and when it is heard, in milliseconds."""

    start: int
    end: int
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one utterance says, as it was written, and when it is heard, in milliseconds."""

    text: str
    start_ms: int
    end_ms: int
    words: tuple[Word, ...] = ()
    """In the order of the text; empty where the voice does not tell them."""
    space: str = ""
    """What follows it: a blank, nothing, or a line break that ends the paragraph."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What an edition's manifest tells its page."""

    sentences: tuple[Sentence, ...] = ()
    """In the order they are heard; joined with their spaces they read as the article does."""
    peaks: tuple[float, ...] = ()
    """The highest sample of each of many equal steps, from 0 to 1; empty where none is told."""


class _Utterance(msgspec.Struct):
    spoken: str
    start: int | None
    end: int | None
    start_ms: int
    end_ms: int
    words: list[tuple[int, int, int, int]] = []
    written: str = ""
    """Of what has no place in the text; older manifests do not tell it."""


class _Sound(msgspec.Struct, frozen=True):
    peaks: tuple[float, ...] = ()


class _Manifest(msgspec.Struct):
    text: str
    utterances: list[_Utterance]
    title: str = ""
    sound: _Sound = _Sound()


def read_transcript(manifest: Path) -> Transcript:
    """The text as it was written, utterance by utterance, and the level of the sound.

    In an older manifest, what has no place in the article stands as it is spoken, but for the
    title.  A manifest that is missing or damaged gives an empty transcript.
    """
    try:
        data = msgspec.json.decode(manifest.read_bytes(), type=_Manifest)
    except (OSError, msgspec.DecodeError) as error:
        logger.warning("no transcript from %s: %s", manifest, error)
        return Transcript()
    return Transcript(tuple(_sentences(data)), data.sound.peaks)


def paragraphs(sentences: Iterable[Sentence]) -> Iterator[Sequence[Sentence]]:
    """Sentences by paragraphs."""
    paragraph: list[Sentence] = []
    for sentence in sentences:
        paragraph.append(sentence)
        if sentence.space == "\n":
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _sentences(manifest: _Manifest) -> Iterator[Sentence]:
    utterances = manifest.utterances
    first = utterances[0] if utterances else None
    for utterance, following in zip_longest(utterances, utterances[1:]):
        start, end = utterance.start, utterance.end
        if start is None or end is None:
            title = manifest.title if utterance is first else ""
            text = utterance.written or title or utterance.spoken
            yield Sentence(text, utterance.start_ms, utterance.end_ms, space="\n")
            continue
        gap = "\n"
        # A byline is read after the title, wherever it stands: what is read next may stand before.
        if following and following.start is not None and following.start >= end:
            gap = manifest.text[end : following.start]
        yield Sentence(
            manifest.text[start:end],
            utterance.start_ms,
            utterance.end_ms,
            tuple(_words(utterance.words, start, end)),
            _space(gap),
        )


def _words(words: Iterable[tuple[int, int, int, int]], start: int, end: int) -> Iterator[Word]:
    reached = start
    for first, last, start_ms, end_ms in words:
        if reached <= first < last <= end:
            yield Word(first - start, last - start, start_ms, end_ms)
            reached = last


def _space(gap: str) -> str:
    # What stands between may be an omission, which is not to be shown as if it had been read.
    if "\n" in gap:
        return "\n"
    return " " if gap else ""
