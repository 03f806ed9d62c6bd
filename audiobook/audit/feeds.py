"""A feed as it was written, held against the editions whose episodes it lists."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from audiobook.audit.faults import quoted
from audiobook.model import Edition

_PREFIXES = {
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
_MEDIA = re.compile(r"(?P<slug>.+?)(?P<suffix>(?:\.r\d+)?\.mp3)")
_TAGS = re.compile(r"<[^>]*>")
_TRANSCRIPTS = (".vtt", ".srt", ".transcript.json")


@dataclass(frozen=True, slots=True)
class ListedEpisode:
    """An item of a feed."""

    title: str
    guid: str
    published: datetime | None
    description: str
    """HTML."""
    enclosure: str
    """Its address."""
    length: str
    media_type: str
    licence_id: str
    companions: tuple[str, ...]
    """Addresses of transcripts and chapters."""
    season: str = ""
    number: str = ""

    @property
    def slug(self) -> str:
        """That of the edition whose MP3 it names."""
        return self._named("slug")

    @property
    def suffix(self) -> str:
        """How the name of the MP3 ends."""
        return self._named("suffix")

    def _named(self, part: str) -> str:
        found = _MEDIA.fullmatch(unquote(urlsplit(self.enclosure).path.rpartition("/")[2]))
        return found[part] if found else ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A document of a feed."""

    title: str
    guid: str
    """podcast:guid, of the show."""
    address: str
    """Its own."""
    older: str
    """The address of the archive before it; empty if there is none."""
    episodes: tuple[ListedEpisode, ...]


def read_feed(data: bytes) -> Listing | None:
    """What a document of a feed lists; None if it is no RSS."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    channel = root.find("channel")
    if channel is None:
        return None
    return Listing(
        title=_one(channel, "title"),
        guid=_one(channel, "podcast:guid"),
        address=_one(channel, "atom:link[@rel='self']/@href"),
        older=_one(channel, "atom:link[@rel='prev-archive']/@href"),
        episodes=tuple(map(_episode, channel.findall("item"))),
    )


def faults_of_feed(
    listing: Listing, editions: Mapping[str, Edition], expected: Collection[str], *, archive: bool
) -> Iterator[tuple[str, str]]:
    """What a document of a show's feed says other than its editions.

    ``editions`` are those of the show by slug; ``expected`` the slugs that the document is to
    list.  Gives the slug of the edition concerned, or "", and a clause without a subject.
    """
    listed = {episode.slug for episode in listing.episodes}
    for slug in sorted(set(expected) - listed):
        yield slug, f"does not list the episode {quoted(editions[slug].title)}"
    for episode in listing.episodes:
        edition = editions.get(episode.slug)
        if edition is None:
            yield "", f"lists {quoted(episode.title)}, of which there is no edition in the show"
            continue
        for problem in _differences(episode, edition, archive=archive):
            yield edition.slug, f"{quoted(edition.title)}: {problem}"


def _differences(episode: ListedEpisode, edition: Edition, *, archive: bool) -> Iterator[str]:
    if episode.guid != edition.guid:
        yield f"has the guid {episode.guid} instead of {edition.guid}, so apps take it for another"
    if episode.published != edition.published:
        yield f"is dated {episode.published} instead of {edition.published}"
    if episode.length != str(edition.mp3_bytes):
        yield f"is said to have {episode.length} bytes, and the MP3 has {edition.mp3_bytes}"
    if episode.media_type != "audio/mpeg":
        yield f"is said to be {episode.media_type}, and it is audio/mpeg"
    # The names of revisions come and go; archives have the one that stays.
    suffix = ".mp3" if archive else edition.enclosure_suffix
    if episode.suffix != suffix:
        yield f"is fetched as {episode.suffix} instead of {suffix}"
    if episode.licence_id != edition.licence.id.lower():
        yield f"is said to be under {episode.licence_id}, and it is under {edition.licence.id}"
    if _letters(edition.notice_html) not in _letters(episode.description):
        yield "lacks the notice that its licence asks for"
    named = " ".join(episode.companions)
    for suffix in {*_TRANSCRIPTS, ".chapters.json"}.intersection(edition.companions):
        if f"/{edition.slug}{suffix}" not in named:
            yield f"names no {suffix}"


def _episode(item: etree._Element) -> ListedEpisode:
    try:
        published = parsedate_to_datetime(_one(item, "pubDate")).astimezone(UTC)
    except ValueError:
        published = None
    found = _all(item, "podcast:transcript/@url | podcast:chapters/@url")
    return ListedEpisode(
        title=_one(item, "title"),
        guid=_one(item, "guid"),
        published=published,
        description=_one(item, "description"),
        enclosure=_one(item, "enclosure/@url"),
        length=_one(item, "enclosure/@length"),
        media_type=_one(item, "enclosure/@type"),
        licence_id=_one(item, "podcast:license"),
        companions=tuple(map(unquote, found)),
        season=_one(item, "podcast:season"),
        number=_one(item, "podcast:episode"),
    )


def _one(element: etree._Element, path: str) -> str:
    """The text of the first element or attribute at a path; "" where there is none."""
    return next(iter(_all(element, path)), "")


def _all(element: etree._Element, path: str) -> list[str]:
    found: Any = element.xpath(path, namespaces=_PREFIXES)
    return [str(node) if isinstance(node, str) else node.text or "" for node in found]


def _letters(markup: str) -> str:
    return "".join(filter(str.isalnum, unescape(_TAGS.sub("", markup))))
