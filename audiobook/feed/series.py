"""Which document of a show's feed one is, and the links that tie the documents together.

Sources: RFC 5005, section 4 and appendix B; WebSub, section 4.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audiobook.config.web_addresses import as_uri
from audiobook.feed.addresses import Addresses
from audiobook.feed.elements import ATOM, FEED_HISTORY, Element


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a feed."""

    archive: int = 0
    """Its number among the archives; 0 is the subscription document, which apps poll."""
    older: int = 0
    """The number of the archive that comes before it in time; 0 means that there is none."""
    hub: str = ""
    """A WebSub hub that tells of changes."""


def series_elements(at: Addresses, part: Part) -> Iterator[Element]:
    """The channel's elements that say where the document belongs and where others are found."""
    yield _link("self", at.document(part.archive), type="application/rss+xml")
    if part.archive:
        yield Element(FEED_HISTORY, "archive")
        yield _link("current", at.feed)
    if part.older:
        yield _link("prev-archive", at.document(part.older))
        # What apps really follow: gPodder and podcast-archiver know no other.
        yield _link("next", at.document(part.older))
    if part.hub:
        yield _link("hub", as_uri(part.hub))


def _link(relation: str, address: str, **more: str) -> Element:
    return Element(ATOM, "link", attributes={"rel": relation, "href": address, **more})
