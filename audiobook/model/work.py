"""What a worker is given, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from audiobook.model.articles import Article
from audiobook.model.audio import Loudness, Mastering
from audiobook.model.licences import Clearance
from audiobook.model.narration import Style
from audiobook.model.shows import Edition
from audiobook.model.speech import Cast


@dataclass(frozen=True, slots=True)
class Job:
    """All that a worker needs to make one rendition."""

    article: Article
    clearance: Clearance
    cast: Cast
    style: Style
    mastering: Mastering
    album: str
    """The show's title, for the tags; no part of the fingerprint."""
    fingerprint: str
    cover: bytes = field(default=b"", repr=False)
    """A picture of the user's own, as JPEG; empty means that one is drawn."""


class Status(StrEnum):
    """What became of an article."""

    MADE = "made"
    SKIPPED = "skipped"
    MOVED = "moved"
    """It goes to other shows than before, and was not made again."""
    PLANNED = "planned"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    """Its source is there no more; the edition stays."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article, or of a source that gave none."""

    source: str
    status: Status
    title: str = ""
    edition: Edition | None = None
    loudness: Loudness | None = None
    error: Exception | None = None
    characters_billed: int = 0
    """How many characters the voices of what is planned will charge for, at most."""


@dataclass(frozen=True, slots=True)
class Headway:
    """How far the narration of an article is."""

    share: float
    """How much of its script is spoken and mastered: 0 to 1."""
    audio_ms: int
    """How much speech that is, breaks not counted."""


@runtime_checkable
class Errand(Protocol):
    """An item that knows what to do when it hangs the worker that is at it, or kills it."""

    @property
    def patience_seconds(self) -> float:
        """How long a worker may take over it; then the worker is ended."""
        ...

    def lost(self, problem: str) -> Any:
        """What stands for its result when no worker survives it or sends one back; or raises."""
        ...


class Map(Protocol):
    """Calls a picklable function on each item; results come as they are ready, in any order."""

    def __call__(self, function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterator[Any]:
        """Yield ``function(item)`` once for each of ``items``."""
        ...
