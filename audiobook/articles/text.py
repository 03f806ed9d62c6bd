"""Plain text -> Article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from audiobook.articles.dates import stated_date
from audiobook.articles.decode import decode
from audiobook.articles.limits import check_bytes, check_length
from audiobook.articles.media_types import TEXT
from audiobook.articles.people import byline, closing_note, is_name
from audiobook.articles.shape import blocks_of
from audiobook.model import Article, Block, BlockKind

# A title, then a byline and a date in either order.
_HEAD_BLOCKS = 3


class TextReader:
    """Reads plain text: the article's text is the file's, character for character."""

    def accepts(self, source: str, media_type: str) -> bool:  # noqa: ARG002 - part of the protocol
        """Whether the source is plain text."""
        return media_type == TEXT

    def read(self, source: str, data: bytes, media_type: str) -> Iterator[Article]:  # noqa: ARG002
        """The one article in a text.  Raises SourceError for what is not text or has none."""
        check_bytes(source, data)
        text = decode(source, data)
        check_length(source, len(text))
        blocks = blocks_of(text)
        authors, published = _head(text, blocks)
        yield Article(
            identity=source,
            source="",
            title="",
            text=text,
            blocks=blocks,
            language="",
            authors=authors or closing_note(text),
            published=published,
        )


def _head(text: str, blocks: tuple[Block, ...]) -> tuple[tuple[str, ...], datetime | None]:
    """The authors and the date that stand on lines of their own right below the title."""
    lines = [text[block.start : block.end] for block in blocks[:_HEAD_BLOCKS]]
    if not blocks or blocks[0].kind is not BlockKind.HEADING:
        return (), None
    below = lines[1:]
    published = next((date for line in below if (date := stated_date(line))), None)
    authors = next((names for line in below if (names := byline(line))), ())
    # A bare name is only taken for a byline where the date right below it says so.
    if not authors and published and is_name(below[0]) and stated_date(below[-1]):
        authors = (below[0].strip(),)
    return authors, published
