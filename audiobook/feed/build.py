"""A show and its editions, as one RSS document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from feedgen.feed import FeedGenerator

from audiobook.errors import FeedError
from audiobook.feed.addresses import Addresses, is_web_address
from audiobook.feed.characters import cleaned, short
from audiobook.feed.elements import ChannelExtension, Element, ItemExtension
from audiobook.feed.namespaces import (
    dublin_core_episode,
    itunes_episode,
    itunes_show,
    podcast_episode,
    podcast_show,
    publisher,
)
from audiobook.feed.notes import LONGEST_NOTES, show_notes
from audiobook.model import Edition, Show

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def build_feed(show: Show, editions: Sequence[Edition], base_url: str) -> bytes:
    """The subscription feed: RSS 2.0 in UTF-8, newest episode first.

    The same values give the same bytes.  ``base_url`` is where the project folder is served, with
    or without a slash at its end.  Characters that XML can't hold are left out of every value.

    Raises FeedError for a show that no directory would take: without title or description, of a
    category or language there is not, or at no web address.
    """
    show = cleaned(show)
    _check(show)
    at = Addresses.of(show, cleaned(base_url))
    by_slug = sorted(map(cleaned, editions), key=lambda edition: edition.slug)
    newest_first = sorted(by_slug, key=lambda edition: edition.published, reverse=True)

    feed = _channel(show, newest_first, at)
    for edition in newest_first:
        _add_item(feed, show, edition, at)
    document: bytes = feed.rss_str(pretty=True)
    return document


def _channel(show: Show, newest_first: Sequence[Edition], at: Addresses) -> Any:
    feed = FeedGenerator()
    feed.register_extension("ours", ChannelExtension, ItemExtension, atom=False)
    page = show.link or at.base
    feed.title(short(show.title))
    feed.description(show.description.strip())
    feed.link(href=at.feed, rel="self", type="application/rss+xml")
    feed.link(href=page, rel="alternate")  # the last link becomes the channel's own
    feed.language(show.language)
    feed.copyright(publisher(show))
    feed.generator("audiobook")
    feed.image(at.show_cover, title=short(show.title), link=page)
    # feedgen would write the time of day here, and change the process's locale to do so.
    feed._FeedGenerator__rss_lastBuildDate = None
    feed.ours.elements = (
        *(_date("lastBuildDate", edition.published) for edition in newest_first[:1]),
        *itunes_show(show, at),
        *podcast_show(show, at),
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


def _check(show: Show) -> None:
    table = "[show]" if show.name == Show().name else f"[shows.{show.name}]"
    for key, wrong, problem in (
        ("title", not show.title.strip(), "is missing"),
        ("description", not show.description.strip(), "is missing"),
        (
            "description",
            len(show.description.strip().encode()) > LONGEST_NOTES,
            f"is longer than {LONGEST_NOTES} bytes",
        ),
        (
            "language",
            not _LANGUAGE_TAG.fullmatch(show.language),
            f"{show.language!r} is no language tag, such as en or pt-BR",
        ),
        (
            "link",
            bool(show.link) and not is_web_address(show.link),
            f"{show.link!r} is no http or https address",
        ),
    ):
        if wrong:
            raise FeedError(
                f"show {show.name!r}: {key}", problem, f"set {table} {key} in audiobook.toml"
            )
