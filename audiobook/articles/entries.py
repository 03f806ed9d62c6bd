"""What feeds of every format say of an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one article; empty where it says nothing."""

    identity: str
    link: str
    title: str
    markup: str
    language: str = ""
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: datetime | None = None
    metadata: tuple[tuple[str, str], ...] = ()


def web_address(stated: str) -> str:
    """An address as a feed states it, or "" if it is none of the web."""
    return stated if stated.startswith(("http://", "https://")) else ""
