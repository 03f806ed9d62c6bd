"""The documents in ``feeds/`` held against what the catalogue would have them say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from audiobook import audit, feed
from audiobook.audit import Fault, Mend
from audiobook.catalogue import Catalogue
from audiobook.errors import FeedError
from audiobook.model import Edition, Show
from audiobook.project.commands import MOVE_AWAY
from audiobook.project.feeds import OUTLINE, Feeds

_REMEDY = "rebuild it: audiobook feed"


class FeedChecking:
    """One look at all documents of all public shows."""

    def __init__(self, catalogue: Catalogue, feeds: Feeds) -> None:
        self._catalogue = catalogue
        self._feeds = feeds
        self.read = 0
        """How many documents were read."""

    def faults(self) -> Iterator[Fault]:
        """What is wrong with them, the subscription document of a show first."""
        if not self._catalogue.state():
            return  # nothing was ever made
        place = self._catalogue.folder / "feeds"
        if place.exists() and not place.is_dir():
            yield Fault("feeds", "is no folder", MOVE_AWAY)
            return
        for show in self._feeds.shows():
            if show.private:
                continue
            editions = {e.slug: e for e in self._catalogue.editions(show.name)}
            archives = sorted(self._catalogue.episodes.archives(show.name), reverse=True)
            for number in (0, *archives):
                yield from self._of_document(show, number, editions)
        yield from self._of_other_files()

    def _of_document(
        self, show: Show, number: int, editions: Mapping[str, Edition]
    ) -> Iterator[Fault]:
        where = feed.feed_path(show, number)
        path = self._catalogue.folder / where
        if not path.is_file():
            yield Fault(where, "is missing", _REMEDY, Mend.FEEDS)
            return
        data = path.read_bytes()
        self.read += 1
        try:
            wanted = self._feeds.document(show, number, self._feeds.base_url)
        except FeedError as error:
            yield Fault(where, error.problem, error.remedy)
            return
        if data == wanted:
            return
        found = list(self._faults_in(data, show, bool(number), editions, wanted or b""))
        for slug, problem in found or [("", "is not what audiobook.toml and the catalogue make")]:
            yield Fault(where, problem, _REMEDY, Mend.FEEDS, slug)

    def _faults_in(
        self,
        data: bytes,
        show: Show,
        archive: bool,
        editions: Mapping[str, Edition],
        wanted: bytes,
    ) -> Iterator[tuple[str, str]]:
        """How a document differs from the one wanted, with the edition's slug if it is one's."""
        listing = audit.read_feed(data)
        if listing is None:
            yield "", "is no well-formed RSS"
            return
        for problem in feed.feed_faults(data, show):
            yield "", problem
        if show.guid and listing.guid != show.guid:
            yield "", f"has the podcast:guid {listing.guid} instead of {show.guid}"
        due = audit.read_feed(wanted)
        slugs = {episode.slug for episode in due.episodes} if due else set()
        yield from audit.faults_of_feed(listing, editions, slugs, archive=archive)
        if listing.older:
            name = listing.older.rpartition("/")[2]
            if not (self._catalogue.folder / "feeds" / name).is_file():
                yield "", f"links the archive {name}, which is not there"

    def _of_other_files(self) -> Iterator[Fault]:
        """The list of shows, their style and their pictures."""
        base_url = self._feeds.base_url
        wanted = {OUTLINE: self._feeds.outline(base_url), feed.STYLE_SHEET: feed.style_sheet()}
        for name, data in wanted.items():
            path = self._catalogue.folder / "feeds" / name
            if not path.is_file():
                yield Fault(f"feeds/{name}", "is missing", _REMEDY, Mend.FEEDS)
            elif path.read_bytes() != data:
                problem = "is not what audiobook.toml makes now"
                yield Fault(f"feeds/{name}", problem, _REMEDY, Mend.FEEDS)
        for show in self._feeds.shows():
            where = f"feeds/{show.name}.jpg"
            if not show.private and not (self._catalogue.folder / where).is_file():
                yield Fault(where, "is missing", _REMEDY, Mend.FEEDS)
