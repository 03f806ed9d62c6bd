"""What is to be done for the articles of sources: which jobs, for which shows."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audiobook import articles, audio, licences, pipeline
from audiobook.catalogue import Catalogue
from audiobook.config import Settings
from audiobook.errors import AudiobookError, SourceGone, UsageError
from audiobook.model import (
    Article,
    Clearance,
    Edition,
    Finding,
    Job,
    Outcome,
    Show,
    Status,
    Style,
    Verdict,
)
from audiobook.project.changes import Changes, is_gone
from audiobook.project.conditions import conditions
from audiobook.project.failures import caught_outcome
from audiobook.project.options import Options
from audiobook.project.routing import Routing
from audiobook.project.sources import identified, singles_of
from audiobook.project.voices import Voices


@dataclass(frozen=True, slots=True)
class Work:
    """A job to be done, the source it came from, and the shows that its edition goes to."""

    source: str
    job: Job
    shows: tuple[str, ...]


class Planner:
    """One look at sources for work that is to be done."""

    def __init__(
        self,
        settings: Settings,
        catalogue: Catalogue,
        web: articles.Web,
        routing: Routing,
        style: Style,
        options: Options,
        changes: Changes | None = None,
    ) -> None:
        """With ``changes``, sources that have none are skipped unread."""
        self._settings = settings
        self._catalogue = catalogue
        self._web = web
        self._routing = routing
        self._style = style
        self._options = options
        self._changes = None if options.force else changes
        self._state = conditions(catalogue.folder, settings, style, options) if changes else ""
        self._met: set[str] = set()
        narrator = settings.narrator
        if options.reproducible:
            narrator = replace(narrator, reproducible=True)
        self._voices = Voices(narrator)
        image = settings.cover.image
        self._cover = audio.own_cover(catalogue.folder / image, "[cover] image") if image else b""

    def plan(self, sources: Sequence[str]) -> Generator[Outcome, None, list[Work]]:
        """Yield what is known of each article at once; return the work that is to be done.

        As ``look`` does, with an outcome for what is planned.  Raises UsageError if several
        articles would get one title.
        """
        works: list[Work] = []
        for source in sources:
            for found in self.look(source):
                if isinstance(found, Work):
                    works.append(found)
                    found = self.planned_outcome(found)  # noqa: PLW2901 - the same, as told
                yield found
        if self._options.title and len(self._met) > 1:
            problem = f"would be the title of {len(self._met)} articles"
            raise UsageError(f"--title {self._options.title!r}", problem, "name one of them")
        return works

    def look(self, source: str) -> Iterator[Outcome | Work]:
        """For each article in a source: what is to be done, or why nothing is.

        An error of one article is its outcome; the others go on.  A file met twice is one.
        An edition that only goes to other shows now is moved there, unless this is a dry run.
        """
        singles: list[str] = []
        with caught_outcome(source) as caught:
            singles = list(singles_of(source, self._catalogue.folder))
        if caught and not self._was_emptied(source, caught[0]):
            yield caught[0]
            return
        for single in singles:
            with caught_outcome(single) as caught:
                yield from self._in_single(single)
            yield from self._failed(caught)
        # Where a folder is missing as a whole, nobody knows what became of the files in it.
        if self._changes and Path(source).is_dir():
            yield from self._changes.withdrawn_below(source)

    def still_to_do(self, works: Sequence[Work]) -> Generator[Outcome, None, list[Work]]:
        """Yield what another run made since this was planned; return the rest."""
        left: list[Work] = []
        for work in works:
            article = work.job.article
            made = self._catalogue.made(article.identity, work.job.fingerprint)
            if made is None or self._options.force:
                left.append(work)
            else:
                yield Outcome(work.source, Status.SKIPPED, article.title, made)
        return left

    def planned_outcome(self, work: Work) -> Outcome:
        """That work is planned, and in a dry run what it costs."""
        title = work.job.article.title
        with caught_outcome(work.source, title) as caught:
            billed = pipeline.characters_billed(work.job) if self._options.dry_run else 0
        return (
            caught[0]
            if caught
            else Outcome(work.source, Status.PLANNED, title, characters_billed=billed)
        )

    def _in_single(self, source: str) -> Iterator[Outcome | Work]:
        changes = self._changes
        if changes and changes.is_unchanged(source, self._state):
            yield Outcome(source, Status.SKIPPED)
            return
        for article in articles.read_articles(
            source, self._options.language, self._options.title, self._web
        ):
            if isinstance(article, AudiobookError):
                yield Outcome(source, Status.FAILED, error=article)
                continue
            known = identified(article, self._catalogue.folder)
            if changes:
                changes.found(source, known.identity)
            if known.identity not in self._met:
                self._met.add(known.identity)
                yield self._planned_article(source, known)

    def _was_emptied(self, source: str, failed: Outcome) -> bool:
        """Whether a folder holds no article only because all that were known are gone."""
        is_empty = isinstance(failed.error, SourceGone)
        return is_empty and self._changes is not None and self._changes.knows_below(source)

    def _failed(self, caught: Sequence[Outcome]) -> Iterator[Outcome]:
        """The failures, or, of a source that is gone, the editions that were made of it."""
        for outcome in caught:
            gone: list[Outcome] = []
            if self._changes and is_gone(outcome.source, outcome.error):
                gone = list(self._changes.withdrawn(outcome.source))
            yield from gone or [outcome]

    def _planned_article(self, source: str, article: Article) -> Outcome | Work:
        with caught_outcome(source, article.title) as caught:
            work = self._work(source, article)
            made = self._catalogue.made(work.job.article.identity, work.job.fingerprint)
            if made is None or self._options.force:
                return work
            if made.shows == work.shows:
                return Outcome(source, Status.SKIPPED, article.title, made)
            return Outcome(source, Status.MOVED, article.title, self._moved(made, work.shows))
        return caught[0]

    def _moved(self, made: Edition, shows: tuple[str, ...]) -> Edition:
        """The edition as it is, or on a dry run would be, in other shows."""
        if self._options.dry_run:
            return replace(made, shows=shows)
        with self._catalogue.exclusive():
            return self._catalogue.move(made, shows)

    def _work(self, source: str, article: Article) -> Work:
        shows, clearance = self._cleared(source, article)
        first = shows[0]
        others = [*(passage.language for passage in article.passages), clearance.credit.language]
        # A voice that may not earn money must not be heard in any show that does.
        strictest = replace(first, commercial=any(show.commercial for show in shows))
        asked = self._options.voice, self._options.rate
        cast = self._voices.cast(article.language, others, strictest, *asked)
        mastering = self._settings.mastering.mastering()
        job = pipeline.plan(
            article, clearance, cast, self._style, mastering, first.title, self._cover
        )
        return Work(source, job, tuple(show.name for show in shows))

    def _cleared(self, source: str, article: Article) -> tuple[tuple[Show, ...], Clearance]:
        """The shows that take an article and may have it, and the clearance for them.

        Raises LicenceError if its licence allows it in none of them, ConfigError if none takes it.
        """
        taking = self._routing.shows_for(article, source)
        stated = self._options.licence
        findings = {
            show.commercial: finding_of(article, self._settings, stated, show)
            for show in {show.commercial: show for show in taking}.values()
        }
        allowed = {use for use, finding in findings.items() if finding.verdict is Verdict.ALLOWED}
        shows = tuple(show for show in taking if show.commercial in allowed)
        first = next(iter(shows), taking[0])
        templates = templates_of(self._settings, first)
        return shows, licences.clear(article, findings[first.commercial], templates)


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
