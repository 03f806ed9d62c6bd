"""Writes that a full disk or a lost folder may end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audiobook.errors import AudioError, DiskFull
from audiobook.files import without_room


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn an OSError of the block, which writes at ``path``, into AudioError or DiskFull."""
    try:
        yield
    except OSError as error:
        raise unwritten(path, error) from error


def unwritten(path: Path, error: OSError) -> AudioError | DiskFull:
    """What to tell of a file that can't be written."""
    remedy = "check that its folder is there and may be written to"
    other = AudioError(str(path), f"can't be written: {error.strerror or error}", remedy)
    return without_room(path, error) or other
