"""When each word is heard, from espeak's events.

espeak tells at which sample it begins a word, and where a clause ends.  It runs small words
together ("of the" is one), and begins a number more than once.  Beyond 450 words a minute it
squeezes its sound after it was timed, by Sonic: then its times are of no use.

Measured on 240 words between pauses: they end within 1 ms of their sound, and begin before it, by
14 ms in the median and 50 ms at most, since a stop consonant is silent before it bursts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from audiobook.model import SpokenWord

if TYPE_CHECKING:
    from numpy.typing import NDArray

Mark = tuple[int | None, int]
"""A word's offset in the text, or None where a clause ends; and the sample where that is."""

_NUMBER = re.compile(r"\d[\d.,:'’]*")
_AUDIBLE = 0.02  # of the loudest sample: some -34 dB


def word_timings(
    text: str, marks: Sequence[Mark], pcm: bytes, rate_hz: int
) -> tuple[SpokenWord, ...]:
    """The words of ``text`` in order, those that are run together as one.

    Empty where the marks are, or where they are not of this sound.
    ``pcm`` holds signed 16-bit little-endian samples, one channel.  A clause's last word ends with
    its sound, not with the pause after it.
    """
    samples = np.abs(np.frombuffer(pcm, dtype="<i2").astype(np.int32))
    if not marks or marks[-1][1] != samples.size:
        return ()
    audible = np.flatnonzero(samples > _AUDIBLE * samples.max(initial=0))
    kept = list(_once_a_word(text, marks))
    places = [place for place, _ in kept if place is not None]
    beyond = iter([*places[1:], len(text)])
    timed = []
    for (place, first), (following, last) in pairwise([*kept, (None, samples.size)]):
        if place is None:
            continue
        letters = [n for n in range(place, next(beyond)) if text[n].isalnum()]
        if letters:
            end = last if following is not None else _end_of_sound(audible, first, last)
            times_ms = round(first * 1000 / rate_hz), round(end * 1000 / rate_hz)
            timed.append(SpokenWord(letters[0], letters[-1] + 1, *times_ms))
    return tuple(timed)


def _once_a_word(text: str, marks: Iterable[Mark]) -> Iterator[Mark]:
    """The marks in order, of those within a number none."""
    within = {
        n for number in _NUMBER.finditer(text) for n in range(number.start() + 1, number.end())
    }
    latest = -1
    for place, sample in marks:
        if place is None:
            yield place, sample
        elif latest < place < len(text) and place not in within:
            latest = place
            yield place, sample


def _end_of_sound(audible: NDArray[np.intp], first: int, last: int) -> int:
    """The sample after the last audible one of a stretch; ``first`` if there is none."""
    before = int(np.searchsorted(audible, last))
    return max(first, int(audible[before - 1]) + 1) if before else first
