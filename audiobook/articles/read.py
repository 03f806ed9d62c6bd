"""Any source -> its articles, each with a title, a language and a place to find the original."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from audiobook.articles.decode import one_line, printable
from audiobook.articles.entries import ENCLOSURE
from audiobook.articles.fetch import (
    STANDARD_INPUT,
    Fetched,
    downloaded,
    expand,
    fetch,
    is_address,
)
from audiobook.articles.language import language_of, normalise_tag
from audiobook.articles.media_types import binary_type
from audiobook.articles.passages import foreign_passages
from audiobook.articles.readers import reader_for
from audiobook.articles.tags import unique_tags
from audiobook.articles.titles import PIPED, is_piped, title_of
from audiobook.articles.web import Web
from audiobook.errors import SourceError, UsageError
from audiobook.model import Article, BlockKind, TitleOrigin
from audiobook.path_names import escaped

_OWN_KINDS = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM})
_ENOUGH_PROSE = 40


def read_articles(
    source: str,
    language: str | None = None,
    title: str | None = None,
    web: Web | None = None,
) -> Iterator[Article | SourceError]:
    """Read every article of a file, a folder, an address, a feed, or standard input (``-``).

    One entry of a feed that can't be read is given as its error, and the others go on.

    ``language`` (a BCP 47 tag) and ``title`` win over what the source states.  A reader leaves
    both empty where the source states none; they are found here, once for all readers.
    Raises SourceError for the first source that can't be read, UsageError for a ``language`` that
    is no tag.
    """
    if language and not normalise_tag(language):
        raise UsageError(
            f"language {language!r}", "is no language tag", "give one as in --language en-GB"
        )
    for single in expand(source):
        for found in _read_one(single, web):
            if isinstance(found, SourceError):
                yield found
            else:
                yield _complete(found, language, title)


def _read_one(source: str, web: Web | None) -> Iterator[Article | SourceError]:
    fetched = fetch(source, web)
    for article in _articles_in(source, fetched):
        try:
            yield _with_words(source, article, web)
        except SourceError as error:
            yield error


def _with_words(source: str, article: Article, web: Web | None) -> Article:
    """The article; one without a text is the entry of a feed, and stands for the page it links."""
    if not article.text and is_address(article.source):
        if web is None:
            raise SourceError(article.source, "is only linked, and only files are read here")
        return _linked(article, web)
    if not article.text:
        subject = f"{source}, “{article.title}”" if article.title else article.identity
        raise SourceError(subject, _why_wordless(article))
    if not any(map(str.isalnum, article.text)):
        raise SourceError(source, "has no words to read", "pass a file with an article in it")
    return article


def _why_wordless(entry: Article) -> str:
    beside = dict(entry.metadata).get(ENCLOSURE)
    return f"is {beside} without a text" if beside else "has neither text nor a link"


def _linked(entry: Article, web: Web) -> Article:
    """The page that an entry links, with what the feed says of it beyond what it says itself."""
    page = next(_articles_in(entry.source, downloaded(web.fetch_linked(entry.source))), None)
    if page is None or not any(map(str.isalnum, page.text)):
        raise SourceError(entry.source, "has no words to read", "leave it out of the feed")
    return replace(
        page,
        identity=entry.identity,
        title=entry.title or page.title,
        language=page.language or entry.language,
        authors=page.authors or entry.authors,
        publisher=page.publisher or entry.publisher,
        published=page.published or entry.published,
        tags=unique_tags((*page.tags, *entry.tags)),
        metadata=(*page.metadata, *entry.metadata),
    )


def _articles_in(source: str, fetched: Fetched) -> Iterator[Article]:
    """The articles in a source, each at the address it was found at unless it names a better."""
    reader = reader_for(source, fetched.media_type)
    if reader is None:
        problem = f"is {fetched.media_type}, which no reader takes"
        if binary_type(fetched.data):
            problem = f"is not text but {fetched.media_type}"
        raise SourceError(source, problem, "pass text, Markdown or HTML")
    for article in reader.read(_identity(source, fetched.data), fetched.data, fetched.media_type):
        is_elsewhere = article.source or not article.text
        yield article if is_elsewhere else replace(article, source=fetched.address)


def _identity(source: str, data: bytes) -> str:
    # What is piped in has no path; under one identity, each text would replace the one before.
    if source == STANDARD_INPUT:
        return f"{PIPED} {hashlib.sha256(data).hexdigest()[:16]}"
    return escaped(source)


def _complete(article: Article, language: str | None, title: str | None) -> Article:
    article = _printable(article)
    stated = one_line(title or article.title)
    found, origin = (stated, TitleOrigin.STATED) if stated else title_of(article)
    tag = normalise_tag(language or "") or normalise_tag(article.language)
    tag = tag or language_of(_own_prose(article))
    return replace(
        article,
        source=article.source or printable(_public_name(article.identity)),
        title=found,
        title_origin=origin,
        language=tag,
        passages=foreign_passages(article.text, article.blocks, tag, article.passages),
    )


def _own_prose(article: Article) -> str:
    """What an article says in its own words; all of it where it is nothing but quotes and code."""
    own = (b for b in article.blocks if b.kind in _OWN_KINDS)
    prose = "\n".join(article.text[block.start : block.end] for block in own)
    return prose if len(prose) >= _ENOUGH_PROSE else article.text


def _printable(article: Article) -> Article:
    """The same without what a page's JSON or a file's YAML may spell out: controls, surrogates."""
    return replace(
        article,
        source=printable(article.source),
        text=printable(article.text),
        authors=_lines(article.authors),
        publisher=one_line(article.publisher or "") or None,
        tags=_lines(article.tags),
        metadata=tuple((printable(key), printable(value)) for key, value in article.metadata),
        markup=printable(article.markup),
    )


def _lines(stated: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(one_line, stated)))


def _public_name(identity: str) -> str:
    """What may be published of a path: its last part, since the rest is private."""
    return PIPED if is_piped(identity) else Path(identity).name
