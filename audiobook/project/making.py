"""Makes editions of sources: what is to be done, the doing, and the record of it."""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from audiobook import articles, licences, pipeline, speech
from audiobook.catalogue import Catalogue, now
from audiobook.config import Settings
from audiobook.errors import AudiobookError, WorkerError
from audiobook.model import (
    Article,
    Edition,
    Finding,
    Job,
    Map,
    Outcome,
    Rendition,
    Show,
    Status,
    Style,
)
from audiobook.project.voices import Voices
from audiobook.workers import processes, serial

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """What a run asks for beyond the settings; empty means as the settings say."""

    voice: str = ""
    rate: float | None = None
    language: str | None = None
    title: str | None = None
    show: str = ""
    licence: str | None = None
    jobs: int = 1
    force: bool = False
    dry_run: bool = False
    reproducible: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """A job to be done, and the source it came from."""

    source: str
    job: Job


@dataclass(frozen=True, slots=True)
class Task:
    """A job as it is sent to a worker: which one, and the folder for what it makes."""

    number: int
    job: Job
    folder: Path


class Maker:
    """One run over sources, for one show."""

    def __init__(
        self,
        settings: Settings,
        catalogue: Catalogue,
        web: articles.Web,
        show: Show,
        style: Style,
        options: Options,
    ) -> None:
        self._settings = settings
        self._catalogue = catalogue
        self._web = web
        self._show = show
        self._style = style
        self._options = options
        narrator = settings.narrator
        if options.reproducible:
            narrator = replace(narrator, reproducible=True)
        self._voices = Voices(narrator)
        self._scratch = catalogue.scratch

    def plan(self, sources: Sequence[str]) -> Generator[Outcome, None, list[Work]]:
        """Yield what is known of each article at once; return the work that is to be done.

        An error of one article is its outcome; the others go on.  A file named twice is one.
        """
        works: dict[str, Work] = {}
        for source in sources:
            for found in self._planned(source):
                if isinstance(found, Outcome):
                    yield found
                elif found.job.article.identity not in works:
                    works[found.job.article.identity] = found
                    yield self._planned_outcome(found)
        return list(works.values())

    def _planned_outcome(self, work: Work) -> Outcome:
        title = work.job.article.title
        with _caught(work.source, title) as caught:
            billed = pipeline.characters_billed(work.job) if self._options.dry_run else 0
        return (
            caught[0]
            if caught
            else Outcome(work.source, Status.PLANNED, title, characters_billed=billed)
        )

    def carry_out(self, works: list[Work]) -> Iterator[Outcome]:
        """Make the editions, the longest articles first, and yield each outcome as it is known."""
        works.sort(key=lambda work: -len(work.job.article.text))
        try:
            with processes(self._options.jobs) as spread:
                yield from self._made(works, spread)
        finally:
            speech.close_engines()

    def _planned(self, source: str) -> Iterator[Outcome | Work]:
        """For each article in a source: what is to be done, or why nothing is."""
        with _caught(source) as caught:
            singles = list(articles.expand(source))
        if caught:
            yield caught[0]
            return
        for single in singles:
            with _caught(single) as caught:
                for article in articles.read_articles(
                    single, self._options.language, self._options.title, self._web
                ):
                    if isinstance(article, AudiobookError):
                        yield Outcome(single, Status.FAILED, error=article)
                    else:
                        yield self._planned_article(single, article)
            yield from caught

    def _planned_article(self, source: str, article: Article) -> Outcome | Work:
        with _caught(source, article.title) as caught:
            job = self._job(self._identified(article))
            made = self._catalogue.made(job.article.identity, job.fingerprint)
        if caught:
            return caught[0]
        if made and self._show.name in made.shows and not self._options.force:
            return Outcome(source, Status.SKIPPED, article.title, made)
        return Work(source, job)

    def _job(self, article: Article) -> Job:
        finding = finding_of(article, self._settings, self._options.licence, self._show)
        clearance = licences.clear(article, finding, templates_of(self._settings, self._show))
        others = [*(passage.language for passage in article.passages), clearance.credit.language]
        asked = self._options.voice, self._options.rate
        cast = self._voices.cast(article.language, others, self._show, *asked)
        mastering = self._settings.mastering.mastering()
        return pipeline.plan(article, clearance, cast, self._style, mastering, self._show.title)

    def _identified(self, article: Article) -> Article:
        """The article; a file is named so that moving the project changes nothing."""
        path, mark, part = article.identity, "", ""
        if not Path(path).exists():
            path, mark, part = article.identity.rpartition("#")
        if not path or not Path(path).exists():
            return article
        full = Path(path).resolve()
        if full.is_relative_to(self._catalogue.folder):
            full = full.relative_to(self._catalogue.folder)
        return replace(article, identity=f"{full.as_posix()}{mark}{part}")

    def _made(self, works: list[Work], spread: Map) -> Iterator[Outcome]:
        waiting = dict(enumerate(works))
        if len(works) == 1:  # one article is spread by its utterances
            attempts = iter([_attempt(Task(0, works[0].job, self._scratch), spread)])
        else:
            tasks = [Task(n, work.job, self._scratch) for n, work in waiting.items()]
            attempts = spread(_attempt_here, tasks)
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
        with _caught(work.source, title) as caught:
            edition = self._record(work, result)
        if caught:
            return caught[0]
        return Outcome(work.source, Status.MADE, title, edition, result.loudness)

    def _record(self, work: Work, rendition: Rendition) -> Edition:
        article = work.job.article
        with self._catalogue.exclusive():
            place = self._catalogue.place(article.identity, article.title, now())
            edition, files = pipeline.publishable(work.job, rendition, place, (self._show.name,))
            return self._catalogue.record(edition, files)


def finding_of(article: Article, settings: Settings, stated: str | None, show: Show) -> Finding:
    """The licence of an article, found or stated by the user, and what the show says to it."""
    accept, commercial = settings.licences.accept, show.commercial
    if stated:
        return licences.state(stated, article, accept, commercial)
    return licences.find(article, accept, commercial)


def templates_of(settings: Settings, show: Show) -> licences.Templates:
    """The words that the settings give for attribution, in the show's language."""
    words = settings.licences
    return licences.Templates(words.notice_template, words.credit_template, show.language)


def _attempt_here(task: Task) -> tuple[int, Rendition | AudiobookError]:
    return _attempt(task, serial)


def _attempt(task: Task, spread: Map) -> tuple[int, Rendition | AudiobookError]:
    try:
        return task.number, pipeline.narrate(task.job, spread, task.folder)
    except Exception as error:
        return task.number, as_ours(task.job.article.source, error)


@contextmanager
def _caught(source: str, title: str = "") -> Iterator[list[Outcome]]:
    """A list that holds the failed outcome of the block, if it fails."""
    caught: list[Outcome] = []
    try:
        yield caught
    except Exception as error:
        failed = as_ours(source, error)
        caught.append(Outcome(source, Status.FAILED, title, error=failed))


def as_ours(subject: str, error: Exception) -> AudiobookError:
    """The error, or, for one that no room foresaw, one that says so and lets the others go on."""
    if isinstance(error, AudiobookError):
        return error
    _log.debug("%s", subject, exc_info=error)
    what = f"{type(error).__name__}: {error}"
    return AudiobookError(subject, what, "a fault of audiobook; please report it with the article")
