"""The record of editions, and their files in ``media/``.

A guid and a publication date, once given, never change, not even when an edition is taken out and
made again.
"""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Row

import msgspec
from filelock import FileLock, Timeout

from audiobook.catalogue.slug import slug_of
from audiobook.catalogue.store import Store, errors_as_ours
from audiobook.errors import CatalogueError
from audiobook.files import UNFINISHED, move_whole, write_whole
from audiobook.model import Edition

_COMPANIONS = (".mp3", ".vtt", ".chapters.json", ".jpg", ".json")
_STALE_SECONDS = 3600
_PATIENCE_SECONDS = 600

_UPSERT = """
INSERT INTO editions VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)
ON CONFLICT (identity) DO UPDATE SET
    show = excluded.show, fingerprint = excluded.fingerprint, files = excluded.files,
    removed = 0, edition = excluded.edition
"""
_NEXT_CHANGE = ("INSERT INTO changes DEFAULT VALUES",)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the edition of an article lies and how it is known to subscribers."""

    slug: str
    guid: str
    published: datetime
    revision: int
    """The number that a new rendition gets."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it was when it was written."""

    suffix: str
    size_bytes: int
    mtime_ns: int
    sha256: str

    @classmethod
    def written(cls, path: Path, suffix: str, data: bytes | Path) -> _File:
        if isinstance(data, Path):
            digest = _digest(data)
            move_whole(data, path)
        else:
            digest = hashlib.sha256(data).hexdigest()
            write_whole(path, data)
        status = path.stat()
        return cls(suffix, status.st_size, status.st_mtime_ns, digest)

    def is_at(self, path: Path) -> bool:
        try:
            status = path.stat()
            if status.st_size != self.size_bytes:
                return False
            if status.st_mtime_ns == self.mtime_ns:
                return True
            # A copied or restored folder has new dates; the bytes decide.
            return _digest(path) == self.sha256
        except OSError:
            return False


