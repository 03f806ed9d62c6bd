"""Which editions are episodes of which shows, under which numbers, and what archives hold them.

A number, once given in a show, is that edition's for good: it says in which archive an episode
stands, and which entries an archive has is not to change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from audiobook.catalogue.store import Store, errors_as_ours
from audiobook.model import Edition, Episode

NEXT_CHANGE = ("INSERT INTO changes DEFAULT VALUES",)
LAST_CHANGE = "(SELECT max(number) FROM changes)"

_ENROL = f"""
INSERT INTO episodes (show, number, identity, changed)
SELECT ?, coalesce(max(number), 0) + 1, ?, {LAST_CHANGE} FROM episodes WHERE show = ?
ON CONFLICT (show, identity) DO UPDATE SET
    changed = CASE WHEN gone OR ? THEN excluded.changed ELSE changed END, gone = 0
"""
_LEAVE = f"""
UPDATE episodes SET gone = 1, changed = {LAST_CHANGE}
WHERE identity = ? AND NOT gone AND show NOT IN (SELECT value FROM json_each(?))
"""
_SPOIL_ARCHIVES = f"""
UPDATE archives SET built = '' WHERE EXISTS (
    SELECT 1 FROM episodes AS e
    WHERE e.show = archives.show AND e.number BETWEEN first AND last
    AND e.identity = ? AND e.changed = {LAST_CHANGE}
)
"""

_EPISODES = """
SELECT e.number, d.edition FROM episodes AS e JOIN editions AS d USING (identity)
WHERE e.show = ? AND NOT e.gone
"""


def enrolment(edition: Edition, *, changed: bool) -> Iterator[tuple[Any, ...]]:
    """Statements that make an edition an episode of its shows and of no other.

    ``changed`` tells whether those who have it already should fetch it again.  They follow
    ``NEXT_CHANGE``.
    """
    yield _LEAVE, edition.identity, msgspec.json.encode(edition.shows).decode()
    for show in edition.shows:
        yield _ENROL, show, edition.identity, show, changed
    yield _SPOIL_ARCHIVES, edition.identity


def departure(identity: str) -> Iterator[tuple[Any, ...]]:
    """Statements that take an edition out of all shows.  They follow ``NEXT_CHANGE``."""
    yield _LEAVE, identity, "[]"
    yield _SPOIL_ARCHIVES, identity


class Episodes:
    """The episodes of shows, by their numbers."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def between(self, show: str, first: int, last: int) -> tuple[Episode, ...]:
        """The episodes with the numbers ``first`` to ``last``, the highest first.

        Those that were withdrawn are missing.
        """
        query = f"{_EPISODES} AND e.number BETWEEN ? AND ? ORDER BY e.number DESC"
        return self._found(query, show, first, last)

    def changed_since_they_left(self, show: str, at_most: int) -> tuple[Episode, ...]:
        """Those that changed after they first left the feed, the latest change first."""
        query = f"{_EPISODES} AND e.changed > e.archived ORDER BY e.changed DESC LIMIT ?"
        return self._found(query, show, at_most)

    def numbers(self, edition: Edition) -> Mapping[str, int]:
        """The number that an edition has, or is given when it is recorded, in each of its shows."""
        rows = self._store.all(
            "SELECT show, number FROM episodes WHERE identity = ?", edition.identity
        )
        known = {row["show"]: row["number"] for row in rows}
        return {show: known.get(show) or self.last_number(show) + 1 for show in edition.shows}

    def free_numbers(self, edition: Edition, asked: Mapping[str, int]) -> Mapping[str, int]:
        """The number that an edition has in each of its shows.

        Else the one asked for if it is free, else the next.
        """
        query = "SELECT identity FROM episodes WHERE show = ? AND number = ?"
        numbers = dict(self.numbers(edition))
        for show in edition.shows:
            number = asked.get(show, 0)
            is_new = numbers[show] > self.last_number(show)
            if is_new and number > 0 and not self._store.one(query, show, number):
                numbers[show] = number
        return numbers

    def count(self, show: str) -> int:
        """How many episodes a show has."""
        query = "SELECT count(*) AS n FROM episodes WHERE show = ? AND NOT gone"
        row = self._store.one(query, show)
        return row["n"] if row else 0

    def last_number(self, show: str) -> int:
        """The highest number that was ever given in a show; 0 if none was."""
        row = self._store.one("SELECT max(number) AS number FROM episodes WHERE show = ?", show)
        return row["number"] or 0 if row else 0

    def state(self, show: str) -> int:
        """A number that grows with every change of an episode of a show."""
        row = self._store.one("SELECT max(changed) AS number FROM episodes WHERE show = ?", show)
        return row["number"] or 0 if row else 0

    def shows(self) -> frozenset[str]:
        """The names of all shows that have episodes."""
        rows = self._store.all("SELECT DISTINCT show FROM episodes WHERE NOT gone")
        return frozenset(row["show"] for row in rows)

    def archives(self, show: str) -> Mapping[int, str]:
        """By its number, what each archive of a show was built from.

        Empty where it no longer holds what it should, because an episode changed or was withdrawn.
        """
        rows = self._store.all("SELECT number, built FROM archives WHERE show = ?", show)
        return {row["number"]: row["built"] for row in rows}

    def archive_written(self, show: str, number: int, first: int, last: int, built: str) -> None:
        """Remember from what an archive, of the episodes ``first`` to ``last``, was built."""
        self._store.write(
            (
                "INSERT OR REPLACE INTO archives VALUES (?, ?, ?, ?, ?)",
                show,
                number,
                first,
                last,
                built,
            )
        )

    def left_feed(self, show: str, last: int) -> None:
        """Remember that the episodes up to number ``last`` stand in archives.

        For each this is done once, however often its archive is written afterwards: what changes
        from then on is news that its archive alone would not bring to those who read the feed.
        """
        self._store.write(
            (
                "UPDATE episodes SET archived = changed "
                "WHERE show = ? AND number <= ? AND archived IS NULL",
                show,
                last,
            )
        )

    def archive_dropped(self, show: str, number: int) -> None:
        """Forget an archive of a show."""
        self._store.write(
            ("DELETE FROM archives WHERE show = ? AND number = ?", show, number),
        )

    def _found(self, query: str, *values: Any) -> tuple[Episode, ...]:
        rows = self._store.all(query, *values)
        with errors_as_ours(self._store.path):
            return tuple(
                Episode(row["number"], msgspec.json.decode(row["edition"], type=Edition))
                for row in rows
            )
