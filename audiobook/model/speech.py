"""Voices, who reads what, and what they spoke."""

from __future__ import annotations

from dataclasses import dataclass, replace

from audiobook.model.narration import Utterance


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice of an engine."""

    engine: str
    name: str
    languages: tuple[str, ...]
    description: str = ""
    gender: str | None = None
    rate_hz: int | None = None
    licence: str = ""
    """Its terms of use, by SPDX identifier where there is one; empty means that none are stated."""
    commercial: bool | None = None
    """Whether those terms allow commercial use; None means that they leave it open."""
    made_from: str = ""
    """The recordings it was trained on, and their terms, in a sentence."""


Setting = str | float | bool | tuple[str, ...]
"""A value that the configuration gives to an engine."""


@dataclass(frozen=True, slots=True)
class Narrator:
    """Engine, voice and rate.  ``rate`` 1.0 is the voice's own pace, 2.0 is twice as fast."""

    engine: str
    voice: str
    rate: float
    identity: str
    """The engine's word for all that would make the same text sound different."""
    licence: str = ""
    """The voice's terms of use."""
    made_from: str = ""
    settings: tuple[tuple[str, Setting], ...] = ()
    """What the configuration says to engines beside voice and rate, by key, sorted."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who reads what of an article."""

    narrator: Narrator
    quotes: Narrator | None = None
    """Reads block quotes; None means the narrator does."""
    foreign: tuple[tuple[str, Narrator], ...] = ()
    """Who reads passages in a language, by its tag; the narrator reads those of no other."""

    @property
    def others(self) -> tuple[Narrator, ...]:
        """Those who read beside the narrator."""
        return (*((self.quotes,) if self.quotes else ()), *(n for _, n in self.foreign))

    def reader_of(self, utterance: Utterance) -> Narrator:
        """The narrator who says an utterance; its language decides before its being a quote."""
        reader = dict(self.foreign).get(utterance.language)
        return reader or (self.quotes if utterance.quoted and self.quotes else self.narrator)

    def as_heard(self) -> Cast:
        """The same without settings: of those, identities tell all that is heard."""
        narrator = replace(self.narrator, settings=())
        quotes = self.quotes and replace(self.quotes, settings=())
        foreign = tuple((tag, replace(reader, settings=())) for tag, reader in self.foreign)
        return Cast(narrator, quotes, foreign)


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """When ``spoken[start:end]`` of an utterance is heard, in milliseconds of its speech."""

    start: int
    end: int
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Speech:
    """PCM of one utterance: signed 16-bit little-endian samples, one channel."""

    pcm: bytes
    rate_hz: int
    words: tuple[SpokenWord, ...] = ()
    """In order, from engines that know; empty from others."""

    @property
    def duration_ms(self) -> int:
        """Length of the sound, rounded."""
        return round(len(self.pcm) * 500 / self.rate_hz)
