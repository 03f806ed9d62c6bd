"""What the namespaces beside RSS say of an episode.

Sources: Apple's guide for podcast providers; the Podcasting 2.0 namespace; DCMI metadata terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.config.web_addresses import as_uri, is_web_address
from audiobook.feed.addresses import Addresses
from audiobook.feed.characters import LONGEST_NAME, short
from audiobook.feed.elements import DUBLIN_CORE, DUBLIN_CORE_TERMS, ITUNES, PODCAST, Element
from audiobook.model import Edition, Licence, Show

_TRANSCRIPTS = {
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".transcript.json": "application/json",
}
"""Suffixes of companions, from the format that most apps read on, with their media types."""

_CREATIVE_COMMONS = re.compile(r"(CC0|CC-BY[A-Z-]*)(?:-([\d.]+)(?:-([A-Z]+))?)?")
"""Conditions, version and port, as in ``CC-BY-SA-3.0-DE``."""


def itunes_episode(show: Show, edition: Edition, at: Addresses) -> Iterator[Element]:
    """An item's ``itunes:`` elements."""
    if names := short(", ".join(credited(edition))):
        yield Element(ITUNES, "author", names)
    yield Element(ITUNES, "explicit", "true" if show.explicit else "false")
    yield Element(ITUNES, "image", attributes={"href": at.media(edition, ".jpg")})
    yield Element(ITUNES, "duration", str(max(1, round(edition.duration_ms / 1000))))
    yield from _numbers(edition, ITUNES)


def podcast_episode(edition: Edition, at: Addresses) -> Iterator[Element]:
    """An item's ``podcast:`` elements."""
    yield _licence(edition)
    for suffix, media_type in _TRANSCRIPTS.items():
        if suffix in edition.companions:
            url = {"url": at.media(edition, suffix), "type": media_type}
            more = {"language": edition.language, "rel": "captions"}
            yield Element(PODCAST, "transcript", attributes=url | more)
    if ".chapters.json" in edition.companions:
        url = {"url": at.media(edition, ".chapters.json"), "type": "application/json+chapters"}
        yield Element(PODCAST, "chapters", attributes=url)
    for author in edition.authors:
        if name := short(author, LONGEST_NAME):
            yield Element(PODCAST, "person", name, {"group": "writing", "role": "author"})
    if narrator := _narrator(edition):
        yield Element(PODCAST, "person", narrator, {"group": "cast", "role": "narrator"})
    if _is_https(edition.source):
        text = short(edition.title) or edition.slug
        yield Element(PODCAST, "contentLink", text, {"href": as_uri(edition.source)})
    yield Element(PODCAST, "txt", "true", {"purpose": "ai-content"})
    yield from _numbers(edition, PODCAST)


def dublin_core_episode(edition: Edition) -> Iterator[Element]:
    """An item's ``dc:`` and ``dcterms:`` elements."""
    for name in credited(edition):
        yield Element(DUBLIN_CORE, "creator", name)
    yield Element(DUBLIN_CORE, "rights", rights(edition))
    if source := edition.source.strip():
        is_address = is_web_address(source)
        yield Element(DUBLIN_CORE, "source", as_uri(source) if is_address else source)
    address = edition.licence.url or ""
    if is_web_address(address):
        yield Element(DUBLIN_CORE_TERMS, "license", address)


def credited(edition: Edition) -> tuple[str, ...]:
    """Who wrote the article: its authors, or the licence's holder where none is named."""
    names = edition.authors or (edition.licence.holder or "",)
    return tuple(filter(None, map(short, names)))


def rights(edition: Edition) -> str:
    """Whose the article is and under which licence, as in ``Ada Author, CC BY 4.0``."""
    holder = short(edition.licence.holder or "") or ", ".join(credited(edition))
    return short(", ".join(filter(None, (holder, _short_name(edition.licence)))))


def _licence(edition: Edition) -> Element:
    licence = edition.licence
    address = licence.url
    if address is None and licence.id.startswith("LicenseRef-"):
        address = edition.source  # no list has such terms: they are what the article says
    # The namespace wants https in all its addresses; dc:source and dcterms:license hold the others.
    url = {"url": as_uri(address)} if address and _is_https(address) else {}
    return Element(PODCAST, "license", short(licence.id.lower(), LONGEST_NAME), url)


def _narrator(edition: Edition) -> str:
    """A voice as listeners may know it: ``af_heart (kokoro)``."""
    engine, _, voice = edition.voice.rpartition(":")
    return short(f"{voice} ({engine})" if engine else voice, LONGEST_NAME)


def _numbers(edition: Edition, namespace: str) -> Iterator[Element]:
    for name, number in (("season", edition.season), ("episode", edition.number)):
        if number is not None and number > 0:
            yield Element(namespace, name, str(number))


def _short_name(licence: Licence) -> str:
    if parts := _CREATIVE_COMMONS.fullmatch(licence.id):
        return " ".join(filter(None, parts.groups())).replace("CC-", "CC ", 1)
    return licence.name or licence.id


def _is_https(address: str) -> bool:
    return is_web_address(address) and as_uri(address).startswith("https://")
