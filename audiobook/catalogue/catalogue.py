"""The record of editions, and their files in ``media/``.

A guid and a publication date, once given, never change, not even when an edition is taken out and
made again.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from audiobook.catalogue.editions import Editions
from audiobook.catalogue.entries import Entry
from audiobook.catalogue.episodes import NEXT_CHANGE, departure, enrolment
from audiobook.catalogue.lock import one_run, one_writer
from audiobook.catalogue.manifests import Manifests
from audiobook.catalogue.media import Media, MediaFile
from audiobook.catalogue.restoring import DROP_DANGLING, remembrance, restoration
from audiobook.catalogue.seen import Sightings, unsettled
from audiobook.catalogue.shows import ShowRecords
from audiobook.catalogue.slug import slug_of
from audiobook.catalogue.store import Store, errors_as_ours
from audiobook.catalogue.subscribers import Subscribers
from audiobook.errors import AudiobookError, CatalogueError
from audiobook.files import UNFINISHED
from audiobook.model import Edition

_STALE_SECONDS = 3600

_UPSERT = """
INSERT INTO editions (identity, slug, guid, published, fingerprint, files, edition)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (identity) DO UPDATE SET
    fingerprint = excluded.fingerprint, files = excluded.files, removed = 0,
    edition = excluded.edition
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the edition of an article lies and how it is known to subscribers."""

    slug: str
    guid: str
    published: datetime
    revision: int
    """The number that a new rendition gets."""


class Catalogue(Editions):
    """The record of one project folder.  Safe to use from several threads and processes.

    ``episodes`` has the editions of each show by number, ``shows`` what is remembered of the shows
    themselves, ``subscribers`` those of private ones, ``sightings`` what batches saw of sources.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.media = folder / "media"
        self._own = folder / ".audiobook"
        self.scratch = self._own / "scratch"
        super().__init__(Store(self._own / "catalogue.sqlite"), Media(self.media))
        self._manifests = Manifests(self._files, self.episodes)
        self.shows = ShowRecords(self._store)
        self.subscribers = Subscribers(self._store)
        self.sightings = Sightings(self._store)

    @property
    def path(self) -> Path:
        """Where the record itself lies."""
        return self._store.path

    def faults(self) -> Iterator[str]:
        """What is wrong with the record's file.

        Raises CatalogueDamaged if it can't be opened, CatalogueError for one of a newer version.
        """
        yield from self._store.faults()

    def dangling(self) -> Iterator[str]:
        """What it says of editions that it does not hold.  Raises CatalogueError."""
        yield from self._store.dangling()

    def drop_dangling(self) -> None:
        """Forget what it says of editions that it does not hold."""
        self._store.write(*DROP_DANGLING)

    def begin_anew(self) -> Path | None:
        """Set a damaged record aside; the name it is kept under.  Raises CatalogueError.

        What no manifest has is taken over as far as it can be read: the subscribers of private
        shows, the guids of shows.
        """
        kept = self._store.set_aside()
        if kept:
            self._store.rescue(kept, ("subscribers", "shows"))
        return kept

    def close(self) -> None:
        """Let go of the file; the next use opens it again."""
        self._store.close()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Keep other runs in this folder from writing meanwhile; waits for them first."""
        with one_writer(self._own, str(self.folder)):
            yield

    @contextmanager
    def run(self, held: Callable[[str], None] = lambda _: None) -> Iterator[None]:
        """Keep other runs that make editions out of this folder; says for whom it waits.

        ``held`` is called with who that is.  What lasts a moment (``exclusive``) and all that only
        looks go on meanwhile.  Raises CatalogueError, with who has it and since when, if the wait
        is too long.
        """
        with one_run(self._own, str(self.folder), "run", held):
            yield

    @contextmanager
    def publishing(self) -> Iterator[None]:
        """The same among runs that publish; editions may be made meanwhile."""
        with one_run(self._own, str(self.folder), "publishing"):
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
        file that was not there.  Raises CatalogueError, before anything is written if the name is
        another article's, or DiskFull.
        """
        row = self._row(edition.identity)
        if row is None:
            self._claim(edition)
            if not self.state():
                # Killed after the files, this is a catalogue that lacks one, and none that is lost.
                self._store.write(NEXT_CHANGE)
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
        files = self._manifests.with_entry(edition, files)
        new = {suffix for suffix in files if not (self.media / f"{edition.slug}{suffix}").exists()}
        try:
            with errors_as_ours(self.media):
                written = self._files.write(edition.slug, files)
                if edition.enclosure_suffix != ".mp3":
                    alias = self._files.also_as(edition.slug, ".mp3", edition.enclosure_suffix)
                    written = (*written, alias)
            self._enter(edition, written, before)
        except AudiobookError:
            if before is None:
                self._files.discard(edition.slug, new)
            raise
        if row is not None:
            kept = {file.suffix for file in written}
            outdated = {file.suffix for file in self._files_of(row)} - kept
            self._files.discard(edition.slug, outdated)
        return edition

    def move(self, edition: Edition, shows: Sequence[str]) -> Edition:
        """Make an edition an episode of these shows and of no others; its manifest says so."""
        moved = replace(edition, shows=tuple(shows))
        files = self._reinscribed(moved)
        self._store.write(
            NEXT_CHANGE,
            (
                "UPDATE editions SET edition = ?, files = ? WHERE identity = ?",
                _json(moved),
                _json(files),
                moved.identity,
            ),
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

    def restore(self, edition: Edition, entry: Entry, again: Collection[str] = ()) -> Edition:
        """Enter an edition as its manifest tells of it, in the place of what is known of it.

        A number that another episode has by now is not given twice.  ``again`` are the shows in
        whose feed it stands though it is old enough for an archive.  Raises CatalogueError, also
        if its guid is another edition's.
        """
        known = self.edition(edition.slug)
        if known is not None:
            edition = replace(edition, identity=known.identity)
        numbers = self.episodes.free_numbers(edition, entry.episodes)
        with errors_as_ours(self.media):
            files = self._files.described(edition.slug, entry.files(edition))
        self._store.write(*restoration(edition, _json(files), numbers, again))
        values = _json(self._reinscribed(edition)), edition.identity
        self._store.write(("UPDATE editions SET files = ? WHERE identity = ?", *values))
        return edition

    def remember(self, edition: Edition) -> None:
        """Keep slug, guid and date of an edition that is lost for when it is made again.

        Nothing is listed of it until then.  Raises CatalogueError if its guid is another's.
        """
        self._store.write(*remembrance(edition))

    def rewrite(self, edition: Edition, files: Mapping[str, bytes]) -> None:
        """Write some of the files beside an edition's MP3 anew, by suffix; the others stay.

        Raises CatalogueError, DiskFull.
        """
        with errors_as_ours(self.media):
            written = {file.suffix: file for file in self._files.write(edition.slug, files)}
            known = {file.suffix: file for file in self.files_of(edition)}
            after = self._manifests.reinscribed(edition, tuple((known | written).values()))
        values = _json(after), edition.identity
        self._store.write(("UPDATE editions SET files = ? WHERE identity = ?", *values))

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

    def _claim(self, edition: Edition) -> None:
        """Make sure that the files of an edition are no other's.  Raises CatalogueError."""
        owner = self._store.one("SELECT identity FROM editions WHERE slug = ?", edition.slug)
        if owner is not None:
            problem = f"is the name of an edition of {owner['identity']}, so none else can have it"
            raise CatalogueError(f"edition {edition.slug}", problem, "change the article's title")

    def _reinscribed(self, edition: Edition) -> tuple[MediaFile, ...]:
        """Have an edition's manifest say what the catalogue does; the files as they are then."""
        with errors_as_ours(self.media):
            return self._manifests.reinscribed(edition, self.files_of(edition))

    def _enter(
        self, edition: Edition, files: tuple[MediaFile, ...], before: Edition | None
    ) -> None:
        entry = (
            edition.identity,
            edition.slug,
            edition.guid,
            edition.published.isoformat(),
            edition.fingerprint,
            _json(files),
            _json(edition),
        )
        changed = before is None or _as_heard(before) != _as_heard(edition)
        self._store.write(
            NEXT_CHANGE,
            (_UPSERT, *entry),
            *enrolment(edition, changed=changed),
            unsettled(edition.identity),
        )


def _as_heard(edition: Edition) -> Edition:
    """The same without what no subscriber is told."""
    return replace(edition, fingerprint="", shows=())


def _json(value: Edition | tuple[MediaFile, ...]) -> str:
    return msgspec.json.encode(value).decode()


def now() -> datetime:
    """The time in UTC, to the second: a feed knows nothing finer."""
    return datetime.now(UTC).replace(microsecond=0)
