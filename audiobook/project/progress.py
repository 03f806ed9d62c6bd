"""How far a run is: told by the threads that do the work, asked by the one that shows it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Lock

from audiobook.model import Headway

HERE = "here"
"""The worker's name of the process that the run was begun in."""
_NONE = Headway(0.0, 0)


class Phase(StrEnum):
    """What a run is about."""

    HELD = "held"
    """It waits for another run in its folder."""
    READING = "reading"
    """It reads sources, and looks for what is to be made."""
    MAKING = "making"
    FEEDS = "feeds"
    """All is made; the feeds are rebuilt."""


@dataclass(frozen=True, slots=True)
class AtWork:
    """What one worker does."""

    worker: str
    """The number of a process, or the name of a worker of a cluster; ``HERE`` for the run's own
    process, which masters what others speak."""
    what: str
    """The title of an article, or the first words of a passage; empty if the worker waits."""
    since: float
    """By ``time.monotonic``."""
    share: float | None
    """How much of the article is done: 0 to 1; None for a passage of one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a run is at one moment.  Characters are those of the articles' texts."""

    phase: Phase = Phase.READING
    held_by: str = ""
    """Whom it waits for, while it is held."""
    is_all_known: bool = False
    """Whether no source is left to be read."""
    articles: int = 0
    """Those to be made that are known of by now."""
    articles_done: int = 0
    """Those of them that are made or have failed."""
    characters: int = 0
    characters_done: int = 0
    """Parts of articles count, too."""
    longest_left: int = 0
    """Characters left of the article in hand that has most of them left."""
    in_hand: int = 0
    """Articles that are being made."""
    audio_ms: int = 0
    """Of what is done; of articles in hand, the speech without its breaks."""
    at_work: tuple[AtWork, ...] = ()


class Progress:
    """How far a run is.  May be told and asked from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._standing = Standing()
        self._characters: dict[int, int] = {}
        self._headway: dict[int, Headway] = {}
        self._at_work: dict[str, AtWork] = {}

    @property
    def standing(self) -> Standing:
        """How far it is now."""
        with self._lock:
            parts = [
                (self._characters[number], headway) for number, headway in self._headway.items()
            ]
            left = [round(whole * (1 - headway.share)) for whole, headway in parts]
            whole = sum(whole for whole, _ in parts)
            return replace(
                self._standing,
                characters_done=self._standing.characters_done + whole - sum(left),
                longest_left=max(left, default=0),
                in_hand=len(parts),
                audio_ms=self._standing.audio_ms + sum(headway.audio_ms for _, headway in parts),
                at_work=tuple(self._at_work.values()),
            )

    @property
    def has_work_in_hand(self) -> bool:
        """Whether something is half done.  Takes no lock, so that a signal's handler may ask."""
        return self._standing.phase in {Phase.MAKING, Phase.FEEDS}

    def enter(self, phase: Phase) -> None:
        """Begin a phase."""
        with self._lock:
            self._standing = replace(self._standing, phase=phase, held_by="")

    def hold(self, by: str) -> None:
        """Begin to wait for another run."""
        with self._lock:
            self._standing = replace(self._standing, phase=Phase.HELD, held_by=by)

    def know_all(self) -> None:
        """No source is left to be read."""
        with self._lock:
            self._standing = replace(self._standing, is_all_known=True)

    def take_on(self, characters: Sequence[int]) -> None:
        """Begin to make articles, numbered from 0, of so many characters each."""
        with self._lock:
            self._characters = dict(enumerate(characters))
            self._standing = replace(
                self._standing,
                phase=Phase.MAKING,
                articles=self._standing.articles + len(characters),
                characters=self._standing.characters + sum(characters),
            )

    def advance(self, number: int, headway: Headway | None) -> None:
        """An article is so far; None means at its beginning."""
        with self._lock:
            if number in self._characters:
                self._headway[number] = headway or _NONE

    def finish(self, number: int, audio_ms: int) -> None:
        """An article is made, with so much audio, or has failed, with none."""
        with self._lock:
            self._headway.pop(number, None)
            self._standing = replace(
                self._standing,
                articles_done=self._standing.articles_done + 1,
                characters_done=self._standing.characters_done + self._characters.pop(number),
                audio_ms=self._standing.audio_ms + audio_ms,
            )

    def is_at(self, worker: str, what: str, share: float | None) -> None:
        """A worker does something; nothing named means that it waits."""
        with self._lock:
            before = self._at_work.get(worker)
            is_new = before is None or before.what != what
            since = time.monotonic() if before is None or is_new else before.since
            self._at_work[worker] = AtWork(worker, what, since, share)

    def dismiss_workers(self) -> None:
        """There are no workers any more."""
        with self._lock:
            self._at_work.clear()
