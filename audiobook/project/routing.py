"""Which shows an article goes to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from audiobook.errors import ConfigError, UsageError
from audiobook.model import Article, Show


class Routing:
    """The shows of a project, or the one that the command line names, which then takes all."""

    def __init__(self, shows: Sequence[Show], named: str = "") -> None:
        """Raises UsageError if no show has the name."""
        self._named = [show for show in shows if show.name == named]
        if named and not self._named:
            known = ", ".join(show.name for show in shows)
            raise UsageError(f"show {named!r}", "is not in audiobook.toml", f"known: {known}")
        self.shows = tuple(self._named or shows)

    def shows_for(self, article: Article, source: str) -> tuple[Show, ...]:
        """The shows that take an article which was read from ``source``, in their own order.

        Those whose criteria it fits, else the first that has none.  Raises ConfigError if no show
        takes it.
        """
        if self._named:
            return self.shows
        fitting = tuple(
            show for show in self.shows if _is_choosy(show) and _fits(show, article, source)
        )
        found = fitting or tuple(show for show in self.shows if not _is_choosy(show))[:1]
        if not found:
            raise ConfigError(
                source,
                f"no show takes it (language {article.language}, {_said_tags(article)})",
                "name one with --show, or widen the sources, languages or tags of one "
                "in audiobook.toml",
            )
        return found

    def likely(self, article: Article, source: str) -> Show:
        """The show by whose rules an article is judged that need not go to any."""
        try:
            return self.shows_for(article, source)[0]
        except ConfigError:
            return self.shows[0]


def _is_choosy(show: Show) -> bool:
    return bool(show.sources or show.languages or show.tags)


def _fits(show: Show, article: Article, source: str) -> bool:
    places = (source, article.source, article.identity)
    language = f"{article.language}-"
    return (
        _any_fits(show.sources, places)
        # "en" takes every English; "en-GB" that one.
        and _any_fits([f"{tag}-*" for tag in show.languages], [language])
        and _any_fits(show.tags, article.tags)
    )


def _any_fits(patterns: Sequence[str], values: Iterable[str]) -> bool:
    """Whether a value fits a pattern, in any case; no patterns ask for nothing."""
    folded = [value.casefold() for value in values]
    return not patterns or any(
        fnmatchcase(value, pattern.casefold()) for pattern in patterns for value in folded
    )


def _said_tags(article: Article) -> str:
    return f"tags {', '.join(article.tags)}" if article.tags else "no tags"
