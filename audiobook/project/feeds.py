"""What lies in ``feeds/``: the documents and the picture of each show, their list, their style."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from audiobook import audio, feed
from audiobook.catalogue import Catalogue
from audiobook.config import FILE_NAME, Settings
from audiobook.fingerprint import fingerprint
from audiobook.model import Show
from audiobook.project.documents import Documents, write_if_new

LOCAL_ADDRESS = "http://127.0.0.1:8000/"
OUTLINE = "shows.opml"
_PICTURE_RECIPE = 1
"""One more whenever the pictures that are drawn come out different."""


class Feeds:
    """What a project tells podcast apps.  A file that would stay the same is not touched."""

    def __init__(self, folder: Path, settings: Settings, catalogue: Catalogue) -> None:
        self._folder = folder
        self._settings = settings
        self._catalogue = catalogue
        self.base_url = settings.publish.base_url or LOCAL_ADDRESS

    def check(self) -> None:
        """Make sure of what would otherwise fail only after all the work.

        Raises FeedError for a show that makes no valid feed, ConfigError for a picture that can't
        be used.
        """
        shows, hub = self._settings.all_shows, self._settings.publish.hub
        feed.check_shows(shows, self.base_url, hub, str(self._folder / FILE_NAME))
        for show in shows:
            self._own_picture(show)

    def shows(self) -> tuple[Show, ...]:
        """The shows of the configuration, their guids fixed once they have an address.

        A guid that the configuration gives wins: it is how a show moves here from elsewhere.
        """
        if not self._settings.publish.base_url:
            return self._settings.all_shows
        return tuple(
            replace(show, guid=show.guid or self._catalogue.shows.guid(show.name, derive))
            for show in self._settings.all_shows
            for derive in [partial(_guid_of, show, self.base_url)]
        )

    def forsaken(self) -> tuple[str, ...]:
        """Names of shows that have episodes and are in the configuration no more.

        Their files are left as they are, for there may be subscribers.
        """
        configured = {show.name for show in self._settings.all_shows}
        return tuple(sorted(self._catalogue.episodes.shows() - configured))

    def document(self, show: Show, archive: int, base_url: str) -> bytes | None:
        """The subscription feed of a show (0) or one of its archives (1 and up) for an address.

        None if there is no such archive.  Raises FeedError.
        """
        documents = self._documents(show, base_url)
        return documents.archive(archive) if archive else documents.subscription().document

    def outline(self, base_url: str) -> bytes:
        """The public shows at an address, as OPML."""
        title = self._settings.all_shows[0].author or "Shows"
        return feed.opml(self.shows(), base_url, title)

    def rebuild(self, *, only_stale: bool = False) -> list[Path]:
        """Write what has become different and say what; ``only_stale`` builds what lacks a change.

        Raises FeedError, CatalogueError, ConfigError.
        """
        if only_stale and not self._catalogue.state():
            return []  # nothing was ever made
        self.check()
        with self._catalogue.exclusive():
            return list(self._rebuilt(only_stale))

    def _rebuilt(self, only_stale: bool) -> Iterator[Path]:
        shows, place = self.shows(), self._folder / "feeds"
        for show in shows:
            yield from self._picture(show, place / f"{show.name}.jpg")
            yield from self._documents(show, self.base_url).rebuild(only_stale=only_stale)
        yield from write_if_new(place / feed.STYLE_SHEET, feed.style_sheet())
        yield from write_if_new(place / OUTLINE, self.outline(self.base_url))

    def _documents(self, show: Show, base_url: str) -> Documents:
        return Documents(self._catalogue, show, base_url, self._settings.publish.hub)

    def _picture(self, show: Show, path: Path) -> Iterator[Path]:
        own = self._own_picture(show)
        digest = hashlib.sha256(own).hexdigest() if own else ""
        state = fingerprint(_PICTURE_RECIPE, show.title, show.author, digest)
        if path.exists() and self._catalogue.shows.picture_state(show.name) == state:
            return
        lines = (show.author,) if show.author else ()
        yield from write_if_new(path, own or audio.draw_cover(show.title, lines, show.name))
        self._catalogue.shows.picture_made(show.name, state)

    def _own_picture(self, show: Show) -> bytes | None:
        """The picture that the owner of a show gives it, as a JPEG that directories take."""
        if not show.image:
            return None
        table = "show" if show.name == Show().name else f"shows.{show.name}"
        return audio.own_cover(self._folder / show.image, f"[{table}] image")


def _guid_of(show: Show, base_url: str) -> str:
    return feed.feed_guid(f"{base_url.rstrip('/')}/{feed.feed_path(show)}")
