"""Whether a feed that was just written reads back right; one that doesn't replaces none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from audiobook.config.web_addresses import is_web_address
from audiobook.errors import FeedError
from audiobook.feed.characters import cleaned, short
from audiobook.feed.elements import PREFIXES
from audiobook.model import Show

_CHANNEL_HAS_ONE = (
    "title",
    "link",
    "description",
    "language",
    "itunes:image/@href",
    "itunes:explicit",
    "podcast:guid",
    "podcast:locked",
    "atom:link[@rel='self']/@href",
)
_ITEM_HAS_ONE = (
    "title",
    "link",
    "description",
    "guid",
    "pubDate",
    "enclosure/@url",
    "enclosure/@length",
    "enclosure/@type",
    "podcast:license",
    "dc:rights",
)
_ADDRESSES = "//link | //@url | //@href"


def check_feed(document: bytes, show: Show, count: int | None = None) -> None:
    """Raise FeedError unless a document of a show's feed reads back right.

    It must be well-formed RSS 2.0 of this show, hold ``count`` items where a number is given, and
    in channel and items once each what apps can't do without; guids, enclosures and their file
    names must be unique, addresses absolute and in ASCII, lengths above 0.
    """
    for problem in feed_faults(document, show, count):
        raise FeedError(
            f"feed of show {show.name!r}",
            f"does not read back right: {problem}",
            "the feed that was there is kept; please report this",
        )


def feed_faults(document: bytes, show: Show, count: int | None = None) -> Iterator[str]:
    """All that keeps a document from reading back right, as ``check_feed`` has it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(document, parser)
    except etree.XMLSyntaxError as error:
        yield str(error)
        return
    channels = root.findall("channel")
    if (root.tag, root.get("version"), len(channels)) != ("rss", "2.0", 1):
        yield "it is no RSS 2.0"
        return
    (channel,) = channels
    items = channel.findall("item")
    yield from _not_once(channel, _CHANNEL_HAS_ONE, "the channel")
    if (title := channel.findtext("title")) != short(cleaned(show.title)):
        yield f"its title is {title!r}"
    if count is not None and len(items) != count:
        yield f"it has {len(items)} items instead of {count}"
    for item in items:
        yield from _of_item(item)
    names = [urlsplit(url).path.rpartition("/")[-1] for url in _texts(root, "//enclosure/@url")]
    for what, values in (("guid", _texts(root, "//item/guid")), ("enclosure", names)):
        for value, times in Counter(values).items():
            if times > 1:
                yield f"{times} items have the {what} {value!r}"
    for address in _texts(root, _ADDRESSES):
        if not (address.isascii() and is_web_address(address)):
            yield f"{address!r} is no absolute address in ASCII"


def _of_item(item: etree._Element) -> Iterator[str]:
    name = f"item {item.findtext('title')!r}"
    yield from _not_once(item, _ITEM_HAS_ONE, name)
    for length in _texts(item, "enclosure/@length"):
        if not (length.isdecimal() and int(length) > 0):
            yield f"{name} has an enclosure of {length} bytes"
    for date in _texts(item, "pubDate"):
        try:
            parsedate_to_datetime(date)
        except ValueError:
            yield f"{name} has the date {date!r}"


def _not_once(element: etree._Element, paths: tuple[str, ...], name: str) -> Iterator[str]:
    for path in paths:
        found = [text for text in _texts(element, path) if text.strip()]
        if len(found) != 1:
            yield f"{name} has {len(found)} of {path}"


def _texts(element: etree._Element, path: str) -> list[str]:
    found: Any = element.xpath(path, namespaces=PREFIXES)
    return [node if isinstance(node, str) else node.text or "" for node in found]
