"""Addresses by which single people subscribe to a private show."""

from __future__ import annotations

import re

from audiobook import feed, publish
from audiobook.catalogue import Catalogue
from audiobook.config import Settings
from audiobook.display import shortened
from audiobook.errors import UsageError
from audiobook.model import Show
from audiobook.project.feeds import Feeds

_NO_PART_OF_A_NAME = re.compile(r"[/\\\ud800-\udfff]")


class Subscriptions:
    """The subscribers of a project's private shows."""

    def __init__(self, settings: Settings, catalogue: Catalogue, feeds: Feeds) -> None:
        self._settings = settings
        self._subscribers = catalogue.subscribers
        self._feeds = feeds

    def address(self, name: str, show: str = "") -> str:
        """The address of a subscriber's feed, with the secret in it, made now unless there is one.

        ``show`` may be empty if there is one private show only.  Raises UsageError, and
        ConfigError, before anything is written, for a show that makes no feed.
        """
        private, secret = self._subscription(name, show)
        return feed.feed_address(private, f"{self._base}/{publish.SECRET_PATH}/{secret}")

    def login(self, name: str, show: str = "") -> tuple[str, str]:
        """The address at which a server asks for the subscriber's name and password, and that.

        The password is the same secret.  Raises as ``address`` does.
        """
        private, secret = self._subscription(name, show)
        return feed.feed_address(private, f"{self._base}/{publish.PASSWORD_PATH}"), secret

    def end(self, name: str, show: str = "") -> None:
        """Withdraw a subscriber's address.  Raises UsageError, CatalogueError."""
        self._subscribers.end(self._private(show).name, name)

    @property
    def _base(self) -> str:
        return self._feeds.base_url.rstrip("/")

    def _subscription(self, name: str, show: str) -> tuple[Show, str]:
        private = self._private(show)
        if name not in {each.name for each in self._subscribers.of(private.name)}:
            _check_name(name)
        self._feeds.check()
        return private, self._subscribers.add(private.name, name).secret

    def _private(self, name: str) -> Show:
        private = {show.name: show for show in self._settings.all_shows if show.private}
        if name in private:
            return private[name]
        if not private:
            remedy = "set private = true for one in audiobook.toml"
            raise UsageError("audiobook.toml", "has no private show", remedy)
        if not name and len(private) == 1:
            return next(iter(private.values()))
        problem = "is no private show" if name else "must be named with --show"
        raise UsageError(f"show {name!r}", problem, f"private are: {', '.join(private)}")


def _check_name(name: str) -> None:
    """Publishing and logins print it as a part of a path, and on a line of its own."""
    if not name.strip():
        raise UsageError("subscriber", "has no name", "name whom the address is for")
    if name in {".", ".."} or _NO_PART_OF_A_NAME.search(name) or name != shortened(name):
        problem = "is no name for a subscriber"
        remedy = "choose one line without slashes, control characters and doubled spaces"
        raise UsageError(repr(shortened(name)), problem, remedy)
