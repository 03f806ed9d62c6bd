"""Makes the editions that were planned, here or spread over processes, and records them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from audiobook import pipeline, provenance, speech
from audiobook.catalogue import Catalogue, now
from audiobook.errors import AudiobookError, DiskFull, WorkerError
from audiobook.model import Edition, Headway, Job, Map, Outcome, Rendition, Status
from audiobook.project.failures import as_ours, caught_outcome
from audiobook.project.planning import Work
from audiobook.project.progress import HERE, Progress
from audiobook.workers import dask, listener, processes, serial

_NEIGHBOURS = 100
"""What a feed is sure to hold with the default settings."""


@dataclass(frozen=True, slots=True)
class Task:
    """A job as it is sent to a worker: which one, and the folder for what it makes.

    Without a folder the worker uses one of its own, and the MP3 comes back with the rendition.
    """

    number: int
    job: Job
    folder: Path | None

    def __str__(self) -> str:
        return self.job.article.title

    @property
    def patience_seconds(self) -> float:
        """How long a worker may take over it."""
        return speech.patience_seconds(self.job.article.text)

    def lost(self, problem: str) -> Attempt:
        """The failure of a job that no worker survives."""
        return Attempt(self.number, error=WorkerError(self.job.article.source, problem))


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of a task: a rendition, or an error."""

    number: int
    rendition: Rendition | None = None
    mp3: bytes | None = field(default=None, repr=False)
    """Of a rendition whose file lies on another machine."""
    error: AudiobookError | None = None


@dataclass(frozen=True, slots=True)
class Workforce:
    """Who does the work: a map over processes, so many of this machine or some far away."""

    spread: Map
    jobs: int
    far: bool

    @property
    def is_many(self) -> bool:
        """Whether others work while this process does."""
        return self.far or self.jobs > 1


