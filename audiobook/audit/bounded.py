"""Reads a stranger's file without being held up by it, or filling the memory."""

from __future__ import annotations

import errno
from pathlib import Path

LARGEST_BYTES = 200_000_000
"""A hundred hours of speech, every word with its time, come to less than half of it."""


def read_bounded(path: Path, limit: int = LARGEST_BYTES) -> bytes:
    """What a file holds, of at most ``limit`` bytes.

    Raises OSError, also for a longer file and for what is no file: a pipe may never come to its
    end, and a device has none.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is no regular file", str(path))
    with path.open("rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise OSError(errno.EFBIG, f"it is larger than {limit // 1_000_000} MB", str(path))
    return data
