"""What feeds of every format say of an article."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from audiobook.articles.decode import one_line

ENCLOSURE = "enclosure"
"""The key under which an article's metadata has the media types of files beside it."""
_BLANK_LINES = re.compile(r"\n\s*\n")
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one article; empty where it says nothing."""

    id: str
    link: str
    title: str
    markup: str
    language: str = ""
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: datetime | None = None
    tags: tuple[str, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()

    @property
    def identity(self) -> str:
        """What stays the same when the feed's order changes: its own id if it has one."""
        words = hashlib.sha256(self.markup.encode("utf-8", "replace")).hexdigest()[:16]
        return one_line(self.id) or self.link or self.title or words


def each_once(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries without those that come again; feeds put the newest first."""
    seen: set[str] = set()
    for entry in entries:
        if entry.identity not in seen:
            seen.add(entry.identity)
            yield entry


def web_address(stated: str, *bases: str) -> str:
    """An address as a feed states it, or "" if it is none of the web.

    A relative one is completed by the first base that is of the web.
    """
    stated = stated.strip()
    base = next((base for base in bases if base.startswith(_WEB)), "")
    try:
        address = urljoin(base, stated) if stated else ""
    except ValueError:
        return ""
    return address if address.startswith(_WEB) else ""


def paragraphs_of(text: str) -> str:
    """Plain text as HTML: blank lines part paragraphs."""
    parts = _BLANK_LINES.split(text)
    return "".join(f"<p>{html.escape(part)}</p>" for part in parts if part.strip())
