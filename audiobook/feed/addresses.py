"""Where a show, its episodes and their companions are found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID, uuid5

from audiobook.config.web_addresses import as_uri, web_address
from audiobook.errors import ConfigError
from audiobook.model import Edition, Show

_PODCAST_NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


def feed_path(show: Show, archive: int = 0) -> str:
    """Where a document of a show lies below the base address: the feed, or one of its archives."""
    page = f"-{archive}" if archive else ""
    return f"feeds/{show.name}{page}.xml"


def feed_guid(address: str) -> str:
    """The ``podcast:guid`` of a feed: a UUIDv5 of its address, scheme and trailing slashes off.

    Source: the Podcasting 2.0 namespace, ``guid.md``.
    """
    name = re.sub(r"^[a-z][a-z0-9+.-]*://", "", address, flags=re.IGNORECASE).rstrip("/")
    return str(uuid5(_PODCAST_NAMESPACE, name))


def feed_address(show: Show, base_url: str) -> str:
    """Where apps find the feed of a show.  Raises ConfigError if ``base_url`` is no web address."""
    return Addresses.of(show, base_url).feed


@dataclass(frozen=True, slots=True)
class Addresses:
    """All addresses of one show: absolute and ASCII."""

    base: str
    """Ends in a slash."""
    show: Show

    @classmethod
    def of(cls, show: Show, base_url: str) -> Addresses:
        """The addresses of ``show`` below ``base_url``.  Raises ConfigError if that is none."""
        return cls(_base(base_url), show)

    @property
    def feed(self) -> str:
        """The feed itself: the document that apps poll."""
        return self.document()

    def document(self, archive: int = 0) -> str:
        """The feed, or one of its archives."""
        folder, _, name = feed_path(self.show, archive).partition("/")
        return f"{self.base}{folder}/{quote(name, safe='')}"

    @property
    def show_cover(self) -> str:
        """The show's picture."""
        return f"{self.base}feeds/{quote(self.show.name, safe='')}.jpg"

    @property
    def show_page(self) -> str:
        """The show's own page, or where audiobook makes one."""
        return as_uri(self.show.link) or self.base

    def page(self, edition: Edition) -> str:
        """An episode's page."""
        return f"{self.base}episodes/{quote(edition.slug)}.html"

    def enclosure(self, edition: Edition) -> str:
        """The MP3; a new address for each revision, so that apps fetch it again."""
        return self.media(edition, edition.enclosure_suffix)

    def media(self, edition: Edition, suffix: str) -> str:
        """A file of the edition, by its suffix: ``.jpg``, ``.vtt``, ``.chapters.json``."""
        return f"{self.base}media/{quote(edition.slug)}{suffix}"


def _base(base_url: str) -> str:
    parts = web_address(base_url)
    if parts is None:
        raise ConfigError(
            "[publish] base-url",
            f"{base_url!r} is no http or https address",
            "write it whole, as in https://example.org/show/",
        )
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"
