"""All new and changed articles of many sources: planned, made, recorded and told of, bit by bit."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from audiobook import articles
from audiobook.config import FILE_NAME, Settings, SourceSettings
from audiobook.errors import AudiobookError, ConfigError, DiskFull, UsageError
from audiobook.model import Outcome
from audiobook.project.changes import Changes
from audiobook.project.feeds import Feeds
from audiobook.project.making import Maker, Workforce
from audiobook.project.options import Options
from audiobook.project.planning import Planner, Work
from audiobook.project.progress import Phase, Progress

_AT_ONCE = 1_000
"""How many jobs are planned before they are made: enough to begin with the longest, and few enough
to fit in memory and to plan again after a kill."""
_KEPT_EVERY_SECONDS = 60.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Request:
    """A source, and what is asked for its articles."""

    source: str
    options: Options


def requests_of(
    settings: Settings, folder: Path, sources: Sequence[str], options: Options
) -> list[Request]:
    """The sources named, or else those of the configuration.

    One that the configuration has, too, is taken as it says; the command line's options win.
    Raises UsageError if there is none, ConfigError for one that the configuration has twice.
    """
    configured = _by_place(settings.sources, folder)
    named = {_place(source, Path.cwd()): source for source in sources}
    named = named or {place: _shown(place) for place in configured}
    if not named:
        remedy = "name one, or write [[sources]] in audiobook.toml"
        raise UsageError("batch", "has no source", remedy)
    return [
        Request(source, _asked(configured.get(place), options)) for place, source in named.items()
    ]


class Batch:
    """One round over sources: whatever stops it, what it has made is kept.

    ``planner_for`` gives a planner that knows ``changes``, for what is asked of a source.
    """

    def __init__(
        self,
        maker: Maker,
        feeds: Feeds,
        changes: Changes,
        planner_for: Callable[[Options], Planner],
        is_stopped: Callable[[], bool],
        progress: Progress,
    ) -> None:
        self._progress = progress
        self._maker = maker
        self._feeds = feeds
        self._changes = changes
        self._planner_for = cache(planner_for)
        self._is_stopped = is_stopped
        self._kept_at = time.monotonic()

    def rehearse(self, requests: Sequence[Request]) -> Iterator[Outcome]:
        """What would be made, or what stands in the way."""
        return (found for found in self._found(requests) if isinstance(found, Outcome))

    def run(self, requests: Sequence[Request], jobs: int, cluster: str = "") -> Iterator[Outcome]:
        """Make what is to be made, and yield what becomes of each article as it is known.

        Once stopped, what is in hand is finished.  Raises CatalogueError, FeedError if a feed can't
        be written in the end, and DiskFull once there is no room for an edition or a feed.
        """
        works: list[Work] = []
        with ExitStack() as stack:
            # Started when there is the first work for them: an idle batch needs none.
            workers = cache(lambda: stack.enter_context(self._maker.workers(jobs, cluster)))
            for found in self._found(requests):
                if isinstance(found, Outcome):
                    self._changes.note(found)
                    yield found
                    continue
                works.append(found)
                if len(works) == _AT_ONCE:
                    yield from self._made(works, workers())
                    works = []
                    self._keep_if_possible()  # from here on, a signal ends it at once
                    self._progress.enter(Phase.READING)
            self._progress.know_all()
            if works:
                yield from self._made(works, workers())
        self._progress.enter(Phase.FEEDS)
        self._keep()

    def _found(self, requests: Sequence[Request]) -> Iterator[Outcome | Work]:
        """What is known of each article, and each work that is to be done before its outcome."""
        for request in requests:
            planner = self._planner_for(request.options)
            for found in planner.look(request.source):
                if self._is_stopped():
                    return
                yield found
                if isinstance(found, Work):
                    yield planner.planned_outcome(found)

    def _made(self, works: list[Work], force: Workforce) -> Iterator[Outcome]:
        try:
            for outcome in self._maker.carry_out(works, force, self._is_stopped):
                self._changes.note(outcome)
                yield outcome
                if time.monotonic() - self._kept_at > _KEPT_EVERY_SECONDS:
                    self._keep_if_possible()
        except DiskFull:
            with suppress(DiskFull):  # a feed is smaller than an edition
                self._keep()
            raise

    def _keep_if_possible(self) -> None:
        try:
            self._keep()
        except AudiobookError as error:
            _log.warning("%s", error)  # the end of the run tries again, and raises

    def _keep(self) -> None:
        """Tell listeners of what is made by now, and the next run what need not be read again."""
        self._feeds.rebuild(only_stale=True)
        self._changes.keep()
        self._kept_at = time.monotonic()


def _by_place(entries: Sequence[SourceSettings], folder: Path) -> dict[str, SourceSettings]:
    """The sources of the configuration by their places.

    Raises ConfigError if two have one place and ask for different things: whichever came last
    would undo what the other made.
    """
    found: dict[str, SourceSettings] = {}
    for entry in entries:
        first = found.setdefault(_place(entry.url, folder), entry)
        if replace(first, url="") != replace(entry, url=""):
            raise ConfigError(
                FILE_NAME,
                f"two [[sources]] are {entry.url!r}, and ask for different things",
                "keep one; for several shows, let each [[shows]] say what it takes",
            )
    return found


def _asked(entry: SourceSettings | None, options: Options) -> Options:
    """What is asked for a source; the command line wins over the configuration."""
    if entry is None:
        return options
    return replace(
        options,
        show=options.show or entry.show,
        voice=options.voice or entry.voice,
        language=options.language or entry.language or None,
        licence=options.licence or entry.licence or None,
    )


def _place(source: str, folder: Path) -> str:
    """The one name of a source, however it is written."""
    if articles.is_address(source) or source == articles.STANDARD_INPUT:
        return source
    return os.path.abspath(folder / source)  # noqa: PTH100 - links stay as they are


def _shown(place: str) -> str:
    """A place as a person here would write it."""
    return place if articles.is_address(place) else os.path.relpath(place)
