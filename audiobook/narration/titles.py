"""Where a text says its own title, and what of a title is the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from audiobook.model import Article, Block, BlockKind, TitleOrigin

from .spans import Span, strip

_NUMBERING = re.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3})*[.)]|[ivxlc]{1,6}[.)])\s+(?=\S)")
_PUNCTUATION = re.compile(r"[\W_]+")
# "The Mill - The Valley Times": behind the last bar or dash that stands free.
_TAIL = re.compile(r"\s[|•·»–—-]\s+(?P<site>[^|•·»–—\n]{2,40})$")
_LONGEST_TAIL = 60
_SHORTEST_HOST = 4
_OPENING_HEADINGS = 2  # the name of the paper may stand above the title


def _fold(text: str) -> str:
    """The words of a title, without case, numbering in front and, if it has words, punctuation."""
    plain = " ".join(text.casefold().split())
    return _PUNCTUATION.sub(" ", _NUMBERING.sub("", plain, count=1)).strip() or plain


def title_blocks(article: Article) -> tuple[Block | None, list[Span]]:
    """The block that is the title, if the text begins with it, and headings that say it again.

    A title may have the name of its site at its end, which the text does not repeat.
    """
    tail = _tail(article.title)
    titles = {_fold(article.title), _fold(article.title[: tail.start()] if tail else article.title)}
    first = article.blocks[:1]
    opening = next((b for b in first if _fold(article.text[b.start : b.end]) in titles), None)
    if opening is not None:
        return opening, []
    headings = [b for b in article.blocks if b.kind is BlockKind.HEADING][:_OPENING_HEADINGS]
    return None, [
        (b.start, b.end) for b in headings if _fold(article.text[b.start : b.end]) in titles
    ]


def opens_with_its_title(article: Article) -> bool:
    """Whether the title was taken from the text's first words: it would be heard twice in a row."""
    return article.title_origin is TitleOrigin.TEXT and _fold(article.text).startswith(
        _fold(article.title)
    )


def _tail(title: str) -> re.Match[str] | None:
    return _TAIL.search(title.rstrip(), max(0, len(title.rstrip()) - _LONGEST_TAIL))


def site_in_title(article: Article, credited: Iterable[str]) -> str | None:
    """The name of the site at the end of the title, with the dash before it, if it is one.

    That is known by the publisher's name, the source's host, or the names in ``credited``, lines
    that name those who made the article.
    """
    tail = _tail(article.title)
    if tail is None or not _fold(article.title[: tail.start()]):
        return None
    site = _fold(tail["site"])
    host = urlsplit(article.source).netloc if "://" in article.source[:20] else ""
    joined = site.replace(" ", "")
    is_site = (
        site == _fold(article.publisher or "")
        or (len(joined) >= _SHORTEST_HOST and joined in host.casefold().replace("-", ""))
        or any(f" {site} " in f" {_fold(line)} " for line in credited)
    )
    return tail[0].strip() if is_site else None


def site_at_end(text: str, block: Block, tail: str) -> Span | None:
    """Where a title's block ends with the name of the site; None if it does not."""
    start, end = strip(text, (block.start, block.end))
    return (end - len(tail), end) if text[start:end].endswith(f" {tail}") else None