class Maker:
    """Does work and records what it makes in a catalogue."""

    def __init__(
        self,
        catalogue: Catalogue,
        progress: Progress,
        signer: provenance.Signer | None = None,
    ) -> None:
        """``signer`` signs each MP3 here, where the key is, wherever it was made."""
        self._catalogue = catalogue
        self._progress = progress
        self._signer = signer
        self._dates: dict[str, datetime] = {}
        self._begun: set[str] = set()

    @contextmanager
    def workers(self, jobs: int, cluster: str = "") -> Iterator[Workforce]:
        """So many processes of this machine, or the workers of the Dask scheduler at an address."""
        try:
            told = self._worker_is_at
            with dask(cluster, told) if cluster else processes(jobs, told) as spread:
                yield Workforce(spread, jobs, far=bool(cluster))
        finally:
            self._progress.dismiss_workers()
            speech.close_engines()
            for mark in self._begun:  # of what was ended half-way or could not be recorded
                for left in self._catalogue.scratch.glob(f"{mark}*"):
                    left.unlink(missing_ok=True)

    def carry_out(
        self, works: list[Work], force: Workforce, is_stopped: Callable[[], bool] = lambda: False
    ) -> Iterator[Outcome]:
        """Make the editions, ``in_turn``, and yield each outcome as it is known.

        Few articles are spread by their utterances and mastered here, many by article.  Once
        stopped, what is in hand is finished and nothing else begun; so, too, once there is no room
        for an edition: then DiskFull is raised, and no article blamed for it.
        """
        # Listeners hear them in the order they were given in, whichever is ready first.
        begun = self._catalogue.after_all(now())
        self._dates = {
            work.job.article.identity: begun + timedelta(seconds=place)
            for place, work in enumerate(works)
        }
        works = in_turn(works)
        few = len(works) == 1 or 2 * len(works) <= force.jobs
        scratch = self._catalogue.scratch
        folder = None if force.far and not few else scratch
        waiting: dict[int, Work] = {}
        full: list[DiskFull] = []
        self._progress.take_on([len(work.job.article.text) for work in works])

        def tasks() -> Iterator[Task]:
            for number, work in enumerate(works):
                if full or is_stopped():
                    return
                waiting[number] = work
                self._begun.add(work.job.fingerprint)
                yield Task(number, work.job, folder)

        attempts = (
            (self._attempt_here(task, scratch, force) for task in tasks())
            if few
            else force.spread(attempt, tasks())
        )
        try:
            for attempted in attempts:
                outcome = self._outcome(waiting.pop(attempted.number), attempted)
                made = outcome.edition
                self._progress.finish(attempted.number, made.duration_ms if made else 0)
                is_ours = not (force.far and attempted.error)  # a worker's disk is one of many
                if is_ours and isinstance(outcome.error, DiskFull):
                    full.append(outcome.error)
                else:
                    yield outcome
        except WorkerError as error:
            for number, work in waiting.items():
                title = work.job.article.title
                self._progress.finish(number, 0)
                yield Outcome(work.source, Status.FAILED, title, error=error)
        if full:
            raise full[0]

    def _attempt_here(self, task: Task, scratch: Path, force: Workforce) -> Attempt:
        """Master it in this process; the workers speak its utterances."""

        def told(headway: Headway | None) -> None:
            self._worker_is_at(HERE, task, headway)

        told(None)
        attempted = _attempt(task, scratch, force.spread, told, apart=force.is_many)
        self._worker_is_at(HERE, None, None)
        return attempted

    def _worker_is_at(self, worker: str, item: Any, headway: Headway | None) -> None:
        share = None
        if isinstance(item, Task):
            self._progress.advance(item.number, headway)
            share = headway.share if headway else 0.0
        self._progress.is_at(worker, "" if item is None else str(item), share)

    def _outcome(self, work: Work, attempted: Attempt) -> Outcome:
        title, rendition = work.job.article.title, attempted.rendition
        if rendition is None:
            return Outcome(work.source, Status.FAILED, title, error=attempted.error)
        with caught_outcome(work.source, title) as caught:
            here = self._at_hand(rendition, attempted.mp3)
            if self._signer:
                provenance.sign(here.mp3, work.job, self._signer)
            edition = self._record(work, here)
        if caught:
            return caught[0]
        self._begun.discard(work.job.fingerprint)
        return Outcome(work.source, Status.MADE, title, edition, rendition.loudness)

    def _at_hand(self, rendition: Rendition, mp3: bytes | None) -> Rendition:
        """The rendition with its MP3 on this machine."""
        if mp3 is None:
            return rendition
        path = self._catalogue.scratch / rendition.mp3.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(mp3)
        return replace(rendition, mp3=path)

    def _record(self, work: Work, rendition: Rendition) -> Edition:
        article = work.job.article
        with self._catalogue.exclusive():
            date = self._dates[article.identity]
            place = self._catalogue.place(article.identity, article.title, date)
            edition, files = pipeline.publishable(work.job, rendition, place, work.shows)
            return self._catalogue.record(edition, files)


def in_turn(works: Sequence[Work]) -> list[Work]:
    """Works in the order to be done in: of each hundred neighbours the longest first.

    Of all works, that would leave a feed with the shortest: it holds the episodes that are ready
    last, and should hold those that were given last.
    """
    placed = enumerate(works)
    ordered = sorted(placed, key=lambda it: (it[0] // _NEIGHBOURS, -len(it[1].job.article.text)))
    return [work for _, work in ordered]


def attempt(task: Task) -> Attempt:
    """Do a task alone, in whatever process of whatever machine this is."""
    told = listener()
    if task.folder is not None:
        return _attempt(task, task.folder, serial, told)
    with TemporaryDirectory(prefix="audiobook-") as folder:
        made = _attempt(task, Path(folder), serial, told)
        return replace(made, mp3=made.rendition.mp3.read_bytes()) if made.rendition else made


def _attempt(
    task: Task,
    folder: Path,
    spread: Map,
    told: Callable[[Headway], None],
    *,
    apart: bool = False,
) -> Attempt:
    try:
        return Attempt(task.number, pipeline.narrate(task.job, spread, folder, told, apart=apart))
    except Exception as error:
        ours = as_ours(task.job.article.source, error)
        # Dask would send along what caused it, and that may be what can't be pickled.
        ours.__cause__ = ours.__context__ = None
        return Attempt(task.number, error=ours)
