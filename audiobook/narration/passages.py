"""Passages in another language than the article's, where they are read in their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from audiobook.model import Article, Passage

from .sentences import sentences
from .spans import Span, overlapping, strip

_QUOTES = frozenset('"“”„‟«»‹›「」『』‘’')
_OPENING = re.compile(r"(?:[\"'“”„‟‘‚«»‹›「『（(\[]\s?)+$")
_CLOSING = re.compile(r"(?:[\"'“”‟‘’»«›‹」』）)\].,;:!?…。，！？]|\s[»›!?;:](?!\w))+")
_FEWEST_WORDS = 4
_MOST_MARKS = 6


@dataclass(frozen=True, slots=True)
class Tongues:
    """Which stretch of an article is read in which language."""

    article: Article

    def of_whole(self, span: Span) -> str:
        """The language of a stretch that is read in one: a passage's, if it is one, marks aside."""
        whole = strip(self.article.text, span)
        inside = list(self._inside(whole))
        is_foreign = len(inside) == 1 and self._with_marks(inside[0], whole) == whole
        return inside[0].language if is_foreign else self.article.language

    def stretches(self, span: Span) -> Iterator[tuple[Span, str]]:
        """A stretch in order, parted where a passage is read on its own, with their languages.

        That is a passage of whole sentences, or a quotation of four words or more; a foreign word
        or two stay in the narrator's sentence.
        """
        at, end = span
        for passage in self._apart(span):
            if at < passage.start:
                yield (at, passage.start), self.article.language
            yield (passage.start, passage.end), passage.language
            at = passage.end
        if at < end:
            yield (at, end), self.article.language

    def _inside(self, span: Span) -> Iterator[Passage]:
        """The passages, as far as they lie in a stretch and have words."""
        text = self.article.text
        for passage in overlapping(self.article.passages, span, lambda p: (p.start, p.end)):
            start, end = strip(text, (max(passage.start, span[0]), min(passage.end, span[1])))
            if any(map(str.isalnum, text[start:end])):
                yield Passage(start, end, passage.language)

    def _apart(self, span: Span) -> Iterator[Passage]:
        """The passages in a stretch that are read on their own, with the marks around them."""
        text = self.article.text
        inside = list(self._inside(span))
        if not inside:
            return
        own = list(sentences(text, span, self.article.language))
        starts, ends = {start for start, _ in own}, {end for _, end in own}
        at = span[0]
        for passage, following in zip_longest(inside, inside[1:]):
            room = (at, following.start if following else span[1])
            start, end = self._with_marks(passage, room)
            if (start in starts and end in ends) or self._is_quotation(passage, (start, end)):
                yield Passage(start, end, passage.language)
                at = end

    def _with_marks(self, passage: Passage, room: Span) -> Span:
        """A passage and the quotation marks and stops that touch it, within ``room``."""
        text = self.article.text
        start, end = passage.start, passage.end
        before = _OPENING.search(text[max(room[0], start - _MOST_MARKS) : start])
        after = _CLOSING.match(text[end : min(room[1], end + _MOST_MARKS)])
        return (start - len(before[0]) if before else start, end + len(after[0]) if after else end)

    def _is_quotation(self, passage: Passage, widened: Span) -> bool:
        text = self.article.text
        opening = text[widened[0] : passage.start + 1]
        closing = text[passage.end - 1 : widened[1]]
        return (
            len(text[passage.start : passage.end].split()) >= _FEWEST_WORDS
            and not _QUOTES.isdisjoint(opening)
            and not _QUOTES.isdisjoint(closing)
        )
