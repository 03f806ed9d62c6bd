"""Where a show, its episodes and their companions are found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid5

from audiobook.errors import FeedError
from audiobook.model import Edition, Show

_PODCAST_NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


def feed_guid(address: str) -> str:
    """The ``podcast:guid`` of a feed: a UUIDv5 of its address, scheme and trailing slashes off.

    Source: the Podcasting 2.0 namespace, ``guid.md``.
    """
    name = re.sub(r"^[a-z][a-z0-9+.-]*://", "", address, flags=re.IGNORECASE).rstrip("/")
    return str(uuid5(_PODCAST_NAMESPACE, name))


def is_web_address(text: str) -> bool:
    """Whether a text is an absolute http or https address."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in text


@dataclass(frozen=True, slots=True)
class Addresses:
    """All addresses of one show: absolute and ASCII."""

    base: str
    """Ends in a slash."""
    show: str

    @classmethod
    def of(cls, show: Show, base_url: str) -> Addresses:
        """The addresses of ``show`` below ``base_url``.  Raises FeedError if that is none."""
        return cls(_base(base_url), quote(show.name, safe=""))

    @property
    def feed(self) -> str:
        """The feed itself."""
        return f"{self.base}feeds/{self.show}.xml"

    @property
    def show_cover(self) -> str:
        """The show's picture."""
        return f"{self.base}feeds/{self.show}.jpg"

    def page(self, edition: Edition) -> str:
        """An episode's page."""
        return f"{self.base}episodes/{quote(edition.slug)}.html"

    def enclosure(self, edition: Edition) -> str:
        """The MP3; a new address for each revision, so that apps fetch it again."""
        version = f"?v={edition.mp3_sha256[:8]}" if edition.revision > 1 else ""
        return f"{self.media(edition, 'mp3')}{version}"

    def media(self, edition: Edition, suffix: str) -> str:
        """A file of the edition, by its suffix: ``jpg``, ``vtt``, ``chapters.json``."""
        return f"{self.base}media/{quote(edition.slug)}.{suffix}"


def _base(base_url: str) -> str:
    try:
        parts = urlsplit(base_url.strip())
        host, port = parts.hostname or "", parts.port
        netloc = parts.netloc
        if not netloc.isascii():
            netloc = host.encode("idna").decode("ascii") + (f":{port}" if port else "")
    except ValueError:
        host = ""
    if not host or parts.scheme not in {"http", "https"}:
        raise FeedError(
            f"base-url {base_url!r}",
            "is no http or https address",
            "write [publish] base-url in audiobook.toml like https://example.org/show/",
        )
    path = quote(parts.path, safe="/%~!$&'()*+,;=:@").rstrip("/")
    return f"{parts.scheme}://{netloc}{path}/"
