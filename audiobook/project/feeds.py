"""What lies in ``feeds/``: the documents and the picture of each show, their list, their style."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from audiobook import audio, feed, publish
from audiobook.catalogue import Catalogue
from audiobook.config import FILE_NAME, Settings
from audiobook.config.web_addresses import is_reached_from_afar
from audiobook.errors import ConfigError
from audiobook.fingerprint import fingerprint
from audiobook.model import Show
from audiobook.project.documents import Documents, write_if_new
from audiobook.project.forgotten import refuse_lost_catalogue

_log = logging.getLogger(__name__)

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

        Raises ConfigError for a show that no directory takes or a picture that can't be used.
        """
        shows, hub = self._settings.all_shows, self._settings.publish.hub
        feed.check_shows(shows, self.base_url, hub, str(self._folder / FILE_NAME))
        for show in shows:
            self._own_picture(show)

    def shows(self) -> tuple[Show, ...]:
        """The shows of the configuration, their guids fixed once they have an address.

        A guid that the configuration gives wins: it is how a show moves here from elsewhere.
        """
        return tuple(
            replace(show, guid=show.guid or self._guid(show)) for show in self._settings.all_shows
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
        shows = [self._with_page(show, base_url) for show in self.shows()]
        return feed.opml(shows, base_url, title)

    def picture(self, show: Show) -> bytes:
        """A show's picture, a JPEG: its owner's, or one that is drawn.  Raises ConfigError."""
        lines = (show.author,) if show.author else ()
        return self._own_picture(show) or audio.draw_cover(show.title, lines, show.name)

    def rebuild(self, *, only_stale: bool = False) -> list[Path]:
        """Write what has become different and say what; ``only_stale`` builds what lacks a change.

        What subscribers of a private show get is made when they ask: nothing of it is written here.
        Raises FeedError, CatalogueError, ConfigError.
        """
        refuse_lost_catalogue(self._catalogue)
        if only_stale and not self._catalogue.state():
            return []  # nothing was ever made
        self.check()
        if not only_stale:
            self._advise()
        with self._catalogue.exclusive():
            return list(self._rebuilt(only_stale))

    def _rebuilt(self, only_stale: bool) -> Iterator[Path]:
        shows, place = self.shows(), self._folder / "feeds"
        for show in shows:
            documents, picture = self._documents(show, self.base_url), place / f"{show.name}.jpg"
            if show.private:
                picture.unlink(missing_ok=True)
                documents.withhold(only_stale=only_stale)
                continue
            yield from self._picture(show, picture)
            yield from documents.rebuild(only_stale=only_stale)
        yield from write_if_new(place / feed.STYLE_SHEET, feed.style_sheet())
        yield from write_if_new(place / OUTLINE, self.outline(self.base_url))

    def _documents(self, show: Show, base_url: str) -> Documents:
        told = self._with_page(show, base_url)
        return Documents(self._catalogue, told, base_url, self._settings.publish.hub)

    def _with_page(self, show: Show, base_url: str) -> Show:
        """The show with the page that it has on a site at an address, unless it has one elsewhere.

        A subscriber's own site has no other show.
        """
        public = tuple(each for each in self._settings.all_shows if not each.private)
        site = publish.Site.of((show,) if show.private else public, base_url)
        return replace(show, link=show.link or site.address(site.show_page(show)))

    def _guid(self, show: Show) -> str:
        records = self._catalogue.shows
        if not self._settings.publish.base_url:
            return records.fixed_guid(show.name) or ""
        return records.guid(
            show.name, lambda: feed.feed_guid(feed.feed_address(show, self.base_url))
        )

    def _advise(self) -> None:
        if self.base_url.startswith("http:") and is_reached_from_afar(self.base_url):
            _log.warning(
                "%s: [publish] base-url: directories and apps ask for https, and it is http",
                self._folder / FILE_NAME,
            )

    def _picture(self, show: Show, path: Path) -> Iterator[Path]:
        own = self._own_picture(show)
        digest = hashlib.sha256(own).hexdigest() if own else ""
        state = fingerprint(_PICTURE_RECIPE, show.title, show.author, digest)
        if path.exists() and self._catalogue.shows.picture_state(show.name) == state:
            return
        yield from write_if_new(path, self.picture(show))
        self._catalogue.shows.picture_made(show.name, state)

    def _own_picture(self, show: Show) -> bytes | None:
        """The picture that the owner of a show gives it, as a JPEG that directories take."""
        if not show.image:
            return None
        table = "show" if show.name == Show().name else f"shows.{show.name}"
        setting, path = f"{self._folder / FILE_NAME}: [{table}] image", self._folder / show.image
        if not path.is_file():
            raise ConfigError(setting, f"the file {path} is not there", "mend the path")
        try:
            return audio.own_cover(path, setting)
        except ConfigError as error:
            raise ConfigError(setting, f"{path} {error.problem}", error.remedy) from error
