"""Lets only so many processes of this machine do a thing at once."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_POLL_SECONDS = 0.02

if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def slot(folder: Path, count: int) -> Iterator[None]:
    """Wait for one of ``count`` slots and hold it.

    A slot is a lock on a file in ``folder``, which the system takes back from a process that dies.
    Raises OSError if the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    held = _taken(folder, count)
    while held is None:
        time.sleep(_POLL_SECONDS)
        held = _taken(folder, count)
    with held:
        yield


def _taken(folder: Path, count: int) -> BinaryIO | None:
    for number in range(count):
        file = (folder / f"{number}.lock").open("ab")
        try:
            _lock(file)
        except OSError:
            file.close()
        else:
            return file
    return None
