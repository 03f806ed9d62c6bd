"""What the namespaces beside RSS say of a show.

Sources: Apple's guide for podcast providers; the Podcasting 2.0 namespace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.feed.addresses import Addresses, feed_guid
from audiobook.feed.apple_categories import category_path
from audiobook.feed.characters import LONGEST_NAME, short
from audiobook.feed.elements import ITUNES, PODCAST, Element
from audiobook.model import Show

_SIGNS_OF_COPYRIGHT = re.compile(r"^(?:copyright\b|©|℗|\(c\)|\d{4}|[\s,.–-])+", re.IGNORECASE)


def publisher(show: Show) -> str:
    """Who a show is by: its author, or itself where none is named."""
    return short(show.author) or short(show.title)


def copyright_holder(show: Show) -> str:
    """A name alone, as PSP-1 asks: ``© 2026 Harbour Library`` gives ``Harbour Library``."""
    return short(_SIGNS_OF_COPYRIGHT.sub("", show.copyright)) or publisher(show)


def itunes_show(show: Show, at: Addresses) -> Iterator[Element]:
    """The channel's ``itunes:`` elements.  Raises FeedError for a category Apple does not have."""
    yield Element(ITUNES, "author", publisher(show))
    yield Element(ITUNES, "explicit", "true" if show.explicit else "false")
    yield Element(ITUNES, "image", attributes={"href": at.show_cover})
    yield Element(ITUNES, "type", "episodic")
    for path in dict.fromkeys(map(category_path, (show.category, *show.more_categories))):
        yield _category(*path)
    if email := short(show.email):
        name, address = Element(ITUNES, "name", publisher(show)), Element(ITUNES, "email", email)
        yield Element(ITUNES, "owner", children=(name, address))
    if show.private:
        yield Element(ITUNES, "block", "Yes")


def podcast_show(show: Show, at: Addresses) -> Iterator[Element]:
    """The channel's ``podcast:`` elements."""
    email = short(show.email)
    locked = "yes" if show.locked else "no"
    yield Element(PODCAST, "locked", locked, {"owner": email} if email else {})
    yield Element(PODCAST, "guid", show.guid or feed_guid(at.feed))
    yield Element(PODCAST, "medium", show.medium)
    yield Element(PODCAST, "txt", "true", {"purpose": "ai-content"})
    if show.private:
        yield Element(PODCAST, "block", "yes")


def schedule(show: Show) -> Iterator[Element]:
    """When new episodes come, if ever: what the owner may change from one day to the next."""
    words = short(show.update_frequency, LONGEST_NAME)
    rule = {"rrule": show.update_rule.strip()} if show.update_rule.strip() else {}
    complete = {"complete": "true"} if show.complete else {}
    if words or rule:
        yield Element(PODCAST, "updateFrequency", words or rule["rrule"], {**rule, **complete})
    if show.complete:
        yield Element(ITUNES, "complete", "Yes")


def _category(name: str, sub: str = "") -> Element:
    children = (Element(ITUNES, "category", attributes={"text": sub}),) if sub else ()
    return Element(ITUNES, "category", attributes={"text": name}, children=children)
