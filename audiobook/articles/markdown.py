"""Markdown -> Article."""

from __future__ import annotations

from collections.abc import Iterator

from audiobook.articles.decode import decode
from audiobook.articles.media_types import MARKDOWN
from audiobook.articles.people import closing_note
from audiobook.articles.titles import clean_title, names_licence
from audiobook.errors import SourceError
from audiobook.model import Article, Block, BlockKind

_MEDIA_TYPES = frozenset({MARKDOWN, "text/x-markdown"})


class MarkdownReader:
    """Reads CommonMark with tables and strikethrough, and front matter in YAML or TOML."""

    def accepts(self, source: str, media_type: str) -> bool:  # noqa: ARG002 - part of the protocol
        """Whether the source is Markdown."""
        return media_type in _MEDIA_TYPES

    def read(self, source: str, data: bytes, media_type: str) -> Iterator[Article]:  # noqa: ARG002
        """The one article in a file.  Raises SourceError, also for broken front matter."""
        # Imported here: choosing a reader for some other source must not cost two parsers.
        from audiobook.articles.compose import compose  # noqa: PLC0415
        from audiobook.articles.front_matter import split_front_matter  # noqa: PLC0415
        from audiobook.articles.limits import check_bytes, check_length  # noqa: PLC0415
        from audiobook.articles.markdown_blocks import markdown_pieces  # noqa: PLC0415

        check_bytes(source, data)
        content = decode(source, data)
        check_length(source, len(content))
        stated = split_front_matter(source, content)
        try:
            text, blocks, passages = compose(markdown_pieces(stated.content))
        except RecursionError as error:
            raise SourceError(
                source, "is nested too deeply", "take some levels of lists or quotes out"
            ) from error
        if not blocks:
            raise SourceError(source, "has no text", "pass a file with an article in it")
        address = stated.text("address")
        yield Article(
            identity=source,
            source=address if address.startswith(("http://", "https://")) else "",
            title=stated.text("title") or _first_heading(text, blocks),
            text=text,
            blocks=blocks,
            language=stated.text("language"),
            authors=stated.authors() or closing_note(text),
            publisher=stated.text("publisher") or None,
            published=stated.published(),
            passages=passages,
            tags=stated.tags(),
            metadata=stated.metadata(),
        )


def _first_heading(text: str, blocks: tuple[Block, ...]) -> str:
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.level == 1:
            heading = clean_title(text[block.start : block.end])
            return "" if names_licence(heading) else heading
    return ""
