"""The editions as they are recorded: looked up and listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from sqlite3 import Row

import msgspec

from audiobook.catalogue.entries import placeholders
from audiobook.catalogue.episodes import Episodes
from audiobook.catalogue.media import Media, MediaFile
from audiobook.catalogue.store import Store, errors_as_ours
from audiobook.errors import CatalogueError
from audiobook.model import Edition

_FILES = msgspec.json.Decoder(tuple[MediaFile, ...]).decode
_NO_LIMIT = -1
# By name: a table without one of them is none of ours, which SQLite then says.
_ROW = "SELECT identity, slug, fingerprint, files, removed, edition FROM editions"
_OF_SHOW = """
EXISTS (SELECT 1 FROM episodes AS e WHERE e.show = ? AND e.identity = d.identity AND NOT e.gone)
"""


class Editions:
    """What there is to be read of the editions in a catalogue."""

    def __init__(self, store: Store, files: Media) -> None:
        self._store = store
        self._files = files
        self.episodes = Episodes(store)

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

    def files_of(self, edition: Edition) -> tuple[MediaFile, ...]:
        """The files of an edition as they were written."""
        row = self._row(edition.identity)
        return self._files_of(row) if row is not None else ()

    def removed(self, slug: str) -> bool:
        """Whether an edition of this slug was taken out, on purpose: it is not just lost."""
        query = "SELECT 1 FROM editions WHERE slug = ? AND removed AND files <> '[]'"
        return self._store.one(query, slug) is not None

    def holds(self, slug: str) -> bool:
        """Whether an edition of this slug is recorded, be it as taken out or lost."""
        return self._store.one("SELECT 1 FROM editions WHERE slug = ?", slug) is not None

    def slug_with(self, guid: str) -> str:
        """The slug of the edition that has a guid, taken out or not; "" if there is none."""
        row = self._store.one("SELECT slug FROM editions WHERE guid = ?", guid)
        return row["slug"] if row else ""

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

    def _row(self, identity: str) -> Row | None:
        query = f"{_ROW} WHERE identity = ?"
        return self._store.one(query, identity) or self._adopted(identity)

    def _adopted(self, identity: str) -> Row | None:
        """The row of a restored edition whose article is met for the first time since."""
        row = self._store.one(f"{_ROW} WHERE identity IN (?, ?)", *placeholders(identity))
        if row is None:
            return None
        adopted = replace(self._edition(row), identity=identity)
        self._store.write(
            (
                "UPDATE editions SET identity = ?, edition = ? WHERE identity = ?",
                identity,
                msgspec.json.encode(adopted).decode(),
                row["identity"],
            ),
            ("UPDATE episodes SET identity = ? WHERE identity = ?", identity, row["identity"]),
        )
        return self._store.one(f"{_ROW} WHERE identity = ?", identity)

    def _edition(self, row: Row) -> Edition:
        with errors_as_ours(self._store.path):
            return msgspec.json.decode(row["edition"], type=Edition)

    def _files_of(self, row: Row) -> tuple[MediaFile, ...]:
        with errors_as_ours(self._store.path):
            return _FILES(row["files"])
