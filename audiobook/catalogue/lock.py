"""One writer at a time in a project folder, one run that makes editions, one that publishes."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from audiobook.catalogue.permissions import make_private_folder
from audiobook.catalogue.store import errors_as_ours
from audiobook.errors import CatalogueError
from audiobook.files import write_whole

_PATIENCE_SECONDS = 600
_REMEDY = "wait for it, or end it"
_log = logging.getLogger(__name__)


@contextmanager
def one_writer(folder: Path, subject: str) -> Iterator[None]:
    """Hold the lock in ``folder``, waiting for who has it; ``subject`` is what it guards.

    Raises CatalogueError when the wait is too long.
    """
    lock = _lock(folder, "lock")
    with errors_as_ours(folder):
        try:
            lock.acquire()
        except Timeout as error:
            raise CatalogueError(subject, "another run is writing here", _REMEDY) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def one_run(
    folder: Path, subject: str, name: str, held: Callable[[str], None] = lambda _: None
) -> Iterator[None]:
    """The same for a whole run of the kind ``name``, which may last; who waits says for whom.

    ``held`` is called with that, too, before the wait.
    """
    lock, holder = _lock(folder, f"{name}.lock"), folder / f"{name}.holder"
    with errors_as_ours(folder):
        try:
            lock.acquire(timeout=0)
        except Timeout:
            by = _said(holder)
            _log.warning("%s: waits for %s", subject, by)
            held(by)
            try:
                lock.acquire()
            except Timeout as error:
                raise CatalogueError(subject, f"held by {_said(holder)}", _REMEDY) from error
        try:
            since = datetime.now(UTC).astimezone().isoformat(" ", "seconds")
            line = f"process {os.getpid()} on {socket.gethostname()}, since {since}"
            write_whole(holder, line.encode(), durable=False)
        except BaseException:
            lock.release()
            raise
    try:
        yield
    finally:
        # Left behind it does no harm: nobody asks it unless the lock is held.
        with suppress(OSError):
            holder.unlink()
        lock.release()


def _lock(folder: Path, name: str) -> FileLock:
    with errors_as_ours(folder):
        make_private_folder(folder)
    return FileLock(folder / name, timeout=_PATIENCE_SECONDS)


def _said(holder: Path) -> str:
    try:
        return f"the run of {holder.read_text('utf-8')}"
    except (OSError, UnicodeDecodeError):
        return "another run"
