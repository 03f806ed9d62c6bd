from __future__ import annotations

import pytest
from lxml import etree

from audiobook.errors import ConfigError
from audiobook.feed import opml

BASE = "https://example.org/room/"


def outlines(document: bytes) -> list[dict[str, str]]:
    return [dict(outline.attrib) for outline in etree.fromstring(document).iter("outline")]


def test_each_show_is_an_outline_with_its_addresses(show):
    shows = [show(), show(name="essays", title="Essays", link="", language="fr")]
    document = opml(shows, BASE, "Harbour Library")
    assert document.startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<opml version=\"2.0\">")
    assert etree.fromstring(document).findtext("head/title") == "Harbour Library"
    assert outlines(document) == [
        {
            "type": "rss",
            "version": "RSS2",
            "text": "The Reading Room",
            "title": "The Reading Room",
            "description": "Long reads, read aloud.",
            "language": "en-GB",
            "xmlUrl": "https://example.org/room/feeds/podcast.xml",
            "htmlUrl": "https://example.org/about",
        },
        {
            "type": "rss",
            "version": "RSS2",
            "text": "Essays",
            "title": "Essays",
            "description": "Long reads, read aloud.",
            "language": "fr",
            "xmlUrl": "https://example.org/room/feeds/essays.xml",
            "htmlUrl": "https://example.org/room/",
        },
    ]


def test_private_shows_are_not_told_of(show):
    document = opml([show(), show(name="desk", private=True)], BASE, "All")
    assert [outline["title"] for outline in outlines(document)] == ["The Reading Room"]
    assert b"desk.xml" not in document


def test_hostile_titles_come_back_as_they_were(show):
    title = ']]> <b>&amp;\0 \u2067فارسی\u2069 👩🏽‍🚀\n\t"x"'
    (outline,) = outlines(opml([show(title=title)], BASE, title))
    assert outline["text"] == ']]> <b>&amp; \u2067فارسی\u2069 👩🏽‍🚀 "x"'


def test_a_base_that_is_no_address_is_refused(show):
    with pytest.raises(ConfigError, match="base-url"):
        opml([show()], "example.org", "All")
