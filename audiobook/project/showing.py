"""What there is to know of an edition, from its manifest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from audiobook import audio, audit
from audiobook.audit import Manifest
from audiobook.errors import UsageError
from audiobook.files import write_whole
from audiobook.model import Edition, Loudness

_PNG_WIDTH = 2_400
PICTURES = (".svg", ".png")


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
    manifest = audit.read_manifest(stem.with_name(f"{edition.slug}.json"))
    paths = [stem.with_name(f"{edition.slug}{suffix}") for suffix in (".mp3", *edition.companions)]
    files = tuple((path, path.stat().st_size) for path in paths if path.is_file())
    return Particulars(edition, manifest, files)
