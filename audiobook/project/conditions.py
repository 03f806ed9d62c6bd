"""All that editions depend on beside their sources, as one hash that is had without reading any."""

from __future__ import annotations

import os
import sysconfig
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from audiobook import pipeline
from audiobook.config import PublishSettings, Settings
from audiobook.files import data_folder
from audiobook.fingerprint import fingerprint
from audiobook.model import Style
from audiobook.project.options import Options

_PACKAGES = ".dist-info"


def conditions(folder: Path, settings: Settings, style: Style, options: Options) -> str:
    """A hash that differs whenever the same source might become another edition.

    It may differ where nothing would: then sources are read again, and what is made stays.
    """
    narrator = settings.narrator
    told = replace(settings, publish=PublishSettings(), sources=())
    asked = replace(options, jobs=1, cluster="", force=False, dry_run=False)
    places = [folder / settings.cover.image if settings.cover.image else None, data_folder("")]
    named = (narrator.piper_folder, narrator.kokoro_model, narrator.kokoro_voices)
    places += [Path(place) for place in named if place]
    found = [_contents(place) for place in places if place]
    return fingerprint(pipeline.RECIPE, told, style, asked, _packages(), found)


def _packages() -> list[str]:
    """The names and versions of all that is installed: readers, engines, voices among them."""
    places = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    return sorted(
        entry.name for place in places for entry in os.scandir(place) if _PACKAGES in entry.name
    )


def _contents(place: Path) -> list[tuple[str, int, int]]:
    """The files in a folder, or the one file, each with its size and date."""
    paths = sorted(_files_in(place))
    return [(str(path), (s := path.stat()).st_size, s.st_mtime_ns) for path in paths]


def _files_in(place: Path) -> Iterator[Path]:
    found = place.rglob("*") if place.is_dir() else (place,)
    return (path for path in found if path.is_file())
