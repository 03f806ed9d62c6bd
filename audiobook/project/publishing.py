"""What of a project is published, and who is told of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook import feed, publish
from audiobook.catalogue import Catalogue
from audiobook.config import FILE_NAME, Settings
from audiobook.errors import PublishError, UsageError
from audiobook.model import Announcement, Deed, Delivery, Edition, Item, Release, Show
from audiobook.plugins import Publisher, publisher_for
from audiobook.project.feeds import OUTLINE, Feeds
from audiobook.project.forgotten import refuse_lost_catalogue
from audiobook.project.private_folders import PrivateFolders

if TYPE_CHECKING:
    from audiobook.publish import Page

_OWN_FOLDERS = ("media", "feeds", ".audiobook")


class Publishing:
    """Sends the shows of a project to a target.

    Private ones are left out unless the settings ask for them: their subscribers' secrets have to
    stand, as folders, at a place whose lists of files may be open to all.
    """

    def __init__(
        self, folder: Path, settings: Settings, catalogue: Catalogue, feeds: Feeds
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._catalogue = catalogue
        self._feeds = feeds

    def publish(
        self,
        target: str,
        *,
        delete: bool = False,
        verify: bool = False,
        adopt: bool = False,
        dry_run: bool = False,
    ) -> Iterator[Delivery | Announcement]:
        """Send what the target lacks, then tell the hub of each public feed that changed.

        An empty target is that of the settings.  Feeds are rebuilt first where they lack a change,
        on a dry run, too.  Waits for another run that publishes this project.  A hub that can't be
        told is no error.  Raises UsageError without a target, ConfigError, FeedError, PublishError:
        among others for a place that holds the files of someone else and is not to be adopted.
        """
        target = target or self._configured_target()
        self._feeds.check()
        self._check_address()
        self._check_place(target)
        refuse_lost_catalogue(self._catalogue)
        publisher, private = _publisher(target), self._private_shows()
        folders = PrivateFolders(self._folder, self._catalogue, self._feeds, target, publisher)
        options = {"delete": delete, "verify": verify, "adopt": adopt, "dry_run": dry_run}
        with nullcontext() if dry_run else self._catalogue.publishing():
            # First: nothing that fails later is to leave in who was put out.
            yield from folders.empty(private, dry_run=dry_run)
            public = self._public_shows()
            self._feeds.rebuild(only_stale=True)
            release = self._release(public)
            topics = {feed.feed_path(show) for show in public}
            changed = []
            for delivery in publisher.publish(release, target, **options):
                if delivery.deed is Deed.SENT and delivery.path in topics:
                    changed.append(delivery.path)
                yield delivery
            yield from folders.fill(private, **options)
            yield from folders.forsaken(private, delete=delete, dry_run=dry_run)
        hub = self._settings.publish.hub
        if hub and not dry_run:
            for path in sorted(changed):
                yield _announced(f"{release.base_url}{path}", hub)

    def _configured_target(self) -> str:
        target = self._settings.publish.target
        if not target:
            remedy = f"name one, or set target under [publish] in {FILE_NAME}"
            raise UsageError("TARGET", "is missing", remedy)
        # A path in the file is the project folder's; one on the command line is the user's.
        return target if ":" in target else str(self._folder / target)

    def _check_address(self) -> None:
        if not self._settings.publish.base_url:
            where = str(self._folder / FILE_NAME)
            problem = "base-url under [publish] is missing: feeds would name this machine"
            raise PublishError(where, problem, "set it to the address that the target is found by")

    def _private_shows(self) -> tuple[Show, ...]:
        """Those that are sent."""
        if not self._settings.publish.private:
            return ()
        return tuple(show for show in self._feeds.shows() if show.private)

    def _public_shows(self) -> tuple[Show, ...]:
        shows = tuple(show for show in self._feeds.shows() if not show.private)
        if not shows and not self._settings.publish.private:
            where = str(self._folder / FILE_NAME)
            remedy = "serve them: audiobook serve; or set private = true under [publish]"
            raise PublishError(where, "every show is private, and those are not published", remedy)
        return shows

    def _check_place(self, target: str) -> None:
        path, own = publish.local_folder(target), self._folder.resolve()
        if path is None:
            return
        remedy = "choose one beside the project, or a new one within it"
        if own.is_relative_to(path):
            problem = "is the project's own folder" if path == own else "holds the project's folder"
            raise PublishError(target, problem, remedy)
        for name in _OWN_FOLDERS:
            if path.is_relative_to(own / name):
                raise PublishError(target, f"is or lies in the project's own {name}/", remedy)

    def _release(self, shows: tuple[Show, ...]) -> Release:
        editions: dict[str, list[Edition]] = {show.name: [] for show in shows}
        media: dict[str, Item] = {}
        for show in shows:
            for edition, files in self._catalogue.files(show.name):
                editions[show.name].append(edition)
                for file in files:
                    path = f"media/{edition.slug}{file.suffix}"
                    known = (file.sha256, file.size_bytes)
                    media.setdefault(path, publish.file_item(self._folder, path, *known))
        beside = [f"feeds/{show.name}.jpg" for show in shows]
        base_url = self._feeds.base_url.rstrip("/") + "/"
        return publish.make_release(
            base_url,
            [*media.values(), *self._items([*beside, f"feeds/{feed.STYLE_SHEET}"])],
            self._items(
                feed.feed_path(show, number)
                for show in shows
                for number in sorted(self._catalogue.episodes.archives(show.name))
            ),
            self._items([*(feed.feed_path(show) for show in shows), f"feeds/{OUTLINE}"]),
            self._pages(shows, editions, base_url),
        )

    def _pages(
        self, shows: tuple[Show, ...], editions: Mapping[str, list[Edition]], base_url: str
    ) -> Iterator[Page]:
        media = self._folder / "media"
        yield from publish.pages(
            shows,
            lambda name: editions[name],
            base_url,
            lambda edition: media / f"{edition.slug}.json",
        )
        if self._settings.publish.private:
            # The folder of folders that only their names let into.
            yield publish.blank_page(f"{publish.SECRET_PATH}/index.html")

    def _items(self, paths: Iterator[str] | list[str]) -> Iterator[Item]:
        return (publish.file_item(self._folder, path) for path in paths)


def _publisher(target: str) -> Publisher:
    try:
        return publisher_for(target)
    except (KeyError, ImportError) as error:
        name = publish.without_secrets(target)
        remedy = "name a folder, s3://… or sftp://…"
        raise PublishError(name, f"no publisher for it is installed: {error}", remedy) from error


def _announced(address: str, hub: str) -> Announcement:
    try:
        publish.announce(address, hub)
    except PublishError as error:
        return Announcement(address, hub, error)
    return Announcement(address, hub)
