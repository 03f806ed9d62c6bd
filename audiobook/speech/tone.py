"""An engine that speaks in tones: instant, without dependencies, the same bytes every time."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from functools import lru_cache

from audiobook.errors import VoiceError
from audiobook.model import Speech, Utterance, Voice

RATE_HZ = 22_050
_LETTER_MS = 60
_SOUNDING = 0.5  # of a letter's time; even at rate 3 it ends in 10 ms of silence, as words do
_FADE_MS = 2
_AMPLITUDE = 0.4 * 32_767


class ToneEngine:
    """One short tone for each character, its pitch by the character, and silence for a space."""

    naturalness = 0

    def identity(self, voice: str) -> str:
        """The version of the tones."""
        return f"tone 2 {voice}"

    def voices(self) -> Sequence[Voice]:
        """The one voice, which knows no language from another."""
        what = "A tone for each letter, for trying things out"
        terms = ("CC0-1.0", True, "computed, of no recordings")
        return (Voice("tone", "sine", (), what, None, RATE_HZ, *terms),)

    def speak(self, utterance: Utterance, voice: str, rate: float) -> Speech:
        """Tones of 60 ms a character at rate 1.  Raises VoiceError for another voice."""
        if voice != "sine":
            raise VoiceError(f"voice tone:{voice}", "is not there", "the only one is tone:sine")
        length = round(RATE_HZ * _LETTER_MS / 1000 / rate)
        return Speech(
            b"".join(_tone(ord(c) % 32, length, c == " ") for c in utterance.spoken), RATE_HZ
        )

    def close(self) -> None:
        """Nothing was started."""


@lru_cache(maxsize=256)
def _tone(step: int, length: int, silent: bool) -> bytes:
    if silent:
        return bytes(2 * length)
    pitch_hz = 220 * 2 ** (step / 16)
    fade = RATE_HZ * _FADE_MS // 1000
    sounding = round(length * _SOUNDING)
    samples = array(
        "h",
        (
            round(
                _AMPLITUDE
                * min(1, n / fade, (sounding - 1 - n) / fade)
                * math.sin(2 * math.pi * pitch_hz * n / RATE_HZ)
            )
            for n in range(sounding)
        ),
    )
    return samples.tobytes() + bytes(2 * (length - sounding))
