"""When each word is heard, from the lengths of its phonemes.

espeak runs words together (“of the” is ``ʌvðə``) and says a number as several.  Where there are as
many groups of phonemes as words, they belong together in order; else the phonemes are matched with
those of each word said alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from audiobook.model import SpokenWord

_WORD = re.compile(r"\S+")
_APART = frozenset(" ^$")
_UNHEARD = frozenset("_.,;:!?¡¿…—–-\"'()«»“”„")
_STRESS = frozenset("ˈˌː")


@dataclass(frozen=True, slots=True)
class Sound:
    """A phoneme, and the samples of the speech that it takes: ``[start, end)``."""

    phoneme: str
    start: int
    end: int


def word_timings(
    text: str, sounds: Sequence[Sound], phonemes_of: Callable[[str], str], rate_hz: int
) -> tuple[SpokenWord, ...]:
    """The words of ``text``, in order; ``phonemes_of`` gives those of one word said alone.

    Empty if there is nothing to go by.
    """
    words = list(_words(text))
    groups = list(_groups(sounds))
    if not words or not groups:
        return ()
    if len(words) == len(groups):
        spans = [(group[0].start, group[-1].end) for group in groups]
    else:
        spans = _matched([phonemes_of(text[a:b]) for a, b in words], sounds)
    return tuple(
        SpokenWord(start, end, round(first * 1000 / rate_hz), round(last * 1000 / rate_hz))
        for (start, end), (first, last) in zip(words, spans, strict=True)
    )


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Where the words stand, without the punctuation around them."""
    for found in _WORD.finditer(text):
        letters = [n for n, character in enumerate(found[0]) if character.isalnum()]
        if letters:
            yield found.start() + letters[0], found.start() + letters[-1] + 1


def _groups(sounds: Sequence[Sound]) -> Iterator[list[Sound]]:
    for apart, run in groupby(sounds, lambda sound: sound.phoneme in _APART):
        heard = [] if apart else [sound for sound in run if sound.phoneme not in _UNHEARD]
        if any(sound.phoneme not in _STRESS for sound in heard):
            yield heard


def _matched(words: Sequence[str], sounds: Sequence[Sound]) -> list[tuple[int, int]]:
    """A span for each word: from the first to the last of its phonemes that was found."""
    silent = _APART | _UNHEARD | _STRESS
    heard = [sound for sound in sounds if sound.phoneme not in silent]
    owners = [n for n, word in enumerate(words) for sign in word if sign not in silent]
    expected = [sign for word in words for sign in word if sign not in silent]
    matcher = SequenceMatcher(None, expected, [sound.phoneme for sound in heard], autojunk=False)
    found: dict[int, list[Sound]] = {}
    for here, there, length in matcher.get_matching_blocks():
        for n in range(length):
            found.setdefault(owners[here + n], []).append(heard[there + n])
    spans: list[tuple[int, int] | None] = [
        (found[n][0].start, found[n][-1].end) if n in found else None for n in range(len(words))
    ]
    return _filled(spans, heard[0].start if heard else 0, sounds[-1].end)


def _filled(
    spans: Sequence[tuple[int, int] | None], first: int, last: int
) -> list[tuple[int, int]]:
    """The spans, those that are missing sharing evenly what lies between their neighbours."""
    filled: list[tuple[int, int]] = []
    place = first
    for missing, run in groupby(range(len(spans)), lambda n: spans[n] is None):
        numbers = list(run)
        if missing:
            after = spans[numbers[-1] + 1] if numbers[-1] + 1 < len(spans) else None
            until = max(place, after[0] if after else last)
            share = (until - place) / len(numbers)
            filled += [
                (round(place + n * share), round(place + (n + 1) * share))
                for n in range(len(numbers))
            ]
        else:
            filled += [span for n in numbers if (span := spans[n])]
        place = filled[-1][1]
    return filled
