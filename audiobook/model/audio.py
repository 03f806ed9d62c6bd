"""A recording: mastered and encoded, with what is said in it and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from audiobook.model.narration import Omission, Utterance
from audiobook.model.speech import SpokenWord


@dataclass(frozen=True, slots=True)
class Mastering:
    """What a finished MP3 must measure, and how it is encoded."""

    integrated_lufs: float | None = -16.0
    """Integrated loudness; None where ``rms_dbfs`` says how loud it is to be."""
    true_peak_dbtp: float = -1.0
    rms_dbfs: tuple[float, float] | None = None
    """Lowest and highest RMS of the whole, as sellers of audiobooks ask for."""
    noise_floor_dbfs: float | None = None
    """What the silence between words may measure at most."""
    start_ms: int = 300
    """Silence before the first word."""
    end_ms: int = 1_200
    """Silence after the last."""
    bitrate_kbps: int = 64
    """Of a constant bitrate."""
    vbr_quality: int | None = None
    """LAME's quality of a variable bitrate, 0 (best) to 9; None means a constant one."""
    rate_hz: int = 44_100
    id3_version: int = 4
    """3 or 4: the version of the tags, ID3v2.3 or ID3v2.4."""


@dataclass(frozen=True, slots=True)
class Take:
    """An utterance as it was spoken, cut out of the silence around it, and what follows it."""

    utterance: Utterance
    voice: str
    """Who speaks, as ``engine:voice``: takes of one voice are levelled against each other."""
    pcm: bytes = field(repr=False)
    """Signed 16-bit little-endian samples, one channel."""
    rate_hz: int
    words: tuple[SpokenWord, ...]
    """In milliseconds of the take."""
    break_ms: int
    title: str | None = None
    """Of the chapter that begins with it."""


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
    """A recording's level as ITU-R BS.1770 and EBU Tech 3342 define it, on the decoded MP3."""

    integrated_lufs: float
    true_peak_dbtp: float
    range_lu: float = 0.0
    rms_dbfs: float | None = None
    """RMS of the whole, a full-scale sine being -3; None where it was not asked for."""
    noise_floor_dbfs: float | None = None
    """RMS of the silence between utterances; None where it was not measured or there is none."""


@dataclass(frozen=True, slots=True)
class Contour:
    """A recording's level over time, step by step; a few thousand steps at most."""

    step_ms: int
    peaks: tuple[float, ...] = ()
    """The highest sample of each step, from 0 to 1."""
    short_term_lufs: tuple[float, ...] = ()
    """Loudness of the three seconds up to the end of each step."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A whole article as audio, and all that was noted while it was made."""

    mp3: Path
    """An untagged MP3."""
    duration_ms: int
    cues: tuple[Cue, ...]
    chapters: tuple[Chapter, ...]
    loudness: Loudness
    bitrate_kbps: int
    """The mean of its frames."""
    contour: Contour


@dataclass(frozen=True, slots=True)
class Rendition:
    """A finished MP3 with its companions' contents."""

    mp3: Path
    cover: bytes = field(repr=False)
    """A JPEG."""
    duration_ms: int
    cues: tuple[Cue, ...]
    chapters: tuple[Chapter, ...]
    omissions: tuple[Omission, ...]
    loudness: Loudness
    bitrate_kbps: int
    """The mean of the MP3's frames."""
    contour: Contour


@dataclass(frozen=True, slots=True)
class Tags:
    """What an MP3 says of itself; empty where it says nothing."""

    title: str
    artist: str
    """The authors with commas between; where none are known, the rights holder or the source."""
    album: str
    language: str
    """ISO 639-2's three letters; ``und`` where it has none."""
    source: str
    """The article's address, in ASCII; empty where it has none."""
    copyright: str
    """Year, rights holder, and the licence's address or name."""
    licence_id: str
    licence_url: str
    """In ASCII, as tags have addresses."""
    notice: str
    text_sha256: str
    voices: str
    """Each as ``engine:voice``, the narrator first, with commas between."""
    chapters: tuple[Chapter, ...]
    cover: bytes = field(repr=False)
    duration_ms: int
    """Of its frames."""
    bitrate_kbps: float
    """The mean of its frames."""
    has_credentials: bool = False
    """Whether there are Content Credentials in it (C2PA)."""
