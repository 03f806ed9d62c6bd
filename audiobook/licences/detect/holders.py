"""Whom a statement names as the holder of the rights, in its own words or in a © line beside it."""

from __future__ import annotations

import re

from audiobook.licences.detect import vocabulary
from audiobook.licences.detect.signs import fold

# Neither a pronoun, nor the thing that is licensed, nor the licence itself.
_OWN = (
    r"(?!(?:this|these|our|the (?:site|author)|diese[rs]?|website|webseite|seite|site|page|blog"
    r"|(?:all|some|no|alle|einige) (?:rights|rechte)|creative commons|cc|https?|licen[cs]ed|by)\b)"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b:?)\s*(?:©\s*)?(?:(?P<year>\d{4})(?:\s*[-–]\s*(?:\d{4}|\w+))?,?\s*)?"
    rf"(?:(?:by|von|par|por|di)\s+)?(?P<holder>{_OWN}[^\W\d_][^\n,;:()©|\d]{{1,60}}?)"
    r"(?=\s*(?:[\n,;:()©|\d]|(?<!(?-i:[A-Z]))(?<!\bDr)(?<!\bal)(?<!\bInc)\.(?:\s|$)|[-–]\s|$))",
    re.IGNORECASE,
)
_NAMED = tuple(
    re.compile(expression, re.IGNORECASE)
    for expression in (
        r"\b(?:contents?|articles?|texts?|material|works?|stories)\s+(?:by|of|from)\s+"
        rf"(?P<holder>{_OWN}[^,;:()]{{2,80}}?)\s+(?:is|are)\b",
        r"\bunder\s+(?:a\s+)?Creative\s+Commons(?:\s+licen[cs]e)?\s+by\s+"
        rf"(?P<holder>{_OWN}[^\n,;:()]{{2,60}}?)[™®]?\s*(?:\.|$)",
        rf"\blicen[cs]ed\s+by\s+(?P<holder>{_OWN}[^\n,;:()]{{2,60}}?)\s+under\b",
        rf"\b(?:Inhalte?|Texte?|Artikel)\s+(?:von|der|des)\s+(?P<holder>{_OWN}[^,;:()]{{2,80}}?)"
        r"\s+(?:ist|sind|stehen|steht)\b",
    )
)
_GRANTER = re.compile(
    r"(?:\s+[Ll]icen[cs]e)?(?:\s*\([^()]*\))?\s+by\s+"
    r"(?P<holder>(?:the\s+)?[^\W\d_a-z][^\n,;:()]{1,59}?)[™®]?[.\s]*"
)
_BESIDE = 120
"""Characters before and after a statement where a © line is looked for."""


def holder_in(sentence: str) -> str | None:
    """Whose content a sentence says it is: the words after "content by" or after ©."""
    for pattern in _NAMED:
        if match := pattern.search(sentence):
            return fold(match["holder"])
    match = _COPYRIGHT.search(sentence)
    if match and (match["year"] or not re.search(r"\w", sentence[: match.start()])):
        return fold(match["holder"])
    return None


def granter_in(after: str) -> str | None:
    """Who grants a licence, where the words after it say by whom and no more."""
    match = _GRANTER.fullmatch(after)
    return fold(match["holder"]) if match else None


def holder_beside(text: str, span: tuple[int, int]) -> str | None:
    """Whom a © line names that stands directly before or after a statement."""
    start, end = span
    before = text[max(start - _BESIDE, 0) : start].rstrip()
    after = text[end : end + _BESIDE].lstrip()
    for line in (before[before.rfind("\n") + 1 :], after.partition("\n")[0]):
        match = _COPYRIGHT.search(line)
        # A © within a sentence, or of a picture, is another's.
        is_own = match and not re.search(r"\w", line[: match.start()])
        if match and is_own and not vocabulary.ELSEWHERE.search(line):
            return fold(match["holder"])
    return None
