"""What of an article is left out, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from audiobook.model import Article, BlockKind, Credit, Omission, Style

from .readable import unreadable_runs
from .repeats import repeated_runs
from .sentences import sentences
from .spans import Span, gaps, strip, subtract, union
from .structure.furniture import furniture
from .structure.glued import REASON as TAGS
from .structure.glued import glued_tags
from .structure.image_credits import REASON as IMAGE_CREDIT
from .structure.image_credits import image_credits
from .tables import is_large_table
from .verse import is_verse

CAPTION = "caption"
LARGE_TABLE = "large table"
LICENCE = "licence statement; the credit says it"
OUTSIDE = "outside any block"
REPEAT = "repeated pull quote"
TITLE = "the title, said first"
UNREADABLE = "no word that can be read"

_NEVER_READ = {
    BlockKind.CODE: "code",
    BlockKind.FORMULA: "formula",
    BlockKind.FOOTNOTE: "footnote",
}
_PROSE = (BlockKind.PARAGRAPH, BlockKind.QUOTE)

Found = Iterable[tuple[str, Span]]


def planned(article: Article, style: Style, credit: Credit, known: Found) -> list[Omission]:
    """The omissions known before anything is said, in order and without overlap.

    ``known`` are those found before, with their reasons: headings that only repeat the title, say.
    Where two meet, the one that is found first wins.
    """
    text = article.text
    taken: list[Span] = []
    omitted: list[Omission] = []
    for reason, spans in _by_reason(_found(article, style, credit, known)).items():
        fresh = list(subtract(union(spans), taken))
        omitted += _omissions(text, fresh, reason)
        taken = union([*taken, *fresh])
    return sorted(omitted, key=lambda omission: omission.start)


def _found(
    article: Article, style: Style, credit: Credit, known: Found
) -> Iterator[tuple[str, Span]]:
    """All that may be left out, what decides first."""
    text = article.text
    for span in credit.stands_for:
        yield LICENCE, (max(0, span[0]), min(len(text), span[1]))
    yield from known
    yield from _unread_blocks(article, style)
    yield from furniture(article)
    for span in image_credits(article):
        yield IMAGE_CREDIT, span
    if tags := glued_tags(article):
        yield TAGS, tags
    for span in _pull_quotes(article):
        yield REPEAT, span
    for span in unreadable_runs(text):
        yield UNREADABLE, span
    for span in gaps((0, len(text)), union((b.start, b.end) for b in article.blocks)):
        yield OUTSIDE, span


def _by_reason(found: Found) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = defaultdict(list)
    for reason, span in found:
        spans[reason].append(span)
    return spans


def _omissions(text: str, spans: Iterable[Span], reason: str) -> Iterator[Omission]:
    for span in spans:
        start, end = strip(text, span)
        if start < end:
            yield Omission(start, end, reason)


def _unread_blocks(article: Article, style: Style) -> Iterator[tuple[str, Span]]:
    """The blocks of kinds that are not read, or not in this style."""
    blocks = article.blocks
    for index, block in enumerate(blocks):
        span = (block.start, block.end)
        if block.kind in _NEVER_READ:
            yield _NEVER_READ[block.kind], span
        elif block.kind is BlockKind.CAPTION and not style.captions:
            yield CAPTION, span
        elif block.kind is BlockKind.ALTERNATIVE:
            # A picture that has a caption needs no description.
            beside = (*blocks[max(0, index - 1) : index], *blocks[index + 1 : index + 2])
            if not style.alternative_texts or any(b.kind is BlockKind.CAPTION for b in beside):
                yield str(BlockKind.ALTERNATIVE), span
        elif block.kind is BlockKind.TABLE and is_large_table(article.text, span):
            yield LARGE_TABLE, span


def _pull_quotes(article: Article) -> list[Span]:
    """Runs over the prose only: items, headings, tables and verse repeat themselves on purpose."""
    spoken = [
        sentence
        for block in article.blocks
        if block.kind in _PROSE and not is_verse(article.text, block)
        for sentence in sentences(article.text, (block.start, block.end), article.language)
    ]
    return repeated_runs(article.text, spoken)
