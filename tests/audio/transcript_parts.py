"""Entries of a transcript, as they come from what was said; and captions read back from files."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import replace

import pysubs2
import webvtt
from sound_parts import said

from audiobook.audio import Entry, transcribe
from audiobook.model import Cast, Cue, Narrator, Omission, SpokenWord, Utterance

CAST = Cast(Narrator("tone", "sine", 1.0, "tone"))
Shown = tuple[int, int, list[str]]


def entries(*cues: Cue, cast: Cast = CAST, language: str = "en") -> tuple[Entry, ...]:
    """The transcript of what has no place in an article."""
    return transcribe("", cues, [], cast, language)


def entry(
    article: str,
    spoken: str,
    words: Sequence[tuple[str, int, int]] = (),
    omissions: Sequence[Omission] = (),
    end_ms: int = 3_000,
) -> Entry:
    """A whole article that is one utterance, its spoken words with their times."""
    timed, place = [], 0
    for word, start_ms, until_ms in words:
        place = spoken.index(word, place)
        timed.append(SpokenWord(place, place + len(word), start_ms, until_ms))
        place += len(word)
    cue = Cue(replace(whole(article), spoken=spoken), 0, end_ms, tuple(timed))
    (made,) = transcribe(article, [cue], omissions, CAST, "en")
    return made


def whole(article: str) -> Utterance:
    """All of an article as one utterance."""
    return replace(said(" ".join(article.split())), start=0, end=len(article))


def in_vtt(text: str) -> list[Shown]:
    """Start, end and lines of the captions of a WebVTT file, by webvtt-py."""
    return [
        (
            caption.start_time.in_milliseconds(),
            caption.end_time.in_milliseconds(),
            [html.unescape(line) for line in caption.lines],
        )
        for caption in webvtt.from_string(text)
    ]


def in_srt(text: str) -> list[Shown]:
    """The same of an SRT file, by pysubs2."""
    return [
        (event.start, event.end, event.plaintext.split("\n"))
        for event in pysubs2.SSAFile.from_string(text, "srt")
    ]