class Catalogue:
    """The record of one project folder.  Safe to use from several threads and processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.media = folder / "media"
        self._own = folder / ".audiobook"
        self.scratch = self._own / "scratch"
        self._store = Store(self._own / "catalogue.sqlite")

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        self._store.close()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Keep other runs in this folder from writing meanwhile; waits for them first."""
        with errors_as_ours(self._own):
            self._own.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self._own / "lock", timeout=_PATIENCE_SECONDS)
            try:
                lock.acquire()
            except Timeout as error:
                raise CatalogueError(
                    str(self.folder), "another run is writing here", "wait for it, or end it"
                ) from error
        try:
            yield
        finally:
            lock.release()

    def made(self, identity: str, fingerprint: str) -> Edition | None:
        """The edition of an article if it has this fingerprint and its files are those we wrote."""
        row = self._row(identity)
        if row is None or row["removed"] or row["fingerprint"] != fingerprint:
            return None
        with errors_as_ours(self._store.path):
            files = msgspec.json.decode(row["files"], type=tuple[_File, ...])
        whole = all(file.is_at(self._path(row["slug"], file.suffix)) for file in files)
        return self._edition(row) if whole else None

    def place(self, identity: str, title: str, now: datetime) -> Place:
        """The place an article has had since its first edition, or a new one."""
        row = self._row(identity)
        if row is None:
            return Place(slug_of(title, identity), f"urn:uuid:{uuid.uuid4()}", now, 1)
        edition = self._edition(row)
        return Place(edition.slug, edition.guid, edition.published, edition.revision + 1)

    def record(self, edition: Edition, files: Mapping[str, bytes | Path]) -> Edition:
        """Write the files of an edition, by suffix, and enter it; a finished file is moved in.

        An MP3 with the same bytes as before keeps its revision, so that no app fetches it again.
        Killed in between, the next run makes the edition again; a first edition that could not be
        written leaves no file.  Raises CatalogueError.
        """
        row = self._row(edition.identity)
        if row is not None:
            before = self._edition(row)
            if before.mp3_sha256 == edition.mp3_sha256:
                edition = replace(edition, revision=before.revision)
            self._store.write(
                ("UPDATE editions SET fingerprint = '' WHERE identity = ?", edition.identity)
            )
        try:
            with errors_as_ours(self.media):
                written = [
                    _File.written(self._path(edition.slug, suffix), suffix, data)
                    for suffix, data in files.items()
                ]
            self._enter(edition, written)
        except CatalogueError:
            if row is None:
                for path in self._paths(edition.slug):
                    with suppress(OSError):
                        path.unlink()
            raise
        return edition

    def editions(self, show: str | None = None) -> tuple[Edition, ...]:
        """The editions of a show, or of all, newest first."""
        rows = self._store.all(
            "SELECT * FROM editions WHERE NOT removed AND (? IS NULL OR show = ?) "
            "ORDER BY published DESC, slug",
            show,
            show,
        )
        return tuple(map(self._edition, rows))

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
            raise CatalogueError(f"ID {name!r}", problem, "see: audiobook list")
        return found[0]

    def remove(self, edition: Edition) -> None:
        """Take an edition out, its files first.  Its guid stays taken."""
        with errors_as_ours(self.media):
            for path in self._paths(edition.slug):
                path.unlink(missing_ok=True)
        self._store.write(
            ("UPDATE editions SET removed = 1 WHERE identity = ?", edition.identity), _NEXT_CHANGE
        )

    def show_guid(self, show: str, derive: Callable[[], str]) -> str:
        """The show's podcast:guid: the one fixed before, else ``derive()``, fixed now for life."""
        row = self._store.one("SELECT guid FROM shows WHERE name = ?", show)
        if row is not None and row["guid"]:
            return str(row["guid"])
        guid = derive()
        self._store.write(
            (
                "INSERT INTO shows (name, guid) VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET guid = coalesce(guid, excluded.guid)",
                show,
                guid,
            )
        )
        return guid

    def state(self) -> int:
        """A number that grows with every change of an edition."""
        row = self._store.one("SELECT max(number) AS number FROM changes")
        return row["number"] or 0 if row else 0

    def feed_state(self, show: str) -> str | None:
        """What ``feed_built`` was last told of a show's feed."""
        row = self._store.one("SELECT built FROM shows WHERE name = ?", show)
        return row["built"] if row else None

    def feed_built(self, show: str, state: str) -> None:
        """Remember from what a show's feed was built."""
        self._store.write(
            (
                "INSERT INTO shows (name, built) VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET built = excluded.built",
                show,
                state,
            )
        )

    def tidy(self) -> None:
        """Clear away what writes that were killed left unfinished an hour ago or more."""
        unfinished = f".*{UNFINISHED}"
        for folder, pattern in (
            (self.media, unfinished),
            (self.folder / "feeds", unfinished),
            (self.scratch, "*"),
        ):
            for path in folder.glob(pattern):
                with suppress(OSError):
                    if time.time() - path.stat().st_mtime > _STALE_SECONDS:
                        path.unlink()

    def _enter(self, edition: Edition, files: list[_File]) -> None:
        entry = (
            edition.identity,
            edition.slug,
            edition.guid,
            edition.published.isoformat(),
            edition.shows[0],
            edition.fingerprint,
            msgspec.json.encode(files).decode(),
            msgspec.json.encode(edition).decode(),
        )
        self._store.write((_UPSERT, *entry), _NEXT_CHANGE)

    def _row(self, identity: str) -> Row | None:
        return self._store.one("SELECT * FROM editions WHERE identity = ?", identity)

    def _edition(self, row: Row) -> Edition:
        with errors_as_ours(self._store.path):
            return msgspec.json.decode(row["edition"], type=Edition)

    def _path(self, slug: str, suffix: str) -> Path:
        return self.media / f"{slug}{suffix}"

    def _paths(self, slug: str) -> list[Path]:
        return [self._path(slug, suffix) for suffix in _COMPANIONS]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def now() -> datetime:
    """The time in UTC, to the second: a feed knows nothing finer."""
    return datetime.now(UTC).replace(microsecond=0)
