"""Finds Piper's voices: two files, a model and its configuration, and a card with their terms."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import pkgutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audiobook.files import UNFINISHED, data_folder
from audiobook.model import Voice
from audiobook.speech.voice_terms import terms_of

_log = logging.getLogger(__name__)
_PACKAGE = "_piper_voice"  # how the names of packages on PyPI end that hold a voice
_MODEL = ".onnx"
_CONFIG = ".onnx.json"
_CARD = "MODEL_CARD"
_SPEAKER = "#"
_SAMPLE_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class PiperFiles:
    """One voice on disk.  ``name`` is that of its model, without the suffix."""

    name: str
    model: Path
    config: Path

    @property
    def card(self) -> str:
        """What its MODEL_CARD says; empty if there is none."""
        own, shared = self.model.with_name(f"{self.name}.{_CARD}"), self.model.with_name(_CARD)
        for path in (own, shared):
            with suppress(OSError):
                return path.read_text("utf-8", "replace")
        return ""

    def mark(self) -> str:
        """A hash that another model or configuration doesn't share; cheap, so of samples only."""
        digest = hashlib.sha256(self.config.read_bytes())
        size = self.model.stat().st_size
        digest.update(str(size).encode())
        with self.model.open("rb") as file:
            for place in (0, size // 2, max(0, size - _SAMPLE_BYTES)):
                file.seek(place)
                digest.update(file.read(_SAMPLE_BYTES))
        return digest.hexdigest()[:16]


def voice_folder() -> Path:
    """Where ``audiobook voices add`` puts voices."""
    return data_folder("piper")


def find_voices(stated_folder: str) -> dict[str, PiperFiles]:
    """The voices installed, by name.

    Of two with one name, that in the folder stated counts, then that which was added, then that of
    a package.
    """
    found: dict[str, PiperFiles] = {}
    folders = [Path(stated_folder)] if stated_folder else []
    for folder in (*folders, voice_folder(), *_packages()):
        for files in _in_folder(folder):
            found.setdefault(files.name, files)
    return found


def speakers_of(files: PiperFiles) -> Iterator[tuple[Voice, int | None]]:
    """Each way to speak with these files, and the number of its speaker, None for the default.

    A voice of many speakers is listed alone and as ``voice#speaker``.  Nothing is yielded, with a
    warning logged, for a configuration that can't be read.
    """
    try:
        config = json.loads(files.config.read_bytes())
        speakers = dict(config.get("speaker_id_map") or {})
        voice = _voice(files, config)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        _log.warning("%s: can't be read: %r; fetch the voice again", files.config, error)
        return
    yield voice, None
    if len(speakers) > 1:
        for speaker, number in speakers.items():
            named = Voice(**{**_fields(voice), "name": f"{files.name}{_SPEAKER}{speaker}"})
            yield named, number


def _voice(files: PiperFiles, config: dict[str, Any]) -> Voice:
    language = str(config.get("language", {}).get("code") or files.name.partition("-")[0])
    quality = config["audio"].get("quality") or "unknown"
    terms = terms_of(files.name, files.card)
    return Voice(
        "piper",
        files.name,
        (language.replace("_", "-"),),
        f"{terms.title}, {quality} quality",
        terms.gender,
        int(config["audio"]["sample_rate"]),
        terms.licence,
        terms.commercial,
        terms.made_from,
    )


def _fields(voice: Voice) -> dict[str, Any]:
    return {name: getattr(voice, name) for name in Voice.__slots__}


def _in_folder(folder: Path) -> Iterator[PiperFiles]:
    for config in sorted(folder.rglob(f"*{_CONFIG}")):
        model = config.with_suffix("")
        if UNFINISHED not in config.parent.name and model.is_file():
            yield PiperFiles(model.name.removesuffix(_MODEL), model, config)


def _packages() -> Iterator[Path]:
    """The folders of packages that hold a voice; none of them is imported."""
    for module in pkgutil.iter_modules():
        if module.name.endswith(_PACKAGE):
            spec = importlib.util.find_spec(module.name)
            yield from map(Path, (spec and spec.submodule_search_locations) or ())
