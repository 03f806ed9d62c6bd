"""Brings takes to one level: those of a voice against each other, and voices against each other.

A take that is long enough to be measured is brought to the level itself, within bounds: what was
whispered stays softer than what was said.  One that is too short gets the gain of its voice, so
that neither an exclamation nor a click is blown up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from audiobook.audio.mastering.loudness import GATED_LUFS
from audiobook.audio.mastering.take_level import level_lufs
from audiobook.model import Take

LEVEL_LUFS = -20.0
"""What takes are brought to."""
_BOUND_DB = 8.0
_MEASURABLE_S = 1.0
_PRIOR_S = 0.5  # for how much speech the other voices' level speaks when a voice is new


@dataclass(slots=True)
class _Level:
    """A mean in decibels, weighted by time, as it grows."""

    lufs: float = 0.0
    seconds: float = 0.0

    def learn(self, lufs: float, seconds: float) -> None:
        self.seconds += seconds
        self.lufs += (lufs - self.lufs) * seconds / self.seconds


class Levels:
    """How loud each voice speaks, as far as it was heard."""

    def __init__(self) -> None:
        self._all = _Level()
        self._voices: dict[str, _Level] = {}

    def learn(self, takes: Iterable[Take]) -> None:
        """Hear takes beforehand, so that the first ones of a voice are judged as the others."""
        for take in takes:
            self._heard(take)

    def gain_db(self, take: Take) -> float:
        """The gain that brings a take, which is heard by this, to ``LEVEL_LUFS``."""
        lufs = self._heard(take)
        voice = self._voices.get(take.voice, self._all)
        if not voice.seconds:
            return 0.0
        if lufs <= GATED_LUFS:
            return LEVEL_LUFS - voice.lufs
        own = min(max(lufs - voice.lufs, -_BOUND_DB), _BOUND_DB)
        return LEVEL_LUFS - voice.lufs - own * min(1.0, _seconds(take) / _MEASURABLE_S)

    def _heard(self, take: Take) -> float:
        lufs = level_lufs(take)
        if lufs > GATED_LUFS:
            if take.voice not in self._voices:
                prior = _PRIOR_S if self._all.seconds else 0.0
                self._voices[take.voice] = _Level(self._all.lufs, prior)
            self._voices[take.voice].learn(lufs, _seconds(take))
            self._all.learn(lufs, _seconds(take))
        return lufs


def _seconds(take: Take) -> float:
    return len(take.pcm) / 2 / take.rate_hz
