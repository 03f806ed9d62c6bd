"""Pieces of patterns that several classes share, and what stands around a match."""

from __future__ import annotations

import re
from collections.abc import Iterable

from audiobook.narration.languages import read_table
from audiobook.narration.semiotic import Match

# A number begins where no letter, digit or decimal stands before it, and ends likewise.
BEGIN = r"(?<![\w.])(?<!\d[,:/])"
END = r"(?!\w)(?![.,:/]\d)"
# Groups are bounded, so that a line of nothing else is not read again from each of them.
WHOLE = r"(?:\d{1,3}(?:,\d{3}){1,12}(?!\d)|\d+)"
# A comma before one or two digits is a decimal one, as most of Europe writes it, but not in a list.
_DECIMAL_COMMA = r",\d{1,2}(?![\w,]?\d|[a-z-]| (?:and|or|&) \d)"
NUMBER = rf"(?:{WHOLE}(?:\.\d+|{_DECIMAL_COMMA})?|\.\d+)"
# The same guard after the first sign, and a number that begins with it: a pattern that begins with
# a set of signs is searched for three times as fast as one that begins by looking back.
GUARD = r"(?<![\w.][\d.])(?<!\d[,:/]\d)"
_REST_OF_NUMBER = (
    r"(?<=\d)(?:\d{0,2}(?:,\d{3}){1,12}(?!\d)|\d*)"
    rf"(?:\.\d+|{_DECIMAL_COMMA})?|(?<=\.)\d+"
)
FIRST_NUMBER = rf"[\d.]{GUARD}(?:{_REST_OF_NUMBER})"
# A number, a fraction or both; the second form begins a pattern.
VULGAR = "¼-¾⅓-⅞"
FRACTION = rf"\d+ \d/\d{{1,2}}|\d/\d{{1,2}}|\d*[{VULGAR}]"
AMOUNT = rf"(?:{FRACTION}|{NUMBER})"
FIRST_AMOUNT = (
    rf"[\d.{VULGAR}](?<![\w.,].)(?:(?<=\d)(?:\d* \d/\d{{1,2}}|/\d{{1,2}}|\d*[{VULGAR}])"
    rf"|(?<=[{VULGAR}])|{_REST_OF_NUMBER})"
)
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
SIGN = r"(?:(?<![\w)%])[-−–+])?"
# A set of three runs of characters takes long to compile, this does not.
DASH = r"\s?(?:--|[-‒-—]|−)\s?"

_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’]*)[.]?\s*[(\[\"“‘']*$")
_WORD_AFTER = re.compile(r"\s*([^\W_][\w'’]*)")
_NOTES = r"(?:\s?\[[\d ,–-]{1,20}\])*"
# A letter alone is a label ("Bldg. C", "in. W. of"), but an initial may begin a sentence.
_NO_LABEL = (
    r"(?!(?:[IVX]{2,6}|[VX])\b|I[–-]|[B-HJ-Z](?:\b(?!\.)|\. (?![A-Z]))|B\.C|A\.D|[NSEW]?[NS][EW]\b)"
)
_SENTENCE_END = re.compile(rf"[\"”’')\]]*{_NOTES}(?:$|\s+[\"“‘'\[]*{_NO_LABEL}[A-Z])")
_COMPOUND_START, _COMPOUND_END = re.compile(r"^[\w-]+"), re.compile(r"[\w-]+$")
_SHOUTED = 0.6
_WINDOW, _NEAR = 40, 60


def alternatives(words: Iterable[str]) -> str:
    """A pattern of any of some words, the longest first; one branch for each first letter."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda w: (-len(w), w)):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(
        re.escape(first) + (found[0] if len(found) == 1 else f"(?:{'|'.join(found)})")
        for first, found in sorted(rests.items())
    )


def table(name: str) -> dict[str, str]:
    """A table of two columns."""
    return {row[0]: row[1] for row in read_table("en", name)}


def word_set(name: str) -> frozenset[str]:
    """A set of the words that decide a token's class from beside it."""
    return frozenset(table("contexts")[name].split())


def word_before(match: Match) -> str:
    """The word before a match, "" if a number, a stop or nothing stands there."""
    found = _WORD_BEFORE.search(match.string[max(0, match.start() - _WINDOW) : match.start()])
    return found[1] if found else ""


def word_after(match: Match) -> str:
    """The word after a match, "" if none follows at once."""
    found = _WORD_AFTER.match(match.string, match.end())
    return found[1] if found else ""


def full_stop(match: Match) -> str:
    """The stop of an abbreviation that ends a sentence as well, else ""."""
    ends = match.group().endswith(".") and _SENTENCE_END.match(match.string, match.end())
    return "." if ends else ""


def is_shouted(match: Match) -> bool:
    """Whether the words around a match are set in capitals, so that its own say nothing."""
    letters = [c for c in _around(match) if c.isalpha()]
    return sum(c.isupper() for c in letters) > _SHOUTED * len(letters)


def _around(match: Match) -> str:
    """The words near a match; those it is hyphenated with say nothing of how the line is set."""
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    after = match.string[match.end() : match.end() + _NEAR]
    before += "-" if match.group().startswith("-") else ""
    if before.endswith("-") or after.startswith("-"):
        others = _COMPOUND_END.sub("", before) + _COMPOUND_START.sub("", after, count=1)
        if any(c.isalpha() for c in others):
            return others
    return before + match.group() + after
