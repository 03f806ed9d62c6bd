"""Makes the editions that were planned, here or spread over processes, and records them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from audiobook import pipeline, speech
from audiobook.catalogue import Catalogue, now
from audiobook.errors import AudiobookError, WorkerError
from audiobook.model import Edition, Job, Map, Outcome, Rendition, Status
from audiobook.project.failures import as_ours, caught_outcome
from audiobook.project.planning import Work
from audiobook.workers import processes, serial


@dataclass(frozen=True, slots=True)
class Task:
    """A job as it is sent to a worker: which one, and the folder for what it makes."""

    number: int
    job: Job
    folder: Path


class Maker:
    """Does work and records what it makes in a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @contextmanager
    def workers(self, jobs: int) -> Iterator[Map]:
        """So many processes, to make editions with."""
        try:
            with processes(jobs) as spread:
                yield spread
        finally:
            speech.close_engines()

    def carry_out(
        self, works: list[Work], spread: Map, is_stopped: Callable[[], bool] = lambda: False
    ) -> Iterator[Outcome]:
        """Make the editions, the longest articles first, and yield each outcome as it is known.

        Once stopped, what is in hand is finished and nothing else begun.
        """
        works.sort(key=lambda work: -len(work.job.article.text))
        waiting: dict[int, Work] = {}

        def tasks() -> Iterator[Task]:
            for number, work in enumerate(works):
                if is_stopped():
                    return
                waiting[number] = work
                yield Task(number, work.job, self._catalogue.scratch)

        if len(works) == 1:  # one article is spread by its utterances
            attempts = serial(lambda task: _attempt(task, spread), tasks())
        else:
            attempts = spread(_attempt_here, tasks())
        try:
            for number, result in attempts:
                yield self._outcome(waiting.pop(number), result)
        except WorkerError as error:
            for work in waiting.values():
                title = work.job.article.title
                yield Outcome(work.source, Status.FAILED, title, error=error)

    def _outcome(self, work: Work, result: Rendition | AudiobookError) -> Outcome:
        title = work.job.article.title
        if isinstance(result, AudiobookError):
            return Outcome(work.source, Status.FAILED, title, error=result)
        with caught_outcome(work.source, title) as caught:
            edition = self._record(work, result)
        if caught:
            return caught[0]
        return Outcome(work.source, Status.MADE, title, edition, result.loudness)

    def _record(self, work: Work, rendition: Rendition) -> Edition:
        article = work.job.article
        with self._catalogue.exclusive():
            place = self._catalogue.place(article.identity, article.title, now())
            edition, files = pipeline.publishable(work.job, rendition, place, work.shows)
            return self._catalogue.record(edition, files)


def _attempt_here(task: Task) -> tuple[int, Rendition | AudiobookError]:
    return _attempt(task, serial)


def _attempt(task: Task, spread: Map) -> tuple[int, Rendition | AudiobookError]:
    try:
        return task.number, pipeline.narrate(task.job, spread, task.folder)
    except Exception as error:
        return task.number, as_ours(task.job.article.source, error)
