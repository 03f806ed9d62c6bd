"""The documents of shows, too long for one: the subscription document and its archives.

Which episode stands where is told by ``numbering``.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from math import ceil

from audiobook.errors import FeedError
from audiobook.feed.addresses import Addresses
from audiobook.feed.build import document
from audiobook.feed.characters import cleaned
from audiobook.feed.numbering import archive_size, archived, numbers_in_feed
from audiobook.feed.series import Part
from audiobook.feed.show_checks import check_show
from audiobook.model import Episode, Show

LARGEST_DOCUMENT = 2_000_000
"""In bytes; what a phone may be asked to fetch whenever it looks for news."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """The document that apps poll."""

    document: bytes
    archives: int
    """How many archive documents it rests on: 1 to this number have to be there before it."""
    items: int


def subscription(
    show: Show, episodes: Collection[Episode], base_url: str, newest: int, hub: str = ""
) -> Subscription:
    """The document that apps poll, newest episode first.

    ``newest`` is the highest number ever given in the show.  ``episodes`` are those of
    ``numbers_in_feed`` and, at most K, older ones that changed since they left this document:
    they stand here again, under the same guid with a new enclosure, so that apps fetch them again.
    ``hub`` is the address of a WebSub hub; a private show names none, for hubs are told the
    addresses of feeds, and a private feed's has its subscriber's secret in it.

    A document that would hold more than ``show.episodes_in_feed`` items or 2 MB leaves its oldest
    episodes to their archive, which is then due before its time.

    Raises ConfigError for a show that no directory takes, FeedError for one of which not even K
    episodes come to less than 2 MB.
    """
    check_show(show, base_url)
    size, regular = archive_size(show), numbers_in_feed(show, newest)
    again = [episode for episode in episodes if episode.number not in regular]
    recent = sorted(
        (episode for episode in episodes if episode.number in regular),
        key=lambda episode: episode.number,
        reverse=True,
    )
    room = max(size, show.episodes_in_feed - len(again))
    while True:
        held, left = recent[:room], recent[room:]
        archives = ceil(left[0].number / size) if left else archived(show, newest)
        part = Part(older=archives, hub="" if show.private else hub)
        written = _written(show, [*held, *again], base_url, part)
        if len(written) <= LARGEST_DOCUMENT:
            return Subscription(written, archives, len(held) + len(again))
        if len(held) <= size:
            raise _too_large(show, written)
        room = max(size, min(len(held) - 1, len(held) * LARGEST_DOCUMENT // len(written)))


def archive(show: Show, episodes: Collection[Episode], base_url: str, number: int) -> bytes:
    """Archive document ``number``, from 1 on, of the episodes of ``numbers_in_archive``.

    Raises ConfigError and FeedError as ``subscription`` does.
    """
    check_show(show, base_url)
    # The names of revisions come and go; the plain one answers as long as there is an edition.
    lasting = [
        replace(episode, edition=replace(episode.edition, enclosure_suffix=".mp3"))
        for episode in episodes
    ]
    written = _written(show, lasting, base_url, Part(archive=number, older=number - 1))
    if len(written) > LARGEST_DOCUMENT:
        raise _too_large(show, written)
    return written


def _written(show: Show, episodes: Collection[Episode], base_url: str, part: Part) -> bytes:
    show = cleaned(show)
    editions = [cleaned(episode.edition) for episode in episodes]
    return document(show, editions, Addresses.of(show, cleaned(base_url)), part)


def _too_large(show: Show, written: bytes) -> FeedError:
    return FeedError(
        f"show {show.name!r}",
        f"{archive_size(show)} of its episodes come to {len(written)} bytes of RSS, and apps "
        f"should not be asked to poll more than {LARGEST_DOCUMENT}",
        "set a lower episodes-in-feed",
    )
