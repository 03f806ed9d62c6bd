"""What of an article is left out, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audiobook.model import Article, Block, BlockKind, Credit, Omission

from .pieces import is_large_table
from .readable import unreadable_runs
from .repeats import repeated_runs
from .sentences import sentences
from .spans import Span, gaps, strip, subtract, union

CAPTION = "caption"
CODE = "code"
LARGE_TABLE = "large table"
LICENCE = "licence statement; the credit says it"
OUTSIDE = "outside any block"
REPEAT = "repeated pull quote"
TITLE = "the title, said first"
UNREADABLE = "no word that can be read"

_WHOLE_BLOCKS = {BlockKind.CODE: CODE, BlockKind.CAPTION: CAPTION}
_PROSE = (BlockKind.PARAGRAPH, BlockKind.QUOTE)
_LONGEST_VERSE_LINE = 60


def is_verse(text: str, block: Block) -> bool:
    """Whether a block is set in short lines, as verse is, where a repeat is a refrain."""
    lines = [line for line in text[block.start : block.end].splitlines() if line.strip()]
    return len(lines) > 1 and sum(map(len, lines)) <= _LONGEST_VERSE_LINE * len(lines)


def planned(article: Article, credit: Credit, titles: Iterable[Span]) -> list[Omission]:
    """The omissions known before anything is said, in order and without overlap.

    ``titles`` are headings that only repeat the title.
    """
    text = article.text
    reasons = [
        (LICENCE, union(_inside(text, span) for span in credit.stands_for)),
        (TITLE, list(titles)),
        *((reason, list(_blocks(article, kind))) for kind, reason in _WHOLE_BLOCKS.items()),
        (
            LARGE_TABLE,
            [s for s in _blocks(article, BlockKind.TABLE) if is_large_table(text, s)],
        ),
        (REPEAT, _pull_quotes(article)),
        (UNREADABLE, list(unreadable_runs(text))),
        (OUTSIDE, list(gaps((0, len(text)), union((b.start, b.end) for b in article.blocks)))),
    ]
    omitted: list[Omission] = []
    taken: list[Span] = []
    for reason, spans in reasons:
        fresh = list(subtract(union(spans), taken))
        omitted += _omissions(text, fresh, reason)
        taken = union([*taken, *fresh])
    return sorted(omitted, key=lambda omission: omission.start)


def _omissions(text: str, spans: Iterable[Span], reason: str) -> Iterator[Omission]:
    for span in spans:
        start, end = strip(text, span)
        if start < end:
            yield Omission(start, end, reason)


def _inside(text: str, span: Span) -> Span:
    return (max(0, span[0]), min(len(text), span[1]))


def _blocks(article: Article, kind: BlockKind) -> Iterator[Span]:
    return ((block.start, block.end) for block in article.blocks if block.kind is kind)


def _pull_quotes(article: Article) -> list[Span]:
    """Runs over the prose only: items, headings, tables and verse repeat themselves on purpose."""
    spoken = [
        sentence
        for block in article.blocks
        if block.kind in _PROSE and not is_verse(article.text, block)
        for sentence in sentences(article.text, (block.start, block.end), article.language)
    ]
    return repeated_runs(article.text, spoken)
