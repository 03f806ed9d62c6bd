"""One writer at a time in a project folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from audiobook.catalogue.permissions import make_private_folder
from audiobook.catalogue.store import errors_as_ours
from audiobook.errors import CatalogueError

_PATIENCE_SECONDS = 600


@contextmanager
def one_writer(folder: Path, subject: str) -> Iterator[None]:
    """Hold the lock in ``folder``, waiting for who has it; ``subject`` is what it guards.

    Raises CatalogueError when the wait is too long.
    """
    with errors_as_ours(folder):
        make_private_folder(folder)
        lock = FileLock(folder / "lock", timeout=_PATIENCE_SECONDS)
        try:
            lock.acquire()
        except Timeout as error:
            remedy = "wait for it, or end it"
            raise CatalogueError(subject, "another run is writing here", remedy) from error
    try:
        yield
    finally:
        lock.release()
