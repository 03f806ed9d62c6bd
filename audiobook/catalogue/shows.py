"""What is remembered of shows: the guid each has for life, and what their files were made from."""

from __future__ import annotations

from collections.abc import Callable

from audiobook.catalogue.store import Store


class ShowRecords:
    """What is remembered of each show, by its name."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def guid(self, show: str, derive: Callable[[], str]) -> str:
        """The show's podcast:guid: the one fixed before, else ``derive()``, fixed now for life."""
        known = self.fixed_guid(show)
        if known:
            return known
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

    def fixed_guid(self, show: str) -> str | None:
        """The podcast:guid that was fixed for the show, if one was."""
        return self._value(show, "guid")

    def feed_state(self, show: str) -> str | None:
        """What ``feed_built`` was last told of a show's feed."""
        return self._value(show, "built")

    def feed_built(self, show: str, state: str) -> None:
        """Remember from what a show's feed was built."""
        self._set(show, "built", state)

    def picture_state(self, show: str) -> str | None:
        """What ``picture_made`` was last told of a show's picture."""
        return self._value(show, "picture")

    def picture_made(self, show: str, state: str) -> None:
        """Remember from what a show's picture was made."""
        self._set(show, "picture", state)

    def _value(self, show: str, column: str) -> str | None:
        row = self._store.one(f"SELECT {column} FROM shows WHERE name = ?", show)
        return row[column] if row else None

    def _set(self, show: str, column: str, value: str) -> None:
        self._store.write(
            (
                f"INSERT INTO shows (name, {column}) VALUES (?, ?) "
                f"ON CONFLICT (name) DO UPDATE SET {column} = excluded.{column}",
                show,
                value,
            )
        )
