"""What articles hold and what would be said of them, while nothing is spoken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from audiobook import articles, licences, narration, pipeline
from audiobook.config import Settings
from audiobook.errors import AudiobookError, SourceError
from audiobook.model import Article, Clearance, Finding, Script, Show, Style, Verdict
from audiobook.project.options import Options
from audiobook.project.planning import finding_of, templates_of
from audiobook.project.routing import Routing
from audiobook.project.sources import identified, singles_of


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would be said of an article; without a clearance, nobody may say it."""

    article: Article
    finding: Finding
    clearance: Clearance | None
    script: Script


class Reading:
    """One look at sources, by the rules of the shows that their articles would go to."""

    def __init__(
        self, folder: Path, settings: Settings, web: articles.Web, options: Options
    ) -> None:
        """Raises UsageError for an unknown show."""
        self._folder = folder
        self._settings = settings
        self._web = web
        self._options = options
        self._routing = Routing(settings.all_shows, options.show)

    def scripts(self, source: str, style: Style) -> Iterator[Rehearsal | AudiobookError]:
        """What would be said of each article; no licence stops it.

        An article that can't be read, or has nothing to say, has its error instead.
        """
        for single, article in self._each(source):
            if isinstance(article, AudiobookError):
                yield article
                continue
            try:
                yield self._rehearsal(single, article, style)
            except SourceError as error:
                yield error

    def unknown_words(self, source: str, style: Style) -> list[narration.UnknownWord]:
        """The words of a source's articles that a voice may say wrong, the most frequent first."""
        found = self.scripts(source, style)
        return narration.unknown_words(r.script for r in found if isinstance(r, Rehearsal))

    def findings(
        self, sources: Sequence[str]
    ) -> Iterator[tuple[str, str, Finding | AudiobookError]]:
        """Name and title of every article in the sources, and its licence.

        An article that can't be read has its error instead.
        """
        for source in sources:
            for single, article in self._each(source):
                if isinstance(article, AudiobookError):
                    yield single, "", article
                    continue
                is_part = article.identity.startswith(f"{single}#")
                name = article.identity if is_part else single
                yield name, article.title, self._finding(single, article)

    def _rehearsal(self, source: str, article: Article, style: Style) -> Rehearsal:
        finding, clearance = self._finding(source, article), None
        if finding.verdict is Verdict.ALLOWED:
            show = self._show(source, article)
            clearance = licences.clear(article, finding, templates_of(self._settings, show))
        return Rehearsal(article, finding, clearance, pipeline.rehearse(article, clearance, style))

    def _finding(self, source: str, article: Article) -> Finding:
        show = self._show(source, article)
        return finding_of(article, self._settings, self._options.licence, show)

    def _show(self, source: str, article: Article) -> Show:
        return self._routing.likely(identified(article, self._folder), source)

    def _each(self, source: str) -> Iterator[tuple[str, Article | AudiobookError]]:
        """Every article of a source with the single source it is in, or why it can't be read."""
        single = source
        try:
            singles = list(singles_of(source, self._folder))
        except AudiobookError as error:
            yield source, error
            return
        for single in singles:
            try:
                for found in articles.read_articles(
                    single, self._options.language, self._options.title, self._web
                ):
                    yield single, found
            except AudiobookError as error:
                yield single, error
