"""Bylines, dates of publication and the other lines about an article that stand around its text.

A line is split at its bars and bullets ("By Jane Doe | 3 May 2023 | 5 min read") and believed only
if every part of it is known: a byline, a date, or furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from audiobook.model import Article, Block, BlockKind
from audiobook.narration.spans import Span, strip

from .dates import is_date, is_labelled, is_labelled_date
from .furniture import furniture_reason
from .names import in_usual_case, names_in
from .phrases import phrase, phrases
from .restated import Restatement, trimmed

PRODUCTION = "production credit"
AGAIN = "the byline, said first"
_FIRST_BLOCKS = 8
_LAST_BLOCKS = 6
_LONGEST = 200
_PART = re.compile(r"[^|•·\n]+")
_BAR = re.compile(r"\s+[–—-]\s+")
_MOST_ROLE_WORDS = 6
_SIDE = (BlockKind.CAPTION, BlockKind.ALTERNATIVE, BlockKind.CODE, BlockKind.FOOTNOTE)


@dataclass(slots=True)
class Head:
    """What was found around the text.

    ``lead`` is said right after the title, ``notes`` come last; ``omitted`` is not said.
    ``names`` are those of all bylines, as they are written.
    """

    lead: list[Restatement] = field(default_factory=list)
    notes: list[Span] = field(default_factory=list)
    omitted: list[tuple[str, Span]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def find_head(article: Article, opening: Block | None) -> Head:
    """The bylines and their like, wherever they stand near the beginning or the end.

    ``opening`` is the block that is the title.  A date without a label ("3 May 2023") is only
    believed above the text or right below a byline.
    """
    head = Head()
    blocks = [b for b in article.blocks if b is not opening and b.kind not in _SIDE]
    near_title = True
    for index, block in enumerate(blocks):
        outer = index < _FIRST_BLOCKS or index >= len(blocks) - _LAST_BLOCKS
        found_before = len(head.lead)
        may_be = block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        known = may_be and _Line(article, block, near_title, outer).enter(head)
        near_title = known and (near_title or len(head.lead) > found_before)
    return head


@dataclass(frozen=True, slots=True)
class _Line:
    """One block, as a line about the article.

    ``near_title`` says that nothing but such lines stands between it and the title or a byline,
    ``outer`` that it is one of the first or last blocks.
    """

    article: Article
    block: Block
    near_title: bool
    outer: bool

    @property
    def language(self) -> str:
        return self.article.language

    def enter(self, head: Head) -> bool:
        """Add what the line says to ``head``, and whether it was such a line."""
        start, end = strip(self.article.text, (self.block.start, self.block.end))
        if not 0 < end - start <= _LONGEST:
            return False
        if self.block.kind is BlockKind.PARAGRAPH and self._is_credit(start, end, "production"):
            head.omitted.append((PRODUCTION, (start, end)))
            return True
        if self.block.kind is BlockKind.PARAGRAPH and self._is_credit(start, end, "contribution"):
            head.notes.append((start, end))
            return True
        if not self.outer:
            return False
        found = Head()
        for part in self._parts(start, end):
            if not self._enter_part(part, found):
                return False
        if found.names and set(_folded(found.names)) <= set(_folded(head.names)):
            head.omitted += ((AGAIN, r.span) for r in found.lead)
        else:
            head.lead += found.lead
        head.names += found.names
        head.omitted += found.omitted
        return bool(found.lead or found.omitted)

    def _parts(self, start: int, end: int) -> Iterator[Span]:
        text = self.article.text
        for part in _PART.finditer(text, start, end):
            at = part.start()
            for bar in _BAR.finditer(text, *part.span()):
                yield strip(text, (at, bar.start()))
                at = bar.end()
            yield strip(text, (at, part.end()))

    def _enter_part(self, part: Span, found: Head) -> bool:
        words = " ".join(self.article.text[slice(*part)].split())
        if not any(map(str.isalnum, words)):
            return True
        reason = furniture_reason(words, self.block.kind, self.language)
        if reason is not None:
            found.omitted.append((reason, part))
        elif self._is_dated(words, below_byline=bool(found.names)):
            found.lead.append(Restatement(*part, trimmed(words)))
        elif names := self._names(words):
            found.names += names
            found.lead.append(Restatement(*part, self._byline(words)))
        else:
            return self._enter_byline_and_date(part, found)
        return True

    def _enter_byline_and_date(self, part: Span, found: Head) -> bool:
        """A byline with its date in the same part: "By Jane Doe, 3 May 2023"."""
        text = self.article.text
        for gap in re.finditer(r",?\s(?:on\s)?", text[slice(*part)]):
            byline, date = (part[0], part[0] + gap.start()), (part[0] + gap.end(), part[1])
            said, dated = text[slice(*byline)], text[slice(*date)]
            if self._is_dated(dated, below_byline=True) and (names := self._names(said)):
                found.names += names
                found.lead.append(Restatement(*byline, self._byline(said)))
                found.lead.append(Restatement(*date, trimmed(dated)))
                return True
        return False

    def _is_dated(self, words: str, *, below_byline: bool) -> bool:
        if is_labelled(words, self.language):
            return is_labelled_date(words, self.language)
        return (self.near_title or below_byline) and is_date(words, self.language)

    def _names(self, words: str) -> list[str]:
        """The names of a byline; none if the words are no byline."""
        by = self._by(words)
        rest = words[len(by) :].strip(" .:")
        known = set(_folded(self.article.authors))
        if by or self.block.kind is BlockKind.PARAGRAPH:
            names = names_in(rest, fewest=1)
            if names and set(_folded(names)) <= known:
                return names
        if not by or self.block.kind is not BlockKind.PARAGRAPH:
            return []
        names, comma, role = names_in(rest), *rest.partition(",")[1:]
        is_role = len(role.split()) <= _MOST_ROLE_WORDS and not any(map(str.isdigit, role))
        if names or not comma or not is_role:
            return names
        return names_in(rest.partition(",")[0])

    def _by(self, words: str) -> str:
        folded = words.casefold()
        fitting = [
            by
            for by in phrases("bylines", self.language).get("by", ())
            if folded.startswith(f"{by} ")
        ]
        return max(fitting, key=len, default="")

    def _byline(self, words: str) -> str:
        by = self._by(words)
        names = in_usual_case(words[len(by) :].strip(" .:"))
        by = by or phrase("bylines", self.language, "by") or ""
        line = trimmed(f"{by} {names}".lstrip())
        return line[:1].upper() + line[1:]

    def _is_credit(self, start: int, end: int, kind: str) -> bool:
        """Whether each clause of a line is "Edited by Jane Doe" or another credit of that kind."""
        line = " ".join(self.article.text[start:end].split()).strip("()[]*. ")
        clauses = [clause.strip() for clause in line.split(";")]
        labels = phrases("bylines", self.language).get(kind, ())
        return all(any(_credits(clause, label) for label in labels) for clause in clauses)


def _credits(clause: str, label: str) -> bool:
    return clause.casefold().startswith(f"{label} ") and bool(names_in(clause[len(label) + 1 :]))


def _folded(names: list[str] | tuple[str, ...]) -> list[str]:
    return [" ".join(name.casefold().split()) for name in names]
