"""Articles, editions and episodes: what was made, where it lies, and what its listeners were told.

A SQLite file, ``.audiobook/catalogue.sqlite``, and the companions of each edition in ``media/``.
A guid and a publication date, once given, never change, not even when an edition is taken out and
made again.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from anyascii import anyascii

from audiobook.errors import CatalogueError
from audiobook.files import write_whole
from audiobook.model import Edition

_VERSION = 1
_SLUG_CHARACTERS = 80
_HASH_DIGITS = 8
_COMPANIONS = (".mp3", ".vtt", ".chapters.json", ".jpg", ".json")
_GUIDS = uuid.UUID("6f4ed1a4-7c0e-5d4b-9a0b-3b0f6f3a8d11")
_BUSY_SECONDS = 60
_STALE_SECONDS = 3600

_SCHEMA = """
CREATE TABLE IF NOT EXISTS editions (
    identity     TEXT PRIMARY KEY,
    slug         TEXT NOT NULL UNIQUE,
    guid         TEXT NOT NULL UNIQUE,
    published    TEXT NOT NULL,             -- ISO 8601, UTC
    show         TEXT NOT NULL,
    fingerprint  TEXT NOT NULL,
    mp3_bytes    INTEGER NOT NULL,
    mp3_mtime_ns INTEGER NOT NULL,
    removed      INTEGER NOT NULL DEFAULT 0,
    edition      TEXT NOT NULL              -- all of it, as JSON
) STRICT;
CREATE INDEX IF NOT EXISTS editions_of_show ON editions (show, published) WHERE NOT removed;
CREATE TABLE IF NOT EXISTS shows (
    name  TEXT PRIMARY KEY,
    guid  TEXT,                             -- podcast:guid, fixed for life
    built TEXT                              -- what its feed was last built from
) STRICT;
CREATE TABLE IF NOT EXISTS changes (
    number INTEGER PRIMARY KEY              -- one row for each change of an edition
) STRICT;
"""

_UPSERT = """
INSERT INTO editions VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)
ON CONFLICT (identity) DO UPDATE SET
    show = excluded.show, fingerprint = excluded.fingerprint, mp3_bytes = excluded.mp3_bytes,
    mp3_mtime_ns = excluded.mp3_mtime_ns, removed = 0, edition = excluded.edition
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the edition of an article lies and how it is known to subscribers."""

    slug: str
    guid: str
    published: datetime
    revision: int
    """The number that a new rendition gets."""


class Catalogue:
    """The record of one project folder.  Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.media = folder / "media"
        self._path = folder / ".audiobook" / "catalogue.sqlite"
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        with self._lock:
            if self._connection:
                self._connection.close()
            self._connection = None

    def made(self, identity: str, fingerprint: str) -> Edition | None:
        """The edition of an article if it has this fingerprint and its file is the one we made."""
        row = self._one(
            "SELECT * FROM editions WHERE identity = ? AND fingerprint = ? AND NOT removed",
            (identity, fingerprint),
        )
        if row is None:
            return None
        edition = _edition(row)
        return edition if self._is_ours(edition, row["mp3_mtime_ns"]) else None

    def place(self, identity: str, title: str, now: datetime) -> Place:
        """The place an article has had since its first edition, or a new one."""
        row = self._one("SELECT * FROM editions WHERE identity = ?", (identity,))
        if row is None:
            guid = f"urn:uuid:{uuid.uuid5(_GUIDS, identity)}"
            return Place(slug_of(title, identity), guid, now, 1)
        edition = _edition(row)
        return Place(edition.slug, edition.guid, edition.published, edition.revision + 1)

    def record(self, edition: Edition, files: Mapping[str, bytes]) -> Edition:
        """Write the files of an edition, by suffix, and enter it.

        The MP3 is written last, the entry after it: whoever finds the entry finds all files.  An
        MP3 with the same bytes as before keeps its revision, so that no app fetches it again.
        """
        with _as_ours(self.media):
            before = self._one("SELECT * FROM editions WHERE identity = ?", (edition.identity,))
            if before is not None and _edition(before).mp3_sha256 == edition.mp3_sha256:
                edition = replace(edition, revision=_edition(before).revision)
            for suffix in sorted(files, key=lambda suffix: suffix == ".mp3"):
                write_whole(self.media / f"{edition.slug}{suffix}", files[suffix])
            mtime_ns = (self.media / f"{edition.slug}.mp3").stat().st_mtime_ns
            self._change(
                _UPSERT,
                (
                    edition.identity,
                    edition.slug,
                    edition.guid,
                    edition.published.isoformat(),
                    edition.show,
                    edition.fingerprint,
                    edition.mp3_bytes,
                    mtime_ns,
                    msgspec.json.encode(edition).decode(),
                ),
            )
        return edition

    def editions(self, show: str | None = None) -> tuple[Edition, ...]:
        """The editions of a show, or of all, newest first."""
        rows = self._all(
            "SELECT * FROM editions WHERE NOT removed AND (?1 IS NULL OR show = ?1) "
            "ORDER BY published DESC, slug",
            (show,),
        )
        return tuple(map(_edition, rows))

    def find(self, name: str) -> Edition:
        """The edition by its slug, the digits that end its slug, or its guid.

        Raises CatalogueError if none or more than one is meant.
        """
        found = [
            edition
            for edition in self.editions()
            if name in (edition.slug, edition.guid) or edition.slug.endswith(f"-{name}")
        ]
        if len(found) != 1:
            problem = "names several editions" if found else "is no edition here"
            raise CatalogueError(name, problem, "see: audiobook list")
        return found[0]

    def remove(self, edition: Edition) -> None:
        """Take an edition out, its files first.  Its guid stays taken."""
        with _as_ours(self.media):
            for suffix in _COMPANIONS:
                (self.media / f"{edition.slug}{suffix}").unlink(missing_ok=True)
            self._change("UPDATE editions SET removed = 1 WHERE identity = ?", (edition.identity,))

    def show_guid(self, show: str, derive: Callable[[], str]) -> str:
        """The show's podcast:guid: the one fixed before, else ``derive()``, fixed now for life."""
        row = self._one("SELECT guid FROM shows WHERE name = ?", (show,))
        if row is not None and row["guid"]:
            return str(row["guid"])
        guid = derive()
        self._write(
            "INSERT INTO shows (name, guid) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET guid = coalesce(guid, excluded.guid)",
            (show, guid),
        )
        return guid

    def state(self) -> int:
        """A number that grows with every change of an edition."""
        row = self._one("SELECT max(number) AS number FROM changes", ())
        return row["number"] or 0 if row else 0

    def feed_state(self, show: str) -> str | None:
        """What ``feed_built`` was last told of a show's feed."""
        row = self._one("SELECT built FROM shows WHERE name = ?", (show,))
        return row["built"] if row else None

    def feed_built(self, show: str, state: str) -> None:
        """Remember from what a show's feed was built."""
        self._write(
            "INSERT INTO shows (name, built) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET built = excluded.built",
            (show, state),
        )

    def tidy(self) -> None:
        """Clear away what writes that were killed left unfinished an hour ago or more."""
        for path in self.media.glob(".*"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _STALE_SECONDS:
                    path.unlink()

    def _is_ours(self, edition: Edition, mtime_ns: int) -> bool:
        path = self.media / f"{edition.slug}.mp3"
        try:
            status = path.stat()
            if status.st_size != edition.mp3_bytes:
                return False
            if status.st_mtime_ns == mtime_ns:
                return True
            # A copied or restored folder has new dates; the bytes decide.
            return hashlib.sha256(path.read_bytes()).hexdigest() == edition.mp3_sha256
        except OSError:
            return False

    def _one(self, query: str, values: tuple[Any, ...]) -> sqlite3.Row | None:
        rows = self._all(query, values)
        return rows[0] if rows else None

    def _all(self, query: str, values: tuple[Any, ...]) -> list[sqlite3.Row]:
        if not self._path.exists():
            return []
        with self._lock, _as_ours(self._path):
            return list(self._opened().execute(query, values))

    def _write(self, statement: str, values: tuple[Any, ...]) -> None:
        with self._lock, _as_ours(self._path), self._opened() as transaction:
            transaction.execute(statement, values)

    def _change(self, statement: str, values: tuple[Any, ...]) -> None:
        with self._lock, _as_ours(self._path), self._opened() as transaction:
            transaction.execute(statement, values)
            transaction.execute("INSERT INTO changes DEFAULT VALUES")

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, check_same_thread=False)
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
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise CatalogueError(
                str(self._path),
                f"is of version {version}; this program knows up to {_VERSION}",
                "update audiobook",
            )
        if version == 0:
            connection.executescript(
                f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;"
            )


def slug_of(title: str, identity: str) -> str:
    """A file name for a title: ASCII, at most 80 characters, ending in 8 digits of the identity."""
    digits = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_DIGITS]
    words = re.sub(r"[^a-z0-9]+", "-", anyascii(title).lower()).strip("-")
    words = words[: _SLUG_CHARACTERS - _HASH_DIGITS - 1].rstrip("-")
    return f"{words}-{digits}" if words else digits


def now() -> datetime:
    """The time in UTC, to the second: a feed knows nothing finer."""
    return datetime.now(UTC).replace(microsecond=0)


def _edition(row: sqlite3.Row) -> Edition:
    return msgspec.json.decode(row["edition"], type=Edition)


@contextmanager
def _as_ours(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error, msgspec.MsgspecError) as error:
        raise CatalogueError(
            str(getattr(error, "filename", None) or path),
            getattr(error, "strerror", None) or str(error),
            "free space or mend the permissions, then run the same command again",
        ) from error
