"""Addresses by which single people subscribe to a private show."""

from __future__ import annotations

from urllib.parse import quote

from audiobook import feed
from audiobook.catalogue import Catalogue
from audiobook.config import Settings
from audiobook.errors import UsageError
from audiobook.model import Show
from audiobook.project.feeds import LOCAL_ADDRESS


class Subscriptions:
    """The subscribers of a project's private shows."""

    def __init__(self, settings: Settings, catalogue: Catalogue) -> None:
        self._settings = settings
        self._subscribers = catalogue.subscribers

    def address(self, name: str, show: str = "") -> str:
        """The address of a subscriber's feed, made now unless there is one.

        ``show`` may be empty if there is one private show only.  Raises UsageError.
        """
        if not name.strip():
            raise UsageError("subscriber", "has no name", "name whom the address is for")
        private = self._private(show)
        subscriber = self._subscribers.add(private.name, name)
        base = (self._settings.publish.base_url or LOCAL_ADDRESS).rstrip("/")
        return feed.feed_address(private, f"{base}/private/{quote(subscriber.secret)}")

    def end(self, name: str, show: str = "") -> None:
        """Withdraw a subscriber's address.  Raises UsageError, CatalogueError."""
        self._subscribers.end(self._private(show).name, name)

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
