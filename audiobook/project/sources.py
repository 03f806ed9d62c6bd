"""The single sources in a source, and the names by which a project knows their articles."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from audiobook import articles
from audiobook.config import FILE_NAME
from audiobook.model import Article
from audiobook.path_names import escaped, unescaped

_OWN = ("media", "feeds")
"""Where a project keeps what it made of articles, transcripts among it."""
_SETTINGS = (FILE_NAME, "lexicon.pls", "lexicon.tsv")
_NO_NAMES = ("", os.curdir, os.pardir)


def singles_of(source: str, folder: Path) -> Iterator[str]:
    """The single sources in a source of the project in ``folder``, without what it made itself.

    Raises SourceError if there are none or the source can't be listed.
    """
    own = tuple(f"{folder / name}{os.sep}" for name in _OWN)
    real = cache(os.path.realpath)  # thousands of files lie in a few folders
    within = _is_below(own, source, real)
    yield from articles.expand(
        source, lambda path: _is_setting(path) or (not within and _is_below(own, path, real))
    )


def _is_setting(path: str) -> bool:
    return os.path.basename(path) in _SETTINGS  # noqa: PTH119 - see above


def _is_below(folders: tuple[str, ...], path: str, real: Callable[[str], str]) -> bool:
    parent, name = os.path.split(path)
    is_plain = name not in _NO_NAMES and not os.path.islink(path)  # noqa: PTH114 - see above
    full = os.path.join(real(parent), name) if is_plain else real(path)  # noqa: PTH118
    return f"{full}{os.sep}".startswith(folders)


def identified(article: Article, folder: Path) -> Article:
    """The article; a file's name is made such that moving the project's folder changes nothing."""
    name, mark, part = article.identity, "", ""
    if not Path(unescaped(name)).exists():
        name, mark, part = article.identity.rpartition("#")
    if not name or not Path(unescaped(name)).exists():
        return article
    full = Path(unescaped(name)).resolve()
    if full.is_relative_to(folder):
        full = full.relative_to(folder)
    return replace(article, identity=f"{escaped(full.as_posix())}{mark}{part}")
