"""Private shows at a target: a folder for each subscriber, which only its name lets into.

A folder is a whole site with an account of its own, so that nothing outside of it tells its name.
That of a subscriber who was withdrawn is removed, whether or not files are removed otherwise.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from audiobook import feed, publish
from audiobook.catalogue import Catalogue
from audiobook.model import Deed, Delivery, Edition, Item, Release, Show
from audiobook.plugins import Publisher
from audiobook.project.feeds import Feeds

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PrivateFolders:
    """The folders of subscribers at one target."""

    folder: Path
    catalogue: Catalogue
    feeds: Feeds
    target: str
    publisher: Publisher

    def empty(self, shows: Sequence[Show], *, dry_run: bool) -> Iterator[Delivery]:
        """Remove what lies in folders of others than the subscribers of these shows.

        Raises PublishError.
        """
        subscribers = self.catalogue.subscribers
        current = {each.secret for show in shows for each in subscribers.of(show.name)}
        for secret in sorted(subscribers.folders_at(self._name) - current):
            nothing, place = Release((), self._base_url(secret)), self._place(secret)
            gone = self.publisher.publish(nothing, place, delete=True, dry_run=dry_run)
            yield from _told("…", gone)
            if not dry_run:
                subscribers.folder_cleared(self._name, secret)

    def fill(
        self, shows: Sequence[Show], *, delete: bool, verify: bool, adopt: bool, dry_run: bool
    ) -> Iterator[Delivery]:
        """Send each subscriber of these private shows what is theirs.

        In what is yielded, a subscriber's name stands for the secret.  Raises PublishError.
        """
        subscribers = self.catalogue.subscribers
        begun = subscribers.folders_at(self._name)
        for show in shows:
            media, editions = self._media(show)
            for subscriber in subscribers.of(show.name):
                release = self._release(show, subscriber.secret, media, editions)
                if dry_run and subscriber.secret not in begun:
                    yield from _told(subscriber.name, _foreseen(release))
                    continue
                if not dry_run:
                    subscribers.folder_begun(self._name, subscriber.secret)
                sent = self.publisher.publish(
                    release,
                    self._place(subscriber.secret),
                    delete=delete,
                    verify=verify,
                    adopt=adopt,
                    dry_run=dry_run,
                )
                yield from _told(subscriber.name, sent)

    def forsaken(self, shows: Sequence[Show], *, delete: bool, dry_run: bool) -> Iterator[Delivery]:
        """What lies in folders of subscribers whom the catalogue never knew, or knows no more.

        They are those of a catalogue that was lost.  Nobody withdrew them, so only ``delete``
        removes them.  Raises PublishError.
        """
        subscribers = self.catalogue.subscribers
        known = {each.secret for show in shows for each in subscribers.of(show.name)}
        known |= subscribers.folders_at(self._name)
        above = self._place("").rstrip("/")
        found = sorted(filter(subscribers.is_secret, self.publisher.published_below(above, known)))
        if found and not delete:
            _log.warning(
                "%s/: holds folders of %s whom the catalogue does not know, and their addresses "
                "still work; give out new ones, then remove these: audiobook publish --delete",
                publish.without_secrets(above),
                "1 subscriber" if len(found) == 1 else f"{len(found)} subscribers",
            )
        for secret in found:
            nothing, place = Release((), self._base_url(secret)), self._place(secret)
            gone = self.publisher.publish(nothing, place, delete=delete, dry_run=dry_run)
            yield from _told("…", gone)

    def _media(self, show: Show) -> tuple[list[Item], list[Edition]]:
        """All that is the same for each subscriber of a show, and the show's episodes."""
        items, editions = [], []
        for edition, files in self.catalogue.files(show.name):
            editions.append(edition)
            for file in files:
                path = f"media/{edition.slug}{file.suffix}"
                known = (file.sha256, file.size_bytes)
                items.append(publish.file_item(self.folder, path, *known))
        items.append(publish.made_item(f"feeds/{show.name}.jpg", self.feeds.picture(show)))
        items.append(publish.made_item(f"feeds/{feed.STYLE_SHEET}", feed.style_sheet()))
        return items, editions

    def _release(
        self, show: Show, secret: str, media: list[Item], editions: list[Edition]
    ) -> Release:
        base_url = self._base_url(secret)
        pages = publish.pages(
            (show,),
            lambda _: editions,
            base_url,
            lambda edition: self.folder / "media" / f"{edition.slug}.json",
            private=True,
        )
        newest, *archives = self._documents(show, base_url)
        return publish.as_private(publish.make_release(base_url, media, archives, [newest], pages))

    def _documents(self, show: Show, base_url: str) -> Iterator[Item]:
        """The subscription feed, then its archives."""
        for number in count():
            document = self.feeds.document(show, number, base_url)
            if document is None:
                return
            yield publish.made_item(feed.feed_path(show, number), document)

    @property
    def _name(self) -> str:
        """What the catalogue knows the target by."""
        return publish.without_secrets(str(publish.local_folder(self.target) or self.target))

    def _place(self, secret: str) -> str:
        return f"{self.target.rstrip('/')}/{publish.SECRET_PATH}/{secret}"

    def _base_url(self, secret: str) -> str:
        return f"{self.feeds.base_url.rstrip('/')}/{publish.SECRET_PATH}/{secret}/"


def _foreseen(release: Release) -> Iterator[Delivery]:
    for stage in release.stages:
        for item in stage:
            yield Delivery(item.path, Deed.SENT, item.size_bytes)


def _told(name: str, deliveries: Iterator[Delivery]) -> Iterator[Delivery]:
    for delivery in deliveries:
        yield replace(delivery, path=f"{publish.SECRET_PATH}/{name}/{delivery.path}")
