"""What is sent to where listeners fetch it, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Item:
    """One file of a release."""

    path: str
    """Relative to the release's address, with slashes; not quoted."""
    media_type: str
    cache_control: str
    """What HTTP says of how long it may be kept (RFC 9111)."""
    mark: str
    """The same mark, the same bytes."""
    content: Path | Callable[[], bytes] = field(repr=False)
    """Where it lies, or what makes it when it is wanted."""
    size_bytes: int | None = None
    """None until it is made."""


@dataclass(frozen=True, slots=True)
class Release:
    """All that is to be found at an address.

    Items of a stage link to their own and earlier stages only, and may be sent together.
    """

    stages: tuple[tuple[Item, ...], ...]
    base_url: str


class Deed(StrEnum):
    """What a publisher did with a file."""

    SENT = "sent"
    REMOVED = "removed"
    LEFT = "left"
    """It is no part of the release any more, and still there."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one file; on a dry run, what would become of it."""

    path: str
    deed: Deed
    size_bytes: int | None = None
    """None where it is not known before the file is made."""
    remaining: int = 0
    """How many files are still to be sent or removed after it."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A hub was told of a feed that changed, or could not be told."""

    feed: str
    """Its address."""
    hub: str
    error: Exception | None = None
