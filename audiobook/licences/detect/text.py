"""Licences in an article's text: what it states of itself, and what it leaves unclear."""

from __future__ import annotations

from collections.abc import Iterator

from audiobook.licences.detect import vocabulary
from audiobook.licences.detect.mentions import Mention, mentions
from audiobook.licences.detect.signs import Sign, fold
from audiobook.licences.detect.statement import (
    is_doubtful,
    sentence_around,
    sign_in,
    statements_in,
)
from audiobook.model import Article, BlockKind

_QUOTED = frozenset(
    {
        BlockKind.QUOTE,
        BlockKind.CODE,
        BlockKind.FORMULA,
        BlockKind.CAPTION,
        BlockKind.ALTERNATIVE,
        BlockKind.TABLE,
    }
)
_OPENING = 1000
_CLOSING = 2000


def statements(article: Article) -> list[Sign]:
    """The signs in an article's text, in order, each with the span of its sentence or line.

    Texts speak of themselves where they begin or end; in between, and in quotes, code, captions
    and tables, such a sentence is part of what is told.
    """
    signs = [*statements_in(article.text), *_closing(article.text)]
    return [s for s in signs if s.span and _speaks_of_itself(article, *s.span)]


def unclear(article: Article) -> str | None:
    """A sentence that puts something under a licence, this text or another, or at another time.

    It says too little to be a sign, and too much to say that no licence is named.
    """
    text = article.text
    for mention in mentions(text):
        start, end = sentence_around(text, mention.start, mention.end)
        before = text[start : mention.start]
        subject = vocabulary.SUBJECT.match(before) or vocabulary.PRONOUN.match(before)
        here = _speaks_of_itself(article, start, end)
        if subject and here and _is_granting(text, mention, start, end):
            return fold(text[start:end])
    return None


def _speaks_of_itself(article: Article, start: int, end: int) -> bool:
    quoted = (b for b in article.blocks if b.kind in _QUOTED)
    at_an_end = start < _OPENING or end > len(article.text) - _CLOSING
    return at_an_end and not any(b.start <= start < b.end for b in quoted)


def _closing(text: str) -> Iterator[Sign]:
    """The last sentence, if it says "It is licensed under …" and can mean nothing but the text."""
    whole = len(text.rstrip())
    for mention in mentions(text):
        start, end = sentence_around(text, mention.start, mention.end)
        before = text[start : mention.start]
        if (
            end >= whole
            and vocabulary.PRONOUN.match(before)
            and _is_granting(text, mention, start, end)
            and not is_doubtful(before)
            and _means_the_text(text[:start])
        ):
            yield sign_in(text, mention, (start, min(end, whole)))


def _is_granting(text: str, mention: Mention, start: int, end: int) -> bool:
    before, after = text[start : mention.start], text[mention.end : end]
    return bool(vocabulary.GRANT.search(before) or vocabulary.GRANT_AFTER.search(after))


def _means_the_text(told: str) -> bool:
    """Whether a pronoun after these words stands for the text, and not for a thing in it.

    It does where the sentence before opens with this text, or a paragraph opens with the pronoun.
    """
    end = len(told.rstrip())
    start, _ = sentence_around(told, max(end - 1, 0), max(end - 1, 0))
    last = told[start:end]
    opens_paragraph = "\n\n" in told[end:] or not last
    return not is_doubtful(last) and bool(opens_paragraph or vocabulary.SUBJECT.match(last))
