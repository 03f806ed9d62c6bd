"""All shows in one list that podcast apps import.

Source: OPML 2.0, "Subscription lists".
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from audiobook.feed.addresses import Addresses
from audiobook.feed.characters import cleaned, short
from audiobook.model import Show


def opml(shows: Iterable[Show], base_url: str, title: str) -> bytes:
    """The public shows as OPML 2.0 in UTF-8, in their order; private ones are left out.

    Raises ConfigError if ``base_url`` is no web address.
    """
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = short(cleaned(title))
    body = etree.SubElement(root, "body")
    for show in map(cleaned, shows):
        if not show.private:
            etree.SubElement(body, "outline", _outline(show, Addresses.of(show, base_url)))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _outline(show: Show, at: Addresses) -> dict[str, str]:
    return {
        "type": "rss",
        "text": short(show.title),
        "title": short(show.title),
        "description": " ".join(show.description.split()),
        "language": show.language,
        "version": "RSS2",
        "xmlUrl": at.feed,
        "htmlUrl": at.show_page,
    }
