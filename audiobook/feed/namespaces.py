"""What the namespaces beside RSS say of a show and of an episode.

Sources: Apple's guide for podcast providers; the Podcasting 2.0 namespace; DCMI metadata terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.feed.addresses import Addresses, feed_guid
from audiobook.feed.apple_categories import category_path
from audiobook.feed.characters import short
from audiobook.feed.elements import DUBLIN_CORE, DUBLIN_CORE_TERMS, ITUNES, PODCAST, Element
from audiobook.model import Edition, Licence, Show

_LONGEST_NAME = 128
"""In characters; the bound of ``podcast:person`` and ``podcast:license``."""

_CREATIVE_COMMONS = re.compile(r"(CC0|CC-BY[A-Z-]*)(?:-([\d.]+)(?:-([A-Z]+))?)?")
"""Conditions, version and port, as in ``CC-BY-SA-3.0-DE``."""


def publisher(show: Show) -> str:
    """Who a show is by: its author, or itself where none is named."""
    return short(show.author) or short(show.title)


def itunes_show(show: Show, at: Addresses) -> Iterator[Element]:
    """The channel's ``itunes:`` elements.  Raises FeedError for a category Apple does not have."""
    yield Element(ITUNES, "author", publisher(show))
    yield Element(ITUNES, "explicit", _boolean(show.explicit))
    yield Element(ITUNES, "image", attributes={"href": at.show_cover})
    yield Element(ITUNES, "type", "episodic")
    yield _category(*category_path(show.category))
    if email := short(show.email):
        name, address = Element(ITUNES, "name", publisher(show)), Element(ITUNES, "email", email)
        yield Element(ITUNES, "owner", children=(name, address))


def itunes_episode(show: Show, edition: Edition, at: Addresses) -> Iterator[Element]:
    """An item's ``itunes:`` elements."""
    if names := short(", ".join(credited(edition))):
        yield Element(ITUNES, "author", names)
    yield Element(ITUNES, "explicit", _boolean(show.explicit))
    yield Element(ITUNES, "image", attributes={"href": at.media(edition, "jpg")})
    yield Element(ITUNES, "duration", str(max(1, round(edition.duration_ms / 1000))))


def podcast_show(show: Show, at: Addresses) -> Iterator[Element]:
    """The channel's ``podcast:`` elements."""
    email = short(show.email)
    yield Element(PODCAST, "locked", "yes", {"owner": email} if email else {})
    yield Element(PODCAST, "guid", show.guid or feed_guid(at.feed))
    yield Element(PODCAST, "medium", "podcast")
    yield Element(PODCAST, "txt", "true", {"purpose": "ai-content"})


def podcast_episode(edition: Edition, at: Addresses) -> Iterator[Element]:
    """An item's ``podcast:`` elements."""
    licence = edition.licence
    # The namespace wants https in all its addresses; dc:source and dcterms:license hold the others.
    url = {"url": licence.url} if licence.url and _is_https(licence.url) else {}
    yield Element(PODCAST, "license", short(licence.id.lower(), _LONGEST_NAME), url)
    yield Element(
        PODCAST,
        "transcript",
        attributes={
            "url": at.media(edition, "vtt"),
            "type": "text/vtt",
            "language": edition.language,
        },
    )
    yield Element(
        PODCAST,
        "chapters",
        attributes={
            "url": at.media(edition, "chapters.json"),
            "type": "application/json+chapters",
        },
    )
    for author in edition.authors:
        if name := short(author, _LONGEST_NAME):
            yield Element(PODCAST, "person", name, {"group": "writing", "role": "author"})
    if _is_https(edition.source):
        text = short(edition.title) or edition.slug
        yield Element(PODCAST, "contentLink", text, {"href": edition.source})


def dublin_core_episode(edition: Edition) -> Iterator[Element]:
    """An item's ``dc:`` and ``dcterms:`` elements."""
    for name in credited(edition):
        yield Element(DUBLIN_CORE, "creator", name)
    yield Element(DUBLIN_CORE, "rights", rights(edition))
    if source := edition.source.strip():
        yield Element(DUBLIN_CORE, "source", source)
    if edition.licence.url:
        yield Element(DUBLIN_CORE_TERMS, "license", edition.licence.url)


def credited(edition: Edition) -> tuple[str, ...]:
    """Who wrote the article: its authors, or the licence's holder where none is named."""
    names = edition.authors or (edition.licence.holder or "",)
    return tuple(filter(None, map(short, names)))


def rights(edition: Edition) -> str:
    """Whose the article is and under which licence, as in ``Ada Author, CC BY 4.0``."""
    holder = short(edition.licence.holder or "") or ", ".join(credited(edition))
    return short(", ".join(filter(None, (holder, _short_name(edition.licence)))))


def _short_name(licence: Licence) -> str:
    if parts := _CREATIVE_COMMONS.fullmatch(licence.id):
        return " ".join(filter(None, parts.groups())).replace("CC-", "CC ", 1)
    return licence.name or licence.id


def _category(name: str, sub: str = "") -> Element:
    children = (Element(ITUNES, "category", attributes={"text": sub}),) if sub else ()
    return Element(ITUNES, "category", attributes={"text": name}, children=children)


def _boolean(value: bool) -> str:
    return "true" if value else "false"


def _is_https(address: str) -> bool:
    return address.startswith("https://")
