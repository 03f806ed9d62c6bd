"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import platformdirs

from audiobook.errors import DiskFull

UNFINISHED = ".unfinished"
"""How the name of a file ends that is still being written, or whose writer was killed."""
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_PLENTY_MB = 1_000
"""More than any write of ours takes."""


def write_whole(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a file so that a reader, a crash or a full disk never leaves a part of it.

    The folder is made if need be.  ``durable=False`` spares the wait for the disk where a file
    lost to a power cut can be made again.  Raises OSError, and then the path is as it was before.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(UNFINISHED, f".{path.name[:40]}.", path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
    if durable:
        _sync_folder(path.parent)


def move_whole(source: Path, path: Path) -> None:
    """Put a finished file in its place, so that the place never holds a part of it.

    Raises OSError; ``source`` must be on the same disk.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb+") as file:
        os.fsync(file.fileno())
    source.chmod(0o644)
    source.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    # A rename is only on disk once its folder is; Windows has no way to ask for that.
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def without_room(path: Path, error: OSError) -> DiskFull | None:
    """What to tell of a write at ``path`` that failed for want of room; None if it did not."""
    return disk_full(path) if error.errno in _NO_ROOM else None


def disk_full(path: Path) -> DiskFull:
    """What to tell of a path whose disk takes no more: it says how much room is left."""
    folder = next(folder for folder in (path, *path.absolute().parents) if folder.is_dir())
    free_mb = shutil.disk_usage(folder).free / 1e6
    if free_mb > _PLENTY_MB:
        problem = f"can't be written: its disk takes no more, though {free_mb:,.1f} MB are free"
        remedy = "look for a quota, or a drive that fails, then run the same command again"
    else:
        problem = f"can't be written: its disk is full, {free_mb:,.1f} MB are left"
        remedy = "make room there, then run the same command again"
    return DiskFull(str(path), problem, remedy)


def cache_folder(name: str) -> Path:
    """Where this user keeps what can be had again; ``AUDIOBOOK_CACHE`` says otherwise."""
    stated = os.environ.get("AUDIOBOOK_CACHE")
    return (Path(stated) if stated else platformdirs.user_cache_path("audiobook")) / name


def data_folder(name: str) -> Path:
    """Where this user keeps what was added on purpose; ``AUDIOBOOK_DATA`` says otherwise."""
    stated = os.environ.get("AUDIOBOOK_DATA")
    return (Path(stated) if stated else platformdirs.user_data_path("audiobook")) / name
