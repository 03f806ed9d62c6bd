"""The frozen values that pass between rooms.

Everything here is immutable, picklable and free of I/O.  Units stand in the names: ``_ms``
milliseconds, ``_hz`` samples a second, ``_lufs`` and ``_dbtp`` as in ITU-R BS.1770.  Times are
aware and in UTC.  Languages are BCP 47 tags.  ``start`` and ``end`` are offsets in characters (code
points) into ``Article.text``, half open: the stretch is ``text[start:end]``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

# --------------------------------------------------------------------------- articles


class BlockKind(StrEnum):
    """What a block of an article is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"
    FORMULA = "formula"
    CAPTION = "caption"
    ALTERNATIVE = "alternative text"
    FOOTNOTE = "footnote"
    VERSE = "verse"


class TitleOrigin(StrEnum):
    """Who gave an article its title: its author, or we ourselves."""

    STATED = "stated"
    FILE_NAME = "file name"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an article's text and what it is.

    ``level`` is a heading's depth (1 to 6) or an item's nesting (1 and up), else 0.
    In a table, lines are rows and tabs part the cells; the first row is its header.  In verse,
    lines are verses.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article's text in another language than the article's."""

    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Article:
    """A text to be narrated, free of markup, and what its source says about it.

    Blocks are in reading order, do not overlap, and cover all of ``text`` but white space.
    """

    identity: str
    """What stays the same when the article is edited: the path or address it was read from."""
    source: str
    """Where a listener finds the original: its address, or a file's name where none is known."""
    title: str
    text: str
    blocks: tuple[Block, ...]
    language: str
    title_origin: TitleOrigin = TitleOrigin.STATED
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: datetime | None = None
    passages: tuple[Passage, ...] = ()
    """In order and without overlap."""
    metadata: tuple[tuple[str, str], ...] = ()
    """What the source states of itself, lower-case keys: ``license``, ``rights``, …"""
    markup: str = ""
    """The page as it was served, where licences are sought; no part of a job."""


# --------------------------------------------------------------------------- licences


class Verdict(StrEnum):
    """Whether a licence allows an edition under the show's policy."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Licence:
    """Terms of use.  ``id`` is an SPDX identifier, or a family where no version is stated."""

    id: str
    name: str
    url: str | None
    holder: str | None = None
    evidence: str = ""
    """The words or the element that the licence was found by."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What an article says of its licence, and what that means for us."""

    licence: Licence | None
    verdict: Verdict
    why: str
    statements: tuple[tuple[int, int], ...] = ()
    """Stretches of the text that are nothing but a licence statement."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Attribution read aloud, and the stretches of the text that it stands for."""

    text: str
    language: str
    stands_for: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Clearance:
    """Proof that an article may be narrated, and the attribution that is owed for it."""

    licence: Licence
    notice: str
    notice_html: str
    """The same as one HTML paragraph, with links."""
    credit: Credit


# --------------------------------------------------------------------------- narration


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

    sentence_ms: int = 250
    paragraph_ms: int = 600
    item_ms: int = 400
    quote_ms: int = 700
    heading_ms: int = 700
    section_ms: int = 1200


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


# --------------------------------------------------------------------------- speech


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


# --------------------------------------------------------------------------- audio


@dataclass(frozen=True, slots=True)
class Mastering:
    """What a finished MP3 must measure."""

    integrated_lufs: float = -16.0
    true_peak_dbtp: float = -1.0
    bitrate_kbps: int = 64
    rate_hz: int = 44_100


@dataclass(frozen=True, slots=True)
class Cue:
    """What is said from when to when."""

    utterance: Utterance
    start_ms: int
    end_ms: int
    words: tuple[SpokenWord, ...] = ()
    """In milliseconds of the recording; empty where the engine does not know."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A titled span of a recording."""

    title: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Loudness:
    """Integrated loudness and true peak, as ITU-R BS.1770 defines them."""

    integrated_lufs: float
    true_peak_dbtp: float


@dataclass(frozen=True, slots=True)
class Recording:
    """A whole article as audio: signed 16-bit little-endian samples, one channel."""

    pcm: bytes = field(repr=False)
    rate_hz: int
    cues: tuple[Cue, ...]
    chapters: tuple[Chapter, ...]

    @property
    def duration_ms(self) -> int:
        """Length of the sound, rounded."""
        return round(len(self.pcm) * 500 / self.rate_hz)


@dataclass(frozen=True, slots=True)
class Rendition:
    """A finished MP3, and all that was measured and noted while it was made."""

    mp3: bytes = field(repr=False)
    cover: bytes = field(repr=False)
    """The picture in the MP3, as JPEG."""
    duration_ms: int
    cues: tuple[Cue, ...]
    chapters: tuple[Chapter, ...]
    omissions: tuple[Omission, ...]
    loudness: Loudness


# --------------------------------------------------------------------------- editions and shows


@dataclass(frozen=True, slots=True)
class Job:
    """All that a worker needs to make one rendition."""

    article: Article
    clearance: Clearance
    cast: Cast
    style: Style
    mastering: Mastering
    album: str
    """The show's title, for the tags; no part of the fingerprint."""
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A rendition on disk, recorded in the catalogue."""

    identity: str
    slug: str
    guid: str
    show: str
    fingerprint: str
    revision: int
    """1 for the first rendition under this guid, one more for each that replaced it."""
    published: datetime
    """When the first rendition was made; an episode's publication date for life."""
    title: str
    authors: tuple[str, ...]
    language: str
    source: str
    article_published: datetime | None
    summary: str
    licence: Licence
    notice: str
    notice_html: str
    voice: str
    duration_ms: int
    chapters: tuple[Chapter, ...]
    mp3_bytes: int
    mp3_sha256: str


@dataclass(frozen=True, slots=True)
class Show:
    """An RSS channel, as its owner describes it."""

    name: str = "podcast"
    title: str = "Audio editions"
    description: str = "Articles under open licences, read aloud."
    author: str = ""
    email: str = ""
    language: str = "en"
    category: str = "News"
    explicit: bool = False
    link: str = ""
    """The show's own page; empty means the page that audiobook makes."""
    guid: str = ""
    """podcast:guid, once it is fixed for life; empty means derived from the feed's address."""
    voice: str = ""
    """Who reads it, where the command line names none; empty means as ``[narrator]`` says."""
    commercial: bool | None = None
    """Whether the show earns money; None means that its owner has not said."""


@dataclass(frozen=True, slots=True)
class Release:
    """What a publisher sends: files below ``root``, in the order they are to be sent."""

    root: Path
    files: tuple[Path, ...]
    base_url: str


# --------------------------------------------------------------------------- work


class Status(StrEnum):
    """What became of an article."""

    MADE = "made"
    SKIPPED = "skipped"
    PLANNED = "planned"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article, or of a source that gave none."""

    source: str
    status: Status
    title: str = ""
    edition: Edition | None = None
    loudness: Loudness | None = None
    error: Exception | None = None
    characters_billed: int = 0
    """How many characters the voices of what is planned will charge for, at most."""


class Map(Protocol):
    """Calls a picklable function on each item; results come as they are ready, in any order."""

    def __call__(self, function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterator[Any]:
        """Yield ``function(item)`` once for each of ``items``."""
        ...
