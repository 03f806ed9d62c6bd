"""The SQLite file under a catalogue: opened when first used, prepared, its errors made ours."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from audiobook.catalogue.migrations import STEPS
from audiobook.catalogue.permissions import make_private_file, make_private_folder
from audiobook.errors import CatalogueDamaged, CatalogueError
from audiobook.files import disk_full, without_room

_BUSY_SECONDS = 60
_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)
_WHAT_TO_DO = "restore it from a backup, or: audiobook check --repair"
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

    def faults(self) -> Iterator[str]:
        """What SQLite finds wrong with the pages of the file.

        Raises CatalogueDamaged if it can't even be opened, CatalogueError for a newer version.
        """
        for row in self.all("PRAGMA integrity_check"):
            if row[0] != "ok":
                yield str(row[0])

    def dangling(self) -> Iterator[str]:
        """The references that lead nowhere.  Raises CatalogueError."""
        for row in self.all("PRAGMA foreign_key_check"):
            yield f"table {row['table']} names an edition that table {row['parent']} lacks"

    def set_aside(self) -> Path | None:
        """Give a file that is of no use another name, so that the next write makes a new one.

        The new name, or None if there was no file.  Raises CatalogueError.
        """
        self.close()
        if not self.path.exists():
            return None
        stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S}"
        kept = self.path.with_name(f"{self.path.name}.damaged-{stamp}")
        with errors_as_ours(self.path):
            self.path.replace(kept)
            for suffix in ("-wal", "-shm"):
                beside = self.path.with_name(self.path.name + suffix)
                if beside.exists():
                    beside.replace(kept.with_name(kept.name + suffix))
        return kept

    def rescue(self, kept: Path, tables: Iterable[str]) -> None:
        """Copy what can still be read of these tables from a file that was set aside."""
        with self._lock, errors_as_ours(self.path):
            connection = self._opened()
            with suppress(sqlite3.DatabaseError):
                connection.execute("ATTACH ? AS kept", (str(kept),))
                for table in tables:
                    with suppress(sqlite3.DatabaseError), connection:
                        connection.execute(f"INSERT INTO {table} SELECT * FROM kept.{table}")
                connection.execute("DETACH kept")

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            make_private_folder(self.path.parent)
            if self.path.is_dir():
                remedy = "move it away, then: audiobook check --repair"
                raise CatalogueError(str(self.path), "is a folder", remedy)
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
    """Turn errors of the disk and of SQLite at ``path`` into CatalogueError or DiskFull."""
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) in _NO_ROOM:  # not all are SQLite's own
            raise disk_full(path) from error
        if isinstance(error, sqlite3.OperationalError) and not _lacks_tables(error):
            remedy = "free space, mend the permissions or end the other run, then try again"
            raise CatalogueError(str(path), str(error), remedy) from error
        raise CatalogueDamaged(str(path), str(error), _WHAT_TO_DO) from error
    except UnicodeEncodeError as error:  # what was to be written is at fault, not the file
        raise CatalogueError(str(path), f"{error.object!r} is no text to keep") from error
    except (msgspec.MsgspecError, ValueError) as error:
        raise CatalogueDamaged(str(path), str(error), _WHAT_TO_DO) from error
    except OSError as error:
        remedy = "free space, mend the permissions or move what is in the way, then try again"
        named = str(error.filename or path)
        other = CatalogueError(named, error.strerror or str(error), remedy)
        raise without_room(Path(named), error) or other from error


def _lacks_tables(error: sqlite3.Error) -> bool:
    """Whether a statement of ours means nothing to a database: it is not as we made it."""
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
