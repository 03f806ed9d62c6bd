"""Elements that feedgen has no words for, and the two extensions that write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
DUBLIN_CORE_TERMS = "http://purl.org/dc/terms/"
FEED_HISTORY = "http://purl.org/syndication/history/1.0"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
XHTML = "http://www.w3.org/1999/xhtml"

PREFIXES = {
    "atom": ATOM,
    "dc": DUBLIN_CORE,
    "dcterms": DUBLIN_CORE_TERMS,
    "fh": FEED_HISTORY,
    "itunes": ITUNES,
    "podcast": PODCAST,
    "xhtml": XHTML,
}
"""The namespaces by the prefixes that their standards use."""


@dataclass(frozen=True, slots=True)
class Element:
    """One XML element; ``namespace`` is empty for RSS's own."""

    namespace: str
    name: str
    text: str = ""
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    children: tuple[Element, ...] = ()

    def write(self, parent: etree._Element) -> None:
        """Append this element to ``parent``."""
        tag = f"{{{self.namespace}}}{self.name}" if self.namespace else self.name
        node = etree.SubElement(parent, tag, dict(self.attributes))
        node.text = self.text or None
        for child in self.children:
            child.write(node)


class _Extension:
    """What feedgen asks of an extension: its namespaces, and to write into the tree."""

    def __init__(self) -> None:
        self.elements: tuple[Element, ...] = ()

    def extend_ns(self) -> dict[str, str]:
        return dict(PREFIXES)

    def _write(self, parent: etree._Element) -> None:
        for element in self.elements:
            element.write(parent)


class ChannelExtension(_Extension):
    """Writes ``elements`` into the channel."""

    def extend_rss(self, rss: etree._Element) -> None:
        """Called by feedgen with the root of the document."""
        channels: Iterator[etree._Element] = rss.iterchildren("channel")
        self._write(next(channels))


class ItemExtension(_Extension):
    """Writes ``elements`` into an item."""

    def extend_rss(self, item: etree._Element) -> None:
        """Called by feedgen with the item."""
        self._write(item)
