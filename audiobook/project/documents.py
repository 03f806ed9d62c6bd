"""The documents of one show: its subscription feed, and the archives of its older episodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from audiobook import feed
from audiobook.catalogue import Catalogue
from audiobook.errors import FeedError
from audiobook.files import without_room, write_whole
from audiobook.fingerprint import fingerprint
from audiobook.model import Episode, Show

_RECIPE = 2
"""One more whenever the documents of the same show and episodes come out different."""


class Documents:
    """The documents of a show as they are found at one address (RFC 5005, section 4).

    An archive keeps its entries; it is written anew when one of them changes or is withdrawn.  One
    that changes stands in the subscription feed once more, too, where apps look for what is new,
    as long as it is among those that changed last, as many as an archive holds.
    """

    def __init__(self, catalogue: Catalogue, show: Show, base_url: str, hub: str) -> None:
        self._episodes = catalogue.episodes
        self._records = catalogue.shows
        self._folder = catalogue.folder
        self._show = show
        self._base_url = base_url
        self._hub = hub
        self._archive_mark = fingerprint(_RECIPE, _as_told(show), base_url)
        self._archive_size = len(feed.numbers_in_archive(show, 1))

    def subscription(self) -> feed.Subscription:
        """The subscription feed, and how many archives it rests on.  Raises FeedError."""
        newest = self._episodes.last_number(self._show.name)
        numbers = feed.numbers_in_feed(self._show, newest)
        found = self._between(numbers)
        again = self._episodes.changed_since_they_left(self._show.name, self._archive_size)
        episodes = (*found, *(episode for episode in again if episode.number not in numbers))
        made = feed.subscription(self._show, episodes, self._base_url, newest, self._hub)
        feed.check_feed(made.document, self._show)
        return made

    def archive(self, number: int) -> bytes | None:
        """An archive, from 1 on; None if it has not come to be full.  Raises FeedError."""
        numbers = feed.numbers_in_archive(self._show, number)
        if numbers[-1] > self._episodes.last_number(self._show.name):
            return None
        episodes = self._between(numbers)
        document = feed.archive(self._show, episodes, self._base_url, number)
        feed.check_feed(document, self._show, len(episodes))
        return document

    def rebuild(self, *, only_stale: bool) -> Iterator[Path]:
        """Write the documents, archives before the feed that names them; yield the new ones.

        With ``only_stale``, build those only that lack a change.  Raises FeedError.
        """
        state, path = self._state(), self._path(0)
        whole = self._whole_archives()
        written = self._episodes.archives(self._show.name).keys()
        is_built = path.exists() and self._records.feed_state(self._show.name) == state
        if only_stale and is_built and written == whole:
            return
        made = self.subscription()
        kept = whole if only_stale else set()
        wanted = {*range(1, made.archives + 1), *whole}
        for number in sorted(wanted - kept):
            yield from self._write_archive(number)
        self._drop(written - wanted)
        yield from write_if_new(path, made.document)
        self._finish(made, state)

    def withhold(self, *, only_stale: bool) -> None:
        """Take the documents of a private show away: each subscriber is given their own.

        What would be in them is remembered and checked as ``rebuild`` does.  Raises FeedError.
        """
        state, path = self._state(), self._path(0)
        path.unlink(missing_ok=True)
        self._drop(self._episodes.archives(self._show.name))
        if not only_stale or self._records.feed_state(self._show.name) != state:
            self._finish(self.subscription(), state)

    def _state(self) -> str:
        return f"{self._episodes.state(self._show.name)} {self._archive_mark} {self._hub}"

    def _finish(self, made: feed.Subscription, state: str) -> None:
        self._episodes.left_feed(self._show.name, made.archives * self._archive_size)
        self._records.feed_built(self._show.name, state)

    def _between(self, numbers: range) -> tuple[Episode, ...]:
        if not numbers:
            return ()
        return self._episodes.between(self._show.name, numbers[0], numbers[-1])

    def _path(self, archive: int) -> Path:
        return self._folder / feed.feed_path(self._show, archive)

    def _whole_archives(self) -> set[int]:
        """The archives that hold what they should as things are now."""
        known = self._episodes.archives(self._show.name)
        return {
            number
            for number, mark in known.items()
            if mark == self._archive_mark and self._path(number).exists()
        }

    def _drop(self, archives: Iterable[int]) -> None:
        for number in archives:
            self._path(number).unlink(missing_ok=True)
            self._episodes.archive_dropped(self._show.name, number)

    def _write_archive(self, number: int) -> Iterator[Path]:
        document = self.archive(number)
        if document is None:
            return
        yield from write_if_new(self._path(number), document)
        numbers = feed.numbers_in_archive(self._show, number)
        self._episodes.archive_written(
            self._show.name, number, numbers[0], numbers[-1], self._archive_mark
        )


def _as_told(show: Show) -> Show:
    """The same without what no document says."""
    return replace(show, sources=(), languages=(), tags=(), voice="", commercial=None)


def write_if_new(path: Path, data: bytes) -> Iterator[Path]:
    """Write a file unless it has these bytes, and yield its path.  Raises FeedError, DiskFull."""
    try:
        if path.is_file() and path.read_bytes() == data:
            return
        write_whole(path, data)
    except OSError as error:
        remedy = "free space, mend the permissions or move what is in the way, then: audiobook feed"
        other = FeedError(str(path), f"can't be written: {error.strerror}", remedy)
        raise without_room(path, error) or other from error
    yield path
