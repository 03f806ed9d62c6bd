"""Writes that a full disk or a lost folder may end."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audiobook.errors import AudioError


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn an OSError of the block, which writes at ``path``, into an AudioError that says where.

    It also says how much room is left there.
    """
    try:
        yield
    except OSError as error:
        raise unwritten(path, error) from error


def unwritten(path: Path, error: OSError) -> AudioError:
    """What to tell of a file that can't be written."""
    remedy = "check that its folder is there and may be written to"
    if path.parent.is_dir():
        free_mb = shutil.disk_usage(path.parent).free / 1e6
        remedy = f"its disk has {free_mb:,.0f} MB free; make room there, or use a folder elsewhere"
    return AudioError(str(path), f"can't be written: {error.strerror or error}", remedy)
