"""Keeps the entry at the head of each manifest as the catalogue has it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from audiobook.catalogue.entries import entry_of, inscribed
from audiobook.catalogue.episodes import Episodes
from audiobook.catalogue.media import Media, MediaFile
from audiobook.model import Edition

_MANIFEST = ".json"


class Manifests:
    """The manifests in ``media/``, from which a lost catalogue is made again."""

    def __init__(self, files: Media, episodes: Episodes) -> None:
        self._files = files
        self._episodes = episodes

    def with_entry(
        self, edition: Edition, files: Mapping[str, bytes | Path]
    ) -> Mapping[str, bytes | Path]:
        """The files of an edition by suffix, the manifest among them with the edition's entry."""
        manifest = files.get(_MANIFEST)
        if not isinstance(manifest, bytes):
            return files
        companions = {
            suffix: hashlib.sha256(data).hexdigest()
            for suffix, data in files.items()
            if isinstance(data, bytes)
        }
        entry = entry_of(edition, self._episodes.numbers(edition), companions)
        return {**files, _MANIFEST: inscribed(manifest, entry)}

    def reinscribed(self, edition: Edition, files: Sequence[MediaFile]) -> tuple[MediaFile, ...]:
        """Write the entry of an edition anew; its files as they are then.  Raises OSError."""
        path = self._files.folder / f"{edition.slug}{_MANIFEST}"
        if not path.is_file():
            return tuple(files)
        hashes = {file.suffix: file.sha256 for file in files}
        before = path.read_bytes()
        entry = entry_of(edition, self._episodes.numbers(edition), hashes)
        manifest = inscribed(before, entry)
        if manifest == before:
            return tuple(files)
        (written,) = self._files.write(edition.slug, {_MANIFEST: manifest})
        return tuple(written if file.suffix == _MANIFEST else file for file in files)
