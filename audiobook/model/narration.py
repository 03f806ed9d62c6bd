"""A script: what the narrator reads of an article, and what not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import msgspec

Break = Annotated[int, msgspec.Meta(ge=0, le=60_000)]
"""A minute of silence at most."""


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """A word of the text and how it is to be said: respelled, in phonemes, or both."""

    written: str
    spoken: str
    """The word respelled; empty means as it is written."""
    language: str = ""
    """Only in this language; empty means in any."""
    match_case: bool = False
    ipa: str = ""
    """Its phonemes in the International Phonetic Alphabet, for engines that take them."""


@dataclass(frozen=True, slots=True)
class Breaks:
    """Silence after an utterance, by what it ends, in milliseconds at rate 1."""

    sentence_ms: Break = 250
    verse_ms: Break = 125
    paragraph_ms: Break = 600
    item_ms: Break = 400
    quote_ms: Break = 700
    heading_ms: Break = 700
    section_ms: Break = 1200


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is prepared for the voice."""

    lexicon: tuple[LexiconEntry, ...] = ()
    breaks: Breaks = Breaks()
    longest_utterance: int = 400
    """In characters; longer sentences are cut at a clause."""
    captions: bool = False
    """Whether the captions of pictures are read."""
    alternative_texts: bool = False
    """Whether pictures without a caption are described, in the words of their page."""
    announce_quotes: bool = False
    """Whether a block quote is said to begin and to end."""


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """The phonemes of ``spoken[start:end]`` of an utterance, in IPA."""

    start: int
    end: int
    ipa: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence or so.  ``start`` and ``end`` are None where the text has no such words."""

    spoken: str
    written: str
    start: int | None
    end: int | None
    break_ms: int
    language: str
    quoted: bool = False
    """Whether it is part of a block quote, which may have a voice of its own."""
    pronunciations: tuple[Pronunciation, ...] = ()
    """For engines that take phonemes, in order and without overlap."""


@dataclass(frozen=True, slots=True)
class Section:
    """A run of utterances under one heading."""

    title: str
    utterances: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class Omission:
    """A stretch of the text that is not read, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Script:
    """What the narrator reads.  Utterances and omissions cover the article's text."""

    language: str
    sections: tuple[Section, ...]
    omissions: tuple[Omission, ...]

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        """All utterances in the order they are spoken."""
        return tuple(u for section in self.sections for u in section.utterances)
