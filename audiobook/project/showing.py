"""What there is to know of an edition, from its manifest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from audiobook import audio
from audiobook.errors import CatalogueError, UsageError
from audiobook.files import write_whole
from audiobook.model import Chapter, Contour, Edition, Licence, Loudness

_PNG_WIDTH = 2_400
_NO_CONTOUR = Contour(step_ms=0)
PICTURES = (".svg", ".png")


@dataclass(frozen=True, slots=True)
class Reader:
    """A voice, as the manifest names it."""

    engine: str
    voice: str
    rate: float | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """The manifest's loudness; older ones lack range and target."""

    integrated_lufs: float
    true_peak_dbtp: float
    range_lu: float = 0.0
    rms_dbfs: float | None = None
    noise_floor_dbfs: float | None = None
    target_lufs: float | None = None
    target_rms_dbfs: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Stream:
    """The MP3's format and size."""

    bytes: int
    rate_hz: int
    channels: int
    bitrate_kbps: float
    """The mean, where it is variable."""
    vbr_quality: int | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The part of a manifest that is shown."""

    title: str
    authors: tuple[str, ...]
    language: str
    source: str
    licence: Licence
    narrator: Reader
    loudness: Measured
    duration_ms: int
    mp3: Stream
    chapters: tuple[Chapter, ...]
    other_voices: tuple[Reader, ...] = ()
    sound: Contour = _NO_CONTOUR


@dataclass(frozen=True, slots=True)
class Particulars:
    """An edition, its manifest, and its files with their sizes in bytes."""

    edition: Edition
    manifest: Manifest
    files: tuple[tuple[Path, int], ...]

    def write_picture(self, path: Path) -> None:
        """Draw the sound into an SVG or PNG file, as the name ends.

        Raises UsageError for another ending, and where it can't be written.
        """
        if path.suffix.lower() not in PICTURES:
            raise UsageError(
                str(path), "is neither SVG nor PNG", f"end its name in {' or '.join(PICTURES)}"
            )
        manifest, measured = self.manifest, self.manifest.loudness
        svg = audio.picture(
            manifest.sound,
            manifest.chapters,
            Loudness(measured.integrated_lufs, measured.true_peak_dbtp, measured.range_lu),
            manifest.duration_ms,
            manifest.title,
            measured.target_lufs,
        )
        is_svg = path.suffix.lower() == ".svg"
        try:
            write_whole(path, svg.encode() if is_svg else audio.png(svg, _PNG_WIDTH))
        except OSError as error:
            problem = f"can't be written: {error.strerror or error}"
            raise UsageError(str(path), problem, "name a file in a folder of your own") from error


def particulars(folder: Path, edition: Edition) -> Particulars:
    """What the files of an edition in a project's folder say.

    Raises CatalogueError for a manifest that is lost or can't be read.
    """
    stem = folder / "media" / edition.slug
    path = stem.with_name(f"{edition.slug}.json")
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as error:
        problem = f"is no manifest of an edition: {error}"
        raise CatalogueError(str(path), problem, "make the edition again with --force") from error
    paths = [stem.with_name(f"{edition.slug}{suffix}") for suffix in (".mp3", *edition.companions)]
    files = tuple((path, path.stat().st_size) for path in paths if path.is_file())
    return Particulars(edition, manifest, files)
