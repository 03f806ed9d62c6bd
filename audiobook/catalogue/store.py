"""The SQLite file under a catalogue: opened when first used, prepared, its errors made ours."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from audiobook.catalogue.migrations import STEPS
from audiobook.catalogue.permissions import make_private_file, make_private_folder
from audiobook.errors import CatalogueError

_BUSY_SECONDS = 60
Kind = TypeVar("Kind")


class Store:
    """One SQLite file.  Safe to use from several threads; the file is made by the first write."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        with self._lock:
            if self._connection:
                self._connection.close()
            self._connection = None

    def all(self, query: str, *values: Any) -> list[sqlite3.Row]:
        """The rows of a query.  Raises CatalogueError."""
        if not self.path.exists():
            return []
        with self._lock, errors_as_ours(self.path):
            return list(self._opened().execute(query, values))

    def all_as(self, kind: type[Kind], query: str, *values: Any) -> tuple[Kind, ...]:
        """The rows of a query, each as a dataclass of its columns.

        Raises CatalogueError, also for a value of another type, as a damaged page has them.
        """
        rows = self.all(query, *values)
        with errors_as_ours(self.path):
            return tuple(msgspec.convert(dict(row), kind) for row in rows)

    def one(self, query: str, *values: Any) -> sqlite3.Row | None:
        """The first row of a query.  Raises CatalogueError."""
        return next(iter(self.all(query, *values)), None)

    def write(self, *statements: tuple[Any, ...]) -> None:
        """Statements, each with its values, in one transaction.  Raises CatalogueError."""
        with self._lock, errors_as_ours(self.path), self._opened() as transaction:
            for statement, *values in statements:
                transaction.execute(statement, values)

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            make_private_folder(self.path.parent)
            make_private_file(self.path)
            connection = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, check_same_thread=False)
            connection.row_factory = sqlite3.Row
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                self._prepare(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        if self._version(connection) == len(STEPS):
            return
        # Each step commits by itself; a second process waits at BEGIN and finds the work done.
        connection.isolation_level = None
        done = False
        while not done:
            connection.execute("BEGIN IMMEDIATE")
            with connection:
                version = self._version(connection)
                done = version == len(STEPS)
                if not done:
                    for statement in STEPS[version]:
                        connection.execute(statement)
                    connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.isolation_level = "DEFERRED"

    def _version(self, connection: sqlite3.Connection) -> int:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(STEPS):
            raise CatalogueError(
                str(self.path),
                f"is of version {version}; this program knows up to {len(STEPS)}",
                "update audiobook",
            )
        return version


@contextmanager
def errors_as_ours(path: Path) -> Iterator[None]:
    """Turn errors of the disk and of SQLite at ``path`` into a CatalogueError."""
    try:
        yield
    except sqlite3.OperationalError as error:
        remedy = "free space, mend the permissions or end the other run, then try again"
        raise CatalogueError(str(path), str(error), remedy) from error
    except (sqlite3.Error, msgspec.MsgspecError, ValueError) as error:
        remedy = "restore it from a backup, or move it away to begin anew"
        raise CatalogueError(str(path), str(error), remedy) from error
    except OSError as error:
        remedy = "free space, mend the permissions or move what is in the way, then try again"
        named = str(error.filename or path)
        raise CatalogueError(named, error.strerror or str(error), remedy) from error
