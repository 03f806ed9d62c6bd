"""A show and an edition to build feeds of; a test changes what it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import etree

from audiobook.feed import subscription
from audiobook.feed.elements import PREFIXES
from audiobook.model import Chapter, Edition, Episode, Licence, Show

SHOW = Show(
    name="podcast",
    title="The Reading Room",
    description="Long reads, read aloud.",
    author="Harbour Library",
    email="desk@example.org",
    language="en-GB",
    category="News > Tech News",
    link="https://example.org/about",
)

EDITION = Edition(
    identity="articles/tide.md",
    slug="how-the-tide-turns-0a1b2c3d",
    guid="urn:uuid:5a3c1f0e-0000-4000-8000-000000000001",
    shows=("podcast",),
    fingerprint="f" * 64,
    revision=1,
    published=datetime(2026, 3, 7, 6, 5, 4, tzinfo=UTC),
    title="How the tide turns",
    authors=("Ada Marsh", "Ben Quay"),
    language="en",
    source="https://example.org/tide?from=home&page=2",
    article_published=datetime(2026, 3, 1, tzinfo=UTC),
    summary="Why harbours keep two clocks.",
    licence=Licence(
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
        "Harbour Press",
    ),
    notice="“How the tide turns” by Ada Marsh, CC BY 4.0. Changes: narrated.",
    notice_html=(
        "<p>“How the tide turns” by Ada Marsh and Ben Quay, "
        '<a href="https://example.org/tide">source</a>, under '
        '<a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>. '
        "Changes: narrated by a synthetic voice.</p>"
    ),
    voice="piper:en_GB-alba",
    duration_ms=3_845_400,
    chapters=(Chapter("Opening", 0, 60_000), Chapter("Two clocks", 60_000, 3_845_400)),
    mp3_bytes=3_648_123,
    mp3_sha256="9f" * 32,
    companions=(".vtt", ".srt", ".transcript.json", ".chapters.json", ".jpg", ".svg", ".json"),
)

BASE = "https://example.org/room"


@pytest.fixture(scope="session")
def show() -> Callable[..., Show]:
    """A show; keywords change its values."""
    return lambda **changes: replace(SHOW, **changes)


@pytest.fixture(scope="session")
def edition() -> Callable[..., Edition]:
    """An edition; keywords change its values."""
    return lambda **changes: replace(EDITION, **changes)


def numbered(editions: Sequence[Edition]) -> list[Episode]:
    return [Episode(number, edition) for number, edition in enumerate(editions, 1)]


def feed_of(show: Show, editions: Sequence[Edition], base_url: str = BASE) -> bytes:
    return subscription(show, numbered(editions), base_url, len(editions)).document


@pytest.fixture(scope="session")
def feed() -> Callable[..., bytes]:
    """The feed of a show and its editions, recorded in this order."""
    return feed_of


@pytest.fixture(scope="session")
def find() -> Callable[..., list[str]]:
    """The text or attribute values at an XPath in the feed of a show and its editions."""

    def found(path: str, *editions: Edition, show: Show = SHOW, base_url: str = BASE) -> list[str]:
        root = etree.fromstring(feed_of(show, editions or (EDITION,), base_url))
        values: Any = root.xpath(path, namespaces=PREFIXES)
        return [value if isinstance(value, str) else value.text or "" for value in values]

    return found
