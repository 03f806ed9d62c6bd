"""Where a text says its own title."""

from __future__ import annotations

import re

from audiobook.model import Article, Block, BlockKind, TitleOrigin

from .spans import Span

_NUMBERING = re.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3})*[.)]|[ivxlc]{1,6}[.)])\s+(?=\S)")
_PUNCTUATION = re.compile(r"[\W_]+")


def _fold(text: str) -> str:
    """The words of a title, without case, numbering in front and, if it has words, punctuation."""
    plain = " ".join(text.casefold().split())
    return _PUNCTUATION.sub(" ", _NUMBERING.sub("", plain, count=1)).strip() or plain


def title_blocks(article: Article) -> tuple[Block | None, list[Span]]:
    """The block that is the title, if the text begins with it, and headings that say it again."""
    title, first = _fold(article.title), article.blocks[:1]
    opening = next((b for b in first if _fold(article.text[b.start : b.end]) == title), None)
    if opening is not None:
        return opening, []
    headings = [b for b in article.blocks if b.kind is BlockKind.HEADING][:1]
    return None, [
        (b.start, b.end) for b in headings if _fold(article.text[b.start : b.end]) == title
    ]


def opens_with_its_title(article: Article) -> bool:
    """Whether the title was taken from the text's first words: it would be heard twice in a row."""
    return article.title_origin is TitleOrigin.TEXT and _fold(article.text).startswith(
        _fold(article.title)
    )
