"""Whether a speech is whole, as far as it can be told without knowing the voice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from audiobook.model import Speech
from audiobook.speech.sound import measured

_FASTEST_CHARACTERS_A_SECOND = 60.0
_AUDIBLE = 300  # of 32,767: some -40 dB
# Measured: of cuts where a voice is loud, 99 % are found.
_LOUD_END = 0.1  # of the loudest sample
_LATE_MS = 200
_CLIPPED = 0.000_5
# Measured on 1,300 speeches of pyttsx3 and Piper, rates 0.5 to 3: at most 0.63 s at rate 1 and
# 0.97 s at rate 0.5, all at a mark; none of more than 0.3 s elsewhere.
_PAUSE_S = 0.6
_PAUSE_BETWEEN_WORDS_S = 0.35
_MARK = re.compile(r"[^\w\s'’]")


class Kind(Enum):
    """What a flaw may be mistaken for, and so what would clear a speech of it."""

    CERTAIN = "nothing"
    END = "a word that ends in a burst: it ends alike each time it is spoken"
    PACE = "a text that takes longer or shorter than its letters tell: so do its halves"


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a speech, as a message says it."""

    problem: str
    kind: Kind = Kind.CERTAIN

    def __str__(self) -> str:
        return self.problem


def flaw(speech: Speech, text: str, rate: float) -> Flaw | None:
    """What is wrong with a speech of ``text``, or None if nothing is found.

    Looks for silence where there are words, for less time than the words can take at ``rate``, for
    a silence inside that no mark of the text asks for, for clipping, for words that are timed after
    its end, and for an end that breaks off while the voice is still loud.
    """
    letters = sum(character.isalnum() for character in text)
    return next(_flaws(speech, text, letters, rate), None) if letters else None


def _flaws(speech: Speech, text: str, letters: int, rate: float) -> Iterator[Flaw]:
    """The worst first: what would be no flaw in a silent speech comes after silence."""
    sound = measured(speech)
    if sound.peak < _AUDIBLE:
        yield Flaw("it is silent")
    if sound.duration_s < letters / (_FASTEST_CHARACTERS_A_SECOND * rate):
        yield Flaw(f"{letters} letters in {sound.duration_s:.2f} s: words are missing")
    if sound.longest_pause_s > _longest_pause_s(text, rate):
        yield Flaw(f"it is silent for {sound.longest_pause_s:.1f} s inside")
    if sound.clipped > _CLIPPED:
        yield Flaw("it is clipped")
    if speech.words and speech.words[-1].end_ms > speech.duration_ms + _LATE_MS:
        yield Flaw("it ends before its last word does")
    if sound.loudness_of_end > _LOUD_END:
        yield Flaw("it breaks off while the voice is loud", Kind.END)


def _longest_pause_s(text: str, rate: float) -> float:
    inside = text.strip().rstrip(".!?…")
    pause_s = _PAUSE_S if _MARK.search(inside) or "\n" in inside else _PAUSE_BETWEEN_WORDS_S
    return pause_s + pause_s / rate
