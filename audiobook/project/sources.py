"""The single sources in a source, and the names by which a project knows their articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from audiobook import articles
from audiobook.config import FILE_NAME
from audiobook.model import Article

_OWN = ("media", "feeds")
"""Where a project keeps what it made of articles, transcripts among it."""
_SETTINGS = (FILE_NAME, "lexicon.pls", "lexicon.tsv")


def singles_of(source: str, folder: Path) -> Iterator[str]:
    """The single sources in a source of the project in ``folder``, without what it made itself.

    Raises SourceError if there are none or the source can't be listed.
    """
    within = _is_own(source, folder)
    yield from articles.expand(
        source, lambda path: _is_setting(path) or (not within and _is_own(path, folder))
    )


def _is_setting(path: str) -> bool:
    return Path(path).name in _SETTINGS


def _is_own(path: str, folder: Path) -> bool:
    full = Path(path).resolve()
    return any(full.is_relative_to(folder / own) for own in _OWN)


def identified(article: Article, folder: Path) -> Article:
    """The article; a file's name is made such that moving the project's folder changes nothing."""
    path, mark, part = article.identity, "", ""
    if not Path(path).exists():
        path, mark, part = article.identity.rpartition("#")
    if not path or not Path(path).exists():
        return article
    full = Path(path).resolve()
    if full.is_relative_to(folder):
        full = full.relative_to(folder)
    return replace(article, identity=f"{full.as_posix()}{mark}{part}")
