"""Licences in an article's text: what it states of itself, and what it leaves unclear."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from audiobook.licences.detect import vocabulary
from audiobook.licences.detect.bounds import ends
from audiobook.licences.detect.mentions import Mention, mentions, without_mentions
from audiobook.licences.detect.own_words import in_own_words
from audiobook.licences.detect.signs import Sign, fold
from audiobook.licences.detect.statement import (
    is_doubtful,
    sentence_around,
    sign_in,
    statements_in,
)
from audiobook.licences.known import UNTYPED
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
_LONGEST_LINE = 200


def statements(article: Article) -> list[Sign]:
    """The signs in an article's text, in order, each with the span of its sentence or line.

    Texts speak of themselves where they begin or end; in between, and in quotes, code, captions
    and tables, such a sentence is part of what is told.
    """
    signs: list[Sign] = []
    for offset, told in ends(article.text):
        found = [*statements_in(told), *in_own_words(told)]
        if offset + len(told) == len(article.text):
            found += _closing(told)
            # In a page, a line that is but a licence is mostly a picture's.
            found += [] if article.markup else _last_line(told)
        signs += (_moved(sign, offset) for sign in found)
    of_itself = _self_description(article)
    return [s for s in signs if s.span and of_itself(*s.span)]


def unclear(article: Article) -> str | None:
    """A sentence that puts something under a licence, this text or another, or at another time.

    It says too little to be a sign, and too much to say that no licence is named.
    """
    of_itself = _self_description(article)
    for offset, text in ends(article.text):
        for mention in mentions(text):
            start, end = sentence_around(text, mention.start, mention.end)
            before = text[start : mention.start]
            subject = vocabulary.SUBJECT.match(before) or vocabulary.PRONOUN.match(before)
            here = subject and of_itself(offset + start, offset + end)
            if here and _is_granting(text, mention, start, end):
                return fold(text[start:end])
    return None


def _moved(sign: Sign, offset: int) -> Sign:
    start, end = sign.span or (0, 0)
    return replace(sign, span=(start + offset, end + offset))


def _self_description(article: Article) -> Callable[[int, int], bool]:
    """Tells whether a stretch lies where a text speaks of itself, in its own words."""
    closing = len(article.text) - _CLOSING
    quoted = [
        block
        for block in article.blocks
        if block.kind in _QUOTED and (block.start < _OPENING or block.end > closing)
    ]

    def tells(start: int, end: int) -> bool:
        at_an_end = start < _OPENING or end > closing
        return at_an_end and not any(b.start <= start < b.end for b in quoted)

    return tells


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


def _last_line(text: str) -> Iterator[Sign]:
    """The last line, if it is a licence and nothing else."""
    end = len(text.rstrip())
    start = text.rfind("\n", 0, end) + 1
    if end - start > _LONGEST_LINE:
        return
    named = [m for m in mentions(text[start:end]) if m.licence is not UNTYPED]
    if named and not re.search(r"\w", without_mentions(text[start:end])):
        yield Sign(named[0].licence, fold(text[start:end]), span=(start, end))


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
