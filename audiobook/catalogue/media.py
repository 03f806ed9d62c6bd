"""The files of editions in ``media/``: written whole, and known again by size, date or bytes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from audiobook.errors import CatalogueError
from audiobook.files import move_whole, write_whole


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file as it was when it was written."""

    suffix: str
    size_bytes: int
    mtime_ns: int
    sha256: str


class Media:
    """The folder that holds an edition's files, all named by its slug."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, slug: str, files: Mapping[str, bytes | Path]) -> tuple[MediaFile, ...]:
        """Write files by suffix; a finished file is moved in.  Raises OSError."""
        return tuple(_written(self._path(slug, suffix), suffix, f) for suffix, f in files.items())

    def also_as(self, slug: str, suffix: str, alias: str) -> MediaFile:
        """Give a file a second name, by suffix; on disk it takes no room.  Raises OSError."""
        path, other = self._path(slug, suffix), self._path(slug, alias)
        other.unlink(missing_ok=True)
        try:
            os.link(path, other)
        except OSError:  # a disk without hard links
            write_whole(other, path.read_bytes())
        return _as_it_is(other, alias)

    def described(self, slug: str, hashes: Mapping[str, str]) -> tuple[MediaFile, ...]:
        """Files as they should be, and the manifest as it is; no date where one is not so.

        Raises OSError.
        """
        files = [_as_it_is(self._path(slug, ".json"), ".json")]
        for suffix, sha256 in hashes.items():
            path = self._path(slug, suffix)
            found = _as_it_is(path, suffix) if path.is_file() else MediaFile(suffix, 0, 0, "")
            is_whole = found.sha256 == sha256
            files.append(found if is_whole else replace(found, mtime_ns=0, sha256=sha256))
        return tuple(files)

    def holds(self, slug: str, files: Iterable[MediaFile]) -> bool:
        """Whether all files are still those that were written."""
        return all(_is_at(self._path(slug, file.suffix), file) for file in files)

    def looks_whole(self, slug: str, files: Iterable[MediaFile]) -> bool:
        """Whether all files have the size and date they were written with; no byte is read."""
        stem = f"{self.folder}{os.sep}{slug}"
        try:
            for file in files:
                status = os.stat(stem + file.suffix)  # noqa: PTH116 - ten times for each edition
                if (status.st_size, status.st_mtime_ns) != (file.size_bytes, file.mtime_ns):
                    return False
        except OSError:
            return False
        return True

    def remove(self, slug: str, suffixes: Iterable[str]) -> None:
        """Delete files that are there, MP3s last: what feeds list can be played to the end.

        Raises OSError.
        """
        for suffix in sorted(suffixes, key=lambda suffix: suffix.endswith(".mp3")):
            self._path(slug, suffix).unlink(missing_ok=True)

    def discard(self, slug: str, suffixes: Iterable[str]) -> None:
        """Delete what can be deleted."""
        for suffix in suffixes:
            with suppress(OSError):
                self._path(slug, suffix).unlink()

    def _path(self, slug: str, suffix: str) -> Path:
        name = f"{slug}{suffix}"
        if Path(name).name != name:
            problem = "is no name of a file in media/"
            raise CatalogueError(repr(name), problem, "audiobook check --repair")
        return self.folder / name


def _written(path: Path, suffix: str, data: bytes | Path) -> MediaFile:
    if isinstance(data, Path):
        digest = _digest(data)
        move_whole(data, path)
    else:
        digest = hashlib.sha256(data).hexdigest()
        write_whole(path, data)
    status = path.stat()
    return MediaFile(suffix, status.st_size, status.st_mtime_ns, digest)


def _as_it_is(path: Path, suffix: str) -> MediaFile:
    status = path.stat()
    return MediaFile(suffix, status.st_size, status.st_mtime_ns, _digest(path))


def _is_at(path: Path, file: MediaFile) -> bool:
    try:
        status = path.stat()
        if status.st_size != file.size_bytes:
            return False
        if status.st_mtime_ns == file.mtime_ns:
            return True
        # A copied or restored folder has new dates; the bytes decide.
        return _digest(path) == file.sha256
    except OSError:
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
