"""Furniture of a web page that an extractor took for text: adverts, buttons, links elsewhere.

A block is furniture if it is, whole, one of the phrases of ``furniture.tsv``; nothing is found
inside a block, so that no sentence of the article is ever cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from audiobook.model import Article, Block, BlockKind
from audiobook.narration.languages import base_tag
from audiobook.narration.spans import Span, strip

from .phrases import phrases

_RELATED = "links to other articles"
_LONGEST = 200
_SENTENCE_ENDS = (".", "!", "?", "…")
_OUTER_MARKS = re.compile(r"^[^\w#@(]+|[^\w)]+$")
_WILDCARD = re.compile("[…#]")
# Behind a word with a stop there would be another sentence.
_INNER_WORD = r"(?:\S*[^\s.!?…] )"
_MEANING = {"…": rf"{_INNER_WORD}{{0,15}}\S+", "#": r"\d[\d.,]*[kKmM]?"}


@cache
def _patterns(tag: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (reason, re.compile("|".join(f"(?:{_pattern(words)})" for words in alternatives)))
        for reason, alternatives in phrases("furniture", tag).items()
    )


def _pattern(words: str) -> str:
    literal = map(re.escape, _WILDCARD.split(words))
    meanings = (_MEANING[mark] for mark in _WILDCARD.findall(words))
    return next(literal) + "".join(m + text for m, text in zip(meanings, literal, strict=True))


def furniture_reason(text: str, kind: BlockKind, language: str) -> str | None:
    """What piece of furniture a block's text is; None for a sentence, or anything in doubt.

    ``kind`` is the block's: a heading or item may well be one plain word ("Print") in earnest.
    """
    line = " ".join(text[: _LONGEST + 1].split())
    if len(line) > _LONGEST:
        return None
    bare = _OUTER_MARKS.sub("", line).casefold()
    if " " not in bare and (kind is not BlockKind.PARAGRAPH or line.endswith(_SENTENCE_ENDS)):
        return None
    patterns = _patterns(base_tag(language))
    return next((reason for reason, pattern in patterns if pattern.fullmatch(bare)), None)


_MAY_BE = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING)


def furniture(article: Article) -> Iterator[tuple[str, Span]]:
    """The blocks that are furniture, each with what it is, in order.

    A list right below "Related articles" goes with it if no item of it is a sentence.
    """
    related: list[Block] = []
    heads_related = False
    for block in article.blocks:
        text = article.text[block.start : block.end]
        reason = None
        if block.kind in _MAY_BE:
            reason = furniture_reason(text, block.kind, article.language)
        if heads_related and block.kind is BlockKind.ITEM and reason is None:
            related.append(block)
            continue
        yield from _links(article, related)
        related = []
        heads_related = reason == _RELATED
        if reason:
            yield reason, (block.start, block.end)
    yield from _links(article, related)


def _links(article: Article, items: list[Block]) -> Iterator[tuple[str, Span]]:
    spans = [strip(article.text, (item.start, item.end)) for item in items]
    if not any(article.text[start:end].endswith(".") for start, end in spans):
        yield from ((_RELATED, span) for span in spans)
