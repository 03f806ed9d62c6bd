"""Editions as they are known without a catalogue: from manifests, older ones helped by feeds.

Manifests hold all that the catalogue knew of an edition.  Those written before they did are helped
by what feeds told subscribers: guid, date, the name of the MP3, notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

import msgspec

from audiobook import audit, feed
from audiobook.audit import ListedEpisode, Listing
from audiobook.catalogue import Entry, edition_in, entry_in
from audiobook.errors import CatalogueError
from audiobook.model import Edition, Show
from audiobook.project.rebuilding import sha256_of

_DIGITS = 8
_SUFFIXES = (".jpg", ".vtt", ".srt", ".transcript.json", ".chapters.json", ".svg")
_PARAGRAPH = re.compile(r"<p>.*?</p>", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
_REVISION = re.compile(r"\.r(\d+)\.mp3")


@dataclass(frozen=True, slots=True)
class Found:
    """An edition and its entry, as they were found."""

    edition: Edition
    entry: Entry


class WrittenFeeds:
    """The documents that lie in ``feeds/``, by show and number; 0 is the subscription document."""

    def __init__(self, folder: Path, shows: Sequence[Show]) -> None:
        self.listings: dict[str, dict[int, Listing]] = {}
        for show in shows:
            found: dict[int, Listing] = {}
            self.listings[show.name] = found
            while (path := folder / feed.feed_path(show, len(found))).is_file():
                listing = audit.read_feed(path.read_bytes())
                if listing is None:
                    break
                found[len(found)] = listing

    def telling_of(self, slug: str) -> Mapping[str, ListedEpisode]:
        """The item that tells of an edition, by show; the subscription document's first."""
        found = {
            show: [e for _, document in sorted(documents.items()) for e in document.episodes]
            for show, documents in self.listings.items()
        }
        return {
            show: next(episode for episode in episodes if episode.slug == slug)
            for show, episodes in found.items()
            if any(episode.slug == slug for episode in episodes)
        }

    def fixed_guid(self, show: Show, local_address: str) -> str | None:
        """The podcast:guid of a show that was fixed for life, as its feed tells it."""
        listing = self.listings[show.name].get(0)
        if listing is None:
            return None
        is_derived = listing.guid == feed.feed_guid(listing.address)
        return None if is_derived and listing.address.startswith(local_address) else listing.guid

    def again(self, found: Found, newest: Mapping[str, int], shows: Sequence[Show]) -> list[str]:
        """The shows whose subscription document lists an edition that is old enough to be left out.

        ``newest`` is the highest number in each show.
        """
        return [
            show.name
            for show in shows
            if show.name in found.entry.episodes
            and 0 in self.listings[show.name]
            and found.entry.episodes[show.name] not in feed.numbers_in_feed(show, newest[show.name])
            and any(e.slug == found.edition.slug for e in self.listings[show.name][0].episodes)
        ]


def manifests_in(media: Path) -> list[Path]:
    """The files that are named as manifests are: transcripts and chapters have a dot more."""
    return sorted(path for path in media.glob("*.json") if "." not in path.stem)


def found_in(path: Path, feeds: WrittenFeeds) -> Found:
    """The edition that a manifest tells of.

    Raises CatalogueError if that is no manifest, or one so old that it lacks what no feed has.
    """
    slug = path.stem
    try:
        data = path.read_bytes()
        known = entry_in(data) or _from_feeds(path, feeds)
        return Found(edition_in(data, slug, known), known)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError) as error:
        problem = f"is no manifest of an edition: {error}"
        raise CatalogueError(str(path), problem, "make the edition again") from error


def in_order(found: Iterable[Found]) -> tuple[Sequence[Found], Mapping[str, int]]:
    """The editions as they are to be entered, and the highest number in each show.

    Those whose manifests do not tell their numbers come last and are given the next ones, by date.
    """
    numbered, newest = [], dict[str, int]()
    for each in sorted(found, key=lambda each: (not _is_numbered(each), each.edition.published)):
        episodes = {
            show: number or newest.get(show, 0) + 1 for show, number in each.entry.episodes.items()
        }
        for show, number in episodes.items():
            newest[show] = max(number, newest.get(show, 0))
        numbered.append(replace(each, entry=replace(each.entry, episodes=episodes)))
    return numbered, newest


def _is_numbered(found: Found) -> bool:
    return all(found.entry.episodes.values())


def _from_feeds(path: Path, feeds: WrittenFeeds) -> Entry:
    """What feeds tell of an edition whose manifest does not."""
    slug, told = path.stem, feeds.telling_of(path.stem)
    manifest = audit.read_manifest(path)
    episode = next(iter(told.values()), None)
    if episode is None or episode.published is None:
        raise CatalogueError(
            str(path), "is of an older version, and no feed tells its guid", "make it again"
        )
    paragraphs = _PARAGRAPH.findall(episode.description)
    revision = _REVISION.fullmatch(episode.suffix)
    beside = {suffix: path.with_name(f"{slug}{suffix}") for suffix in _SUFFIXES}
    return Entry(
        identity_sha256=slug[-_DIGITS:],
        guid=episode.guid,
        published=episode.published,
        revision=int(revision[1]) if revision else 1,
        enclosure_suffix=episode.suffix,
        episodes=dict.fromkeys(told, 0),
        fingerprint="",
        voice=manifest.voices[0],
        summary=unescape(_TAGS.sub("", paragraphs[0])) if paragraphs[1:] else "",
        notice_html=paragraphs[-1] if paragraphs else "",
        season=_number(episode.season),
        number=_number(episode.number),
        companions={sfx: sha256_of(file) for sfx, file in beside.items() if file.is_file()},
    )


def _number(told: str) -> int | None:
    return int(told) if told.isdecimal() else None
