"""The record of editions, and their files in ``media/``.

A guid and a publication date, once given, never change, not even when an edition is taken out and
made again.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Row

import msgspec

from audiobook.catalogue.episodes import NEXT_CHANGE, Episodes, departure, enrolment
from audiobook.catalogue.lock import one_run, one_writer
from audiobook.catalogue.media import Media, MediaFile
from audiobook.catalogue.seen import Sightings, unsettled
from audiobook.catalogue.shows import ShowRecords
from audiobook.catalogue.slug import slug_of
from audiobook.catalogue.store import Store, errors_as_ours
from audiobook.catalogue.subscribers import Subscribers
from audiobook.errors import CatalogueError
from audiobook.files import UNFINISHED
from audiobook.model import Edition

_STALE_SECONDS = 3600
_FILES = msgspec.json.Decoder(tuple[MediaFile, ...]).decode
_NO_LIMIT = -1

_UPSERT = """
INSERT INTO editions (identity, slug, guid, published, fingerprint, files, edition)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (identity) DO UPDATE SET
    fingerprint = excluded.fingerprint, files = excluded.files, removed = 0,
    edition = excluded.edition
"""
# By name: a table without one of them is none of ours, which SQLite then says.
_ROW = "SELECT slug, fingerprint, files, removed, edition FROM editions"
_OF_SHOW = """
EXISTS (SELECT 1 FROM episodes AS e WHERE e.show = ? AND e.identity = d.identity AND NOT e.gone)
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
    """The record of one project folder.  Safe to use from several threads and processes.

    ``episodes`` has the editions of each show by number, ``shows`` what is remembered of the shows
    themselves, ``subscribers`` those of private ones, ``sightings`` what batches saw of sources.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.media = folder / "media"
        self._own = folder / ".audiobook"
        self.scratch = self._own / "scratch"
        self._store = Store(self._own / "catalogue.sqlite")
        self._files = Media(self.media)
        self.episodes = Episodes(self._store)
        self.shows = ShowRecords(self._store)
        self.subscribers = Subscribers(self._store)
        self.sightings = Sightings(self._store)

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        self._store.close()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Keep other runs in this folder from writing meanwhile; waits for them first."""
        with one_writer(self._own, str(self.folder)):
            yield

    @contextmanager
    def run(self) -> Iterator[None]:
        """Keep other runs that make editions out of this folder; says for whom it waits.

        What lasts a moment (``exclusive``) and all that only looks go on meanwhile.  Raises
        CatalogueError, with who has it and since when, if the wait is too long.
        """
        with one_run(self._own, str(self.folder)):
            yield

    # ------------------------------------------------------------------ making editions

    def made(self, identity: str, fingerprint: str) -> Edition | None:
        """The edition of an article if it has this fingerprint and its files are those we wrote."""
        row = self._row(identity)
        if row is None or row["removed"] or row["fingerprint"] != fingerprint:
            return None
        return self._edition(row) if self._files.holds(row["slug"], self._files_of(row)) else None

    def place(self, identity: str, title: str, now: datetime) -> Place:
        """The place an article has had since its first edition, or a new one."""
        row = self._row(identity)
        if row is None:
            return Place(slug_of(title, identity), f"urn:uuid:{uuid.uuid4()}", now, 1)
        edition = self._edition(row)
        return Place(edition.slug, edition.guid, edition.published, edition.revision + 1)

    def after_all(self, moment: datetime) -> datetime:
        """The moment, or a second after the newest edition's date if that is later."""
        row = self._store.one("SELECT max(published) AS newest FROM editions")
        if row is None or row["newest"] is None:
            return moment
        with errors_as_ours(self._store.path):
            return max(moment, datetime.fromisoformat(row["newest"]) + timedelta(seconds=1))

    def record(self, edition: Edition, files: Mapping[str, bytes | Path]) -> Edition:
        """Write the files of an edition, by suffix, and enter it as an episode of its shows.

        A finished file is moved in.  An MP3 with the same bytes as before keeps its revision, so
        that no app fetches it again; another one has a name of its own, too.  Killed in between,
        the next run makes the edition again; a first edition that could not be written leaves no
        file.  Raises CatalogueError.
        """
        row = self._row(edition.identity)
        before = self._edition(row) if row is not None else None
        if before is not None:
            if before.mp3_sha256 == edition.mp3_sha256:
                suffix = before.enclosure_suffix
                edition = replace(edition, revision=before.revision, enclosure_suffix=suffix)
            else:
                edition = replace(edition, enclosure_suffix=f".r{edition.revision}.mp3")
            self._store.write(
                ("UPDATE editions SET fingerprint = '' WHERE identity = ?", edition.identity)
            )
        try:
            with errors_as_ours(self.media):
                written = self._files.write(edition.slug, files)
                if edition.enclosure_suffix != ".mp3":
                    alias = self._files.also_as(edition.slug, ".mp3", edition.enclosure_suffix)
                    written = (*written, alias)
            self._enter(edition, written, before)
        except CatalogueError:
            if before is None:
                self._files.discard(edition.slug, files)
            raise
        if row is not None:
            kept = {file.suffix for file in written}
            outdated = {file.suffix for file in self._files_of(row)} - kept
            self._files.discard(edition.slug, outdated)
        return edition

    def move(self, edition: Edition, shows: Sequence[str]) -> Edition:
        """Make an edition an episode of these shows and of no others; its files stay."""
        moved = replace(edition, shows=tuple(shows))
        self._store.write(
            NEXT_CHANGE,
            ("UPDATE editions SET edition = ? WHERE identity = ?", _json(moved), moved.identity),
            *enrolment(moved, changed=False),
            unsettled(moved.identity),
        )
        return moved

    def remove(self, edition: Edition) -> None:
        """Take an edition out, its files first.  Its guid and its numbers stay taken."""
        row = self._row(edition.identity)
        known = {file.suffix for file in self._files_of(row)} if row is not None else set()
        with errors_as_ours(self.media):
            self._files.remove(edition.slug, known | {".mp3", *edition.companions})
        self._store.write(
            NEXT_CHANGE,
            ("UPDATE editions SET removed = 1 WHERE identity = ?", edition.identity),
            *departure(edition.identity),
        )

    # ------------------------------------------------------------------ looking

    def editions(
        self, show: str | None = None, at_most: int | None = None, skip: int = 0
    ) -> tuple[Edition, ...]:
        """The editions of a show, or of all, newest first: all of them, or a page."""
        where, values = ("TRUE", ()) if show is None else (_OF_SHOW, (show,))
        limit = _NO_LIMIT if at_most is None else at_most
        query = (
            f"SELECT edition FROM editions AS d WHERE NOT removed AND {where} "
            "ORDER BY published DESC, slug DESC LIMIT ? OFFSET ?"
        )
        return tuple(map(self._edition, self._store.all(query, *values, limit, skip)))

    def count(self, show: str | None = None) -> int:
        """How many editions a show has, or there are."""
        if show is not None:
            return self.episodes.count(show)
        row = self._store.one("SELECT count(*) AS n FROM editions WHERE NOT removed")
        return row["n"] if row else 0

    def files(self, show: str) -> Iterator[tuple[Edition, tuple[MediaFile, ...]]]:
        """The editions of a show, newest first, each with its files as they were written."""
        query = (
            f"SELECT edition, files FROM editions AS d WHERE NOT removed AND {_OF_SHOW} "
            "ORDER BY published DESC, slug DESC"
        )
        for row in self._store.all(query, show):
            yield self._edition(row), self._files_of(row)

    def edition(self, slug: str) -> Edition | None:
        """The edition with that slug."""
        row = self._store.one(f"{_ROW} WHERE slug = ? AND NOT removed", slug)
        return self._edition(row) if row else None

    def edition_of(self, identity: str) -> Edition | None:
        """The edition of an article, unless it was taken out."""
        row = self._row(identity)
        return self._edition(row) if row is not None and not row["removed"] else None

    def settled(self) -> frozenset[str]:
        """The identities of articles with an edition whose files look whole, or that was taken out.

        Ten thousand take half a second: no byte of a file is read.
        """
        rows = self._store.all(
            "SELECT identity, slug, removed, files FROM editions WHERE fingerprint <> ''"
        )
        with errors_as_ours(self._store.path):
            return frozenset(
                row["identity"]
                for row in rows
                if row["removed"] or self._files.looks_whole(row["slug"], _FILES(row["files"]))
            )

    def find(self, name: str) -> Edition:
        """The edition by its slug, the digits that end its slug, or its guid.

        Raises CatalogueError if none or more than one is meant.
        """
        found = self._store.all(
            "SELECT edition FROM editions "
            "WHERE (slug = ? OR guid = ? OR substr(slug, -8) = ?) AND NOT removed",
            name,
            name,
            name,
        )
        if len(found) != 1:
            problem = "names several editions" if found else "is no edition here"
            raise CatalogueError(f"ID {name!r}", problem, "see: audiobook list")
        return self._edition(found[0])

    def state(self) -> int:
        """A number that grows with every change of an edition or of its shows.

        A subscriber who is added or withdrawn leaves it as it is.
        """
        row = self._store.one("SELECT max(number) AS number FROM changes")
        return row["number"] or 0 if row else 0

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

    def _enter(
        self, edition: Edition, files: tuple[MediaFile, ...], before: Edition | None
    ) -> None:
        entry = (
            edition.identity,
            edition.slug,
            edition.guid,
            edition.published.isoformat(),
            edition.fingerprint,
            msgspec.json.encode(files).decode(),
            _json(edition),
        )
        changed = before is None or _as_heard(before) != _as_heard(edition)
        self._store.write(
            NEXT_CHANGE,
            (_UPSERT, *entry),
            *enrolment(edition, changed=changed),
            unsettled(edition.identity),
        )

    def _row(self, identity: str) -> Row | None:
        return self._store.one(f"{_ROW} WHERE identity = ?", identity)

    def _edition(self, row: Row) -> Edition:
        with errors_as_ours(self._store.path):
            return msgspec.json.decode(row["edition"], type=Edition)

    def _files_of(self, row: Row) -> tuple[MediaFile, ...]:
        with errors_as_ours(self._store.path):
            return _FILES(row["files"])


def _as_heard(edition: Edition) -> Edition:
    """The same without what no subscriber is told."""
    return replace(edition, fingerprint="", shows=())


def _json(edition: Edition) -> str:
    return msgspec.json.encode(edition).decode()


def now() -> datetime:
    """The time in UTC, to the second: a feed knows nothing finer."""
    return datetime.now(UTC).replace(microsecond=0)
