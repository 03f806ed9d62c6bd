"""HTML -> Article."""

from __future__ import annotations

from collections.abc import Iterator

from audiobook.articles.media_types import HTML, XHTML
from audiobook.model import Article

_MEDIA_TYPES = frozenset({HTML, XHTML})


class HtmlReader:
    """Reads the main text of a web page, its structure kept and its furniture gone."""

    def accepts(self, source: str, media_type: str) -> bool:  # noqa: ARG002 - part of the protocol
        """Whether the source is a page."""
        return media_type in _MEDIA_TYPES

    def read(self, source: str, data: bytes, media_type: str) -> Iterator[Article]:  # noqa: ARG002
        """The one article of a page.  Raises SourceError for a page without a main text."""
        # Imported here: what reads pages takes a third of a second to load.
        from audiobook.articles.page import article_of_page  # noqa: PLC0415

        yield article_of_page(source, data)
