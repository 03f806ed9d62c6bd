"""EPUB -> an article for each chapter, in the order of the spine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.articles.media_types import EPUB
from audiobook.articles.tags import unique_tags
from audiobook.errors import SourceError
from audiobook.model import Article

if TYPE_CHECKING:
    from audiobook.articles.archives import Archive
    from audiobook.articles.dublin_core import DublinCore
    from audiobook.articles.epub_package import Package

# What is shorter and has no name of its own is a title page or a dedication.
_SHORTEST_CHARACTERS = 400
# EPUB 3 Structural Semantics Vocabulary: pages that are not of the text.
_FURNITURE = re.compile(
    r"<(?:body|section|div)\b[^>]*epub:type\s*=\s*[\"'][^\"']*\b"
    r"(?:copyright-page|colophon|titlepage|halftitlepage|imprint|imprimatur|cover|toc|landmarks"
    r"|loi|lot|index)\b"
)
_HEAD = re.compile(r"<head\b[^<>]*>", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^<>]*>", re.IGNORECASE)
_EMPTY_ELEMENT = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)"
    r"([a-z][\w:]*)([^<>]*)/>",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Chapter:
    path: str
    title: str
    pages: list[str]


class EpubReader:
    """Reads the chapters of a book; pages without prose (cover, contents) are left out.

    A page that has no heading, and that the table of contents does not name, continues the chapter
    before it.
    """

    def accepts(self, source: str, media_type: str) -> bool:  # noqa: ARG002 - part of the protocol
        """Whether the source is an EPUB."""
        return media_type == EPUB

    def read(self, source: str, data: bytes, media_type: str) -> Iterator[Article]:  # noqa: ARG002
        """One article for each chapter.  Raises SourceError for a book that can't be read."""
        # Imported here: choosing a reader for some other source must not cost a parser.
        from audiobook.articles.archives import Archive  # noqa: PLC0415
        from audiobook.articles.epub_package import package_of  # noqa: PLC0415

        with Archive(source, data) as archive:
            package = package_of(source, archive)
            about: list[str] = []
            chapters = list(_chapters(source, archive, package, about))
        if not chapters:
            raise SourceError(source, "has no chapter with text", "pass another book")
        for chapter in chapters:
            yield _article(source, chapter, about, package.stated)


def _chapters(
    source: str, archive: Archive, package: Package, about: list[str]
) -> Iterator[_Chapter]:
    """The chapters; ``about`` is given the pages that are of none, which may state the licence."""
    from audiobook.articles.fragment import fragment_of  # noqa: PLC0415 - see EpubReader.read

    open_chapter: _Chapter | None = None
    for path in package.spine:
        markup = _markup(source, archive.read(path))
        page = fragment_of(source, markup)
        if not page.text or _FURNITURE.search(markup):
            about.append(markup)
            continue
        title = page.first_heading or package.names.get(path, "")
        if open_chapter and package.names and not title:
            open_chapter.pages.append(markup)
        elif len(page.text) >= _SHORTEST_CHARACTERS or (title and len(page.blocks) > 1):
            if open_chapter:
                yield open_chapter
            title = title or package.stated.first("title")
            open_chapter = _Chapter(path, title, [markup])
        else:
            about.append(markup)
    if open_chapter:
        yield open_chapter


def _markup(source: str, data: bytes) -> str:
    """A page as HTML, where an element without content has an end tag of its own."""
    from audiobook.articles.decode import decode  # noqa: PLC0415 - see EpubReader.read
    from audiobook.articles.encodings import declared_encoding  # noqa: PLC0415

    return _EMPTY_ELEMENT.sub(r"<\1\2></\1>", decode(source, data, declared_encoding(data)))


def _article(source: str, chapter: _Chapter, about: list[str], stated: DublinCore) -> Article:
    from audiobook.articles.fragment import fragment_of  # noqa: PLC0415 - see EpubReader.read

    text = fragment_of(source, *chapter.pages)
    addresses = (s for s in stated.all("source") if s.startswith(("http://", "https://")))
    return Article(
        identity=f"{source}#{chapter.path}",
        source=next(addresses, ""),
        title=chapter.title,
        text=text.text,
        blocks=text.blocks,
        passages=text.passages,
        language=stated.first("language"),
        authors=stated.all("creator"),
        publisher=stated.first("publisher") or None,
        published=stated.published(),
        tags=unique_tags(stated.all("subject")),
        metadata=(("book", stated.first("title")), *stated.metadata()),
        markup=_one_page(chapter.pages, about),
    )


def _one_page(pages: list[str], about: list[str]) -> str:
    """A chapter as one page; what its book says of itself stands at the foot, as on a web page."""
    heads = "".join(_inner(page, _HEAD, "</head>") for page in pages)
    text, foot = ("\n".join(_inner(p, _BODY, "</body>") for p in some) for some in (pages, about))
    return f"<html><head>{heads}</head><body>{text}<footer>{foot}</footer></body></html>"


def _inner(page: str, start: re.Pattern[str], end: str) -> str:
    """What stands between two tags; of a page without them, nothing of a head, all of a body."""
    first, last = start.search(page), page.lower().rfind(end)
    if first and first.end() <= last:
        return page[first.end() : last]
    return page if start is _BODY else ""
