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

from audiobook import audit, feed, licences
from audiobook.audit import ListedEpisode, Listing
from audiobook.catalogue import COMPANIONS, Catalogue, Entry, edition_in, entry_in, is_slug
from audiobook.config.web_addresses import is_web_address
from audiobook.errors import CatalogueError
from audiobook.model import Edition, Show
from audiobook.project.rebuilding import sha256_of

_DIGITS = 8
_PARAGRAPH = re.compile(r"<p>.*?</p>", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
_SCRIPTED = re.compile(r"\s*(?:javascript|vbscript|data):", re.IGNORECASE)
"""Schemes of addresses that bring their own content, which apps and browsers may run."""
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
    return sorted(path for path in media.glob("*.json") if is_slug(path.stem))


def is_manifest(path: Path) -> bool:
    """Whether a file tells of an edition, be it of an older version."""
    try:
        entry_in(audit.read_bounded(path))
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return False
    return True


def found_in(path: Path, feeds: WrittenFeeds) -> Found:
    """The edition that a manifest tells of.

    Raises CatalogueError if that is no manifest, or one so old that it lacks what no feed has.
    """
    slug = path.stem
    try:
        data = audit.read_bounded(path)
        known = entry_in(data) or _from_feeds(path, feeds)
        if not known.identity_sha256.startswith(slug[-_DIGITS:]):
            raise ValueError("its identity_sha256 is not the one that its name ends in")
        return Found(_trustworthy(edition_in(data, slug, known)), known)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError) as error:
        problem = f"is no manifest of an edition: {error}"
        raise CatalogueError(str(path), problem, "make the edition again") from error


def revision_of(suffix: str) -> int:
    """The revision that the name of an MP3 ends in; 1 for the first, which has none."""
    revision = _REVISION.fullmatch(suffix)
    return int(revision[1]) if revision else 1


def copies(found: Iterable[Found], catalogue: Catalogue | None, media: Path) -> Mapping[str, str]:
    """The slugs of those that are copies of others' manifests, with the slug of the original.

    An original is the edition that the catalogue holds under that guid; of several that it does
    not hold, or without one, the first whose MP3 lies beside it.
    """
    owners: dict[str, str] = {}
    told: dict[str, str] = {}

    def rank(each: Found) -> tuple[bool, str]:
        slug = each.edition.slug
        return not (media / f"{slug}.mp3").is_file(), slug

    for each in sorted(found, key=rank):
        guid, slug = each.edition.guid, each.edition.slug
        owner = owners.setdefault(guid, (catalogue and catalogue.slug_with(guid)) or slug)
        if owner != slug:
            told[slug] = owner
    return told


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


def _trustworthy(edition: Edition) -> Edition:
    """The edition, fit to be told to others.  Raises ValueError for addresses that are programs."""
    for address in (edition.source, edition.licence.url or ""):
        if _SCRIPTED.match(address):
            raise ValueError("an address in it is a program")
    addresses = filter(is_web_address, (edition.source, edition.licence.url or ""))
    markup = licences.checked_notice_html(edition.notice, edition.notice_html, tuple(addresses))
    return replace(edition, notice_html=markup)


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
    beside = {suffix: path.with_name(f"{slug}{suffix}") for suffix in COMPANIONS}
    return Entry(
        identity_sha256=slug[-_DIGITS:],
        guid=episode.guid,
        published=episode.published,
        revision=revision_of(episode.suffix),
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
