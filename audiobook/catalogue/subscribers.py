"""Those who may hear a private show, each by a secret that is a part of their feed's address."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from audiobook.catalogue.store import Store
from audiobook.errors import CatalogueError

_SECRET_BYTES = 24
_SECRET = re.compile(r"[A-Za-z0-9_-]{32}")
_ALL = "SELECT show, name, secret FROM subscribers"


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A listener of a private show."""

    show: str
    name: str
    secret: str
    """URL-safe; 192 random bits."""


class Subscribers:
    """The subscribers of private shows."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, show: str, name: str) -> Subscriber:
        """The subscriber of that name, with a secret made now unless there is one."""
        self._store.write(
            (
                "INSERT INTO subscribers VALUES (?, ?, ?) ON CONFLICT (show, name) DO NOTHING",
                show,
                name,
                secrets.token_urlsafe(_SECRET_BYTES),
            )
        )
        return next(each for each in self.of(show) if each.name == name)

    def of(self, show: str) -> tuple[Subscriber, ...]:
        """The subscribers of a show by name."""
        return self._store.all_as(Subscriber, f"{_ALL} WHERE show = ? ORDER BY name", show)

    def all(self) -> tuple[Subscriber, ...]:
        """The subscribers of all shows."""
        return self._store.all_as(Subscriber, _ALL)

    def holding(self, secret: str, name: str | None = None) -> Subscriber | None:
        """Who has a secret, and this name if one is given.

        The time it takes tells nothing about the secrets and names there are.
        """
        found = [s for s in self.all() if _is_same(s.secret, secret)]
        if name is not None:
            found = [s for s in found if _is_same(s.name, name)]
        return found[0] if found else None

    def end(self, show: str, name: str) -> None:
        """Withdraw a subscriber's address.  Raises CatalogueError if there is none."""
        names = [each.name for each in self.of(show)]
        if name not in names:
            known = f"known: {', '.join(names)}" if names else "it has none"
            raise CatalogueError(f"show {show!r}", f"has no subscriber {name!r}", known)
        self._store.write(("DELETE FROM subscribers WHERE show = ? AND name = ?", show, name))

    @staticmethod
    def is_secret(name: str) -> bool:
        """Whether a name has the form of a secret."""
        return bool(_SECRET.fullmatch(name))

    def folders_at(self, target: str) -> frozenset[str]:
        """The secrets by which folders at a target are named, withdrawn ones among them."""
        rows = self._store.all("SELECT secret FROM folders WHERE target = ?", target)
        return frozenset(row["secret"] for row in rows)

    def folder_begun(self, target: str, secret: str) -> None:
        """Remember that files lie, or may soon lie, in a folder of that name."""
        self._store.write(("INSERT OR IGNORE INTO folders VALUES (?, ?)", target, secret))

    def folder_cleared(self, target: str, secret: str) -> None:
        """Forget it: nothing is in it any more."""
        self._store.write(("DELETE FROM folders WHERE target = ? AND secret = ?", target, secret))


def _is_same(ours: str, asked: str) -> bool:
    return secrets.compare_digest(ours.encode(), asked.encode("utf-8", "surrogatepass"))
