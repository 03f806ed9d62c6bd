"""Any source -> its articles, each with a title, a language and a place to find the original."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from audiobook.articles.fetch import STANDARD_INPUT, expand, fetch
from audiobook.articles.language import language_of, normalise_tag
from audiobook.articles.media_types import binary_type
from audiobook.articles.readers import reader_for
from audiobook.articles.titles import PIPED, is_piped, title_of
from audiobook.errors import SourceError
from audiobook.model import Article, TitleOrigin


def read_articles(
    source: str, language: str | None = None, title: str | None = None
) -> Iterator[Article]:
    """Read every article of a file, a folder (to the bottom, sorted) or standard input (``-``).

    ``language`` (a BCP 47 tag) and ``title`` win over what the source states.  A reader leaves
    both empty where the source states none; they are found here, once for all readers.
    Raises SourceError for the first source that can't be read.
    """
    for single in expand(source):
        for article in _read_one(single):
            yield _complete(article, language, title)


def _read_one(source: str) -> Iterator[Article]:
    fetched = fetch(source)
    reader = reader_for(source, fetched.media_type)
    if reader is None:
        problem = f"is {fetched.media_type}, which no reader takes"
        if binary_type(fetched.data):
            problem = f"is not text but {fetched.media_type}"
        raise SourceError(source, problem, "pass text, Markdown or HTML")
    for article in reader.read(_identity(source, fetched.data), fetched.data, fetched.media_type):
        if not article.text.strip():
            raise SourceError(source, "has no text", "pass a file with an article in it")
        yield article


def _identity(source: str, data: bytes) -> str:
    # What is piped in has no path; under one identity, each text would replace the one before.
    if source == STANDARD_INPUT:
        return f"{PIPED} {hashlib.sha256(data).hexdigest()[:16]}"
    return source


def _complete(article: Article, language: str | None, title: str | None) -> Article:
    stated = title or article.title
    found, origin = (stated, TitleOrigin.STATED) if stated else title_of(article)
    tag = normalise_tag(language or "") or normalise_tag(article.language)
    return replace(
        article,
        source=article.source or _public_name(article.identity),
        title=found,
        title_origin=origin,
        language=tag or language_of(article.text),
    )


def _public_name(identity: str) -> str:
    """What may be published of a path: its last part, since the rest is private."""
    return PIPED if is_piped(identity) else Path(identity).name
