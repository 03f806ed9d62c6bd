"""A show and its editions, as one RSS document."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from feedgen.feed import FeedGenerator

from audiobook.feed.addresses import Addresses
from audiobook.feed.browser_page import browser_page
from audiobook.feed.characters import short
from audiobook.feed.elements import ChannelExtension, Element, ItemExtension
from audiobook.feed.episode_elements import dublin_core_episode, itunes_episode, podcast_episode
from audiobook.feed.notes import show_notes
from audiobook.feed.series import Part, series_elements
from audiobook.feed.show_elements import copyright_holder, itunes_show, podcast_show, schedule
from audiobook.feed.stylesheet import STYLE_SHEET
from audiobook.model import Edition, Show

_PROLOGUE = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/css" href="{STYLE_SHEET}"?>
""".encode()


def document(show: Show, editions: Collection[Edition], at: Addresses, part: Part) -> bytes:
    """RSS 2.0 in UTF-8, newest episode first; the same values give the same bytes.

    The values hold no characters that XML can't.
    """
    by_slug = sorted(editions, key=lambda edition: edition.slug)
    newest_first = sorted(by_slug, key=lambda edition: edition.published, reverse=True)
    feed = _channel(show, newest_first, at, part)
    for edition in newest_first:
        _add_item(feed, show, edition, at)
    tree: bytes = feed.rss_str(pretty=True, xml_declaration=False)
    return _PROLOGUE + tree


def _channel(show: Show, newest_first: Sequence[Edition], at: Addresses, part: Part) -> Any:
    feed = FeedGenerator()
    feed.register_extension("ours", ChannelExtension, ItemExtension, atom=False)
    feed.title(short(show.title))
    feed.description(show.description.strip())
    feed.link(href=at.show_page, rel="alternate")
    feed.language(show.language)
    feed.copyright(copyright_holder(show))
    feed.generator("audiobook")
    feed.image(at.show_cover, title=short(show.title), link=at.show_page)
    # feedgen would write the time of day here, and change the process's locale to do so.
    feed._FeedGenerator__rss_lastBuildDate = None
    feed.ours.elements = (
        *(_date("lastBuildDate", edition.published) for edition in newest_first[:1]),
        *series_elements(at, part),
        *itunes_show(show, at),
        *podcast_show(show, at),
        # An archive is to change for its entries' sake alone; plans change by themselves.
        *(() if part.archive else schedule(show)),
        browser_page(show, at),
    )
    return feed


def _add_item(feed: Any, show: Show, edition: Edition, at: Addresses) -> None:
    item = feed.add_entry(order="append")
    item.title(short(edition.title) or edition.slug)
    item.guid(edition.guid, permalink=False)
    item.link(href=at.page(edition))
    item.description(show_notes(edition))
    item.enclosure(at.enclosure(edition), str(edition.mp3_bytes), "audio/mpeg")
    item.ours.elements = (
        _date("pubDate", edition.published),
        *itunes_episode(show, edition, at),
        *podcast_episode(edition, at),
        *dublin_core_episode(edition),
    )


def _date(name: str, moment: datetime) -> Element:
    return Element("", name, format_datetime(moment.astimezone(UTC)))
