"""A manifest as it is read from a file that anybody may have written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from audiobook.audit.bounded import read_bounded
from audiobook.errors import CatalogueError
from audiobook.model import Chapter, Contour, Licence, Omission

TimedWord = tuple[int, int, int, int]
_NO_CONTOUR = Contour(step_ms=0)


@dataclass(frozen=True, slots=True)
class Reader:
    """A voice and the engine that spoke with it."""

    engine: str
    voice: str
    rate: float | None = None
    licence: str | None = None
    identity: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """How loud the recording is, as it was measured; older manifests lack range and target."""

    integrated_lufs: float
    true_peak_dbtp: float
    range_lu: float = 0.0
    rms_dbfs: float | None = None
    noise_floor_dbfs: float | None = None
    target_lufs: float | None = None
    target_rms_dbfs: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Stream:
    """The MP3 that is described."""

    sha256: str
    bytes: int
    rate_hz: int
    channels: int
    bitrate_kbps: float
    """The mean, where it is variable."""
    vbr_quality: int | None = None


@dataclass(frozen=True, slots=True)
class SaidUtterance:
    """An utterance: what is spoken, and where the text has it, if it does."""

    spoken: str
    start: int | None
    end: int | None
    start_ms: int
    end_ms: int
    speaker: str = ""
    """Only where there are several."""
    written: str = ""
    """Only of what has no place in the text."""
    words: tuple[TimedWord, ...] = ()
    written_words: tuple[TimedWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was made from what, as the file says."""

    title: str
    authors: tuple[str, ...]
    language: str
    source: str
    text: str
    text_sha256: str
    licence: Licence
    notice: str
    narrator: Reader
    loudness: Measured
    duration_ms: int
    mp3: Stream
    chapters: tuple[Chapter, ...]
    utterances: tuple[SaidUtterance, ...]
    omissions: tuple[Omission, ...]
    other_voices: tuple[Reader, ...] = ()
    sound: Contour = _NO_CONTOUR

    @property
    def voices(self) -> tuple[str, ...]:
        """Who speaks, as ``engine:voice``, the narrator first."""
        readers = (self.narrator, *self.other_voices)
        return tuple(dict.fromkeys(f"{reader.engine}:{reader.voice}" for reader in readers))


def read_manifest(path: Path) -> Manifest:
    """The manifest in a file.

    Raises CatalogueError, with no part of what the file holds, if there is none, or it is too
    large, or something else.
    """
    try:
        return msgspec.json.decode(read_bounded(path), type=Manifest)
    except OSError as error:
        raise _no_manifest(path, error.strerror or str(error)) from error
    except RecursionError as error:
        raise _no_manifest(path, "it is nested too deeply") from error
    except (msgspec.MsgspecError, ValueError) as error:
        raise _no_manifest(path, str(error)) from error


def _no_manifest(path: Path, why: str) -> CatalogueError:
    return CatalogueError(
        str(path), f"is no manifest of an edition: {why}", "make the edition again with --force"
    )
