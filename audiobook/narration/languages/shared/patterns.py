"""Pieces of patterns that several classes share, and what stands around a match."""

from __future__ import annotations

import re
from collections.abc import Iterable

from audiobook.narration.semiotic import Match

from .words import Numerals

# A number begins where no letter, digit or decimal stands before it, and ends likewise.
BEGIN = r"(?<![\w.,])(?<!\d[:/'’])"
END = r"(?!\w)(?![.,:/'’]\d)"
SIGN = r"(?:(?<![\w)%.,])[-−–+±])?"
DASH = r" ?[-–—−] ?"

_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’-]*)[.]?\s*[(\[\"“‘«„']*$")
_WORD_AFTER = re.compile(r"\s*[(\[\"“‘«„']*([^\W\d_][\w'’-]*)")
_SENTENCE_END = re.compile(r"[\"”’'»“)\]]*(?:$|\s+[\"“‘«„¿¡'(\[]*(?=[^\W\d_])(?P<next>.))")
_WINDOW = 40


def alternatives(words: Iterable[str]) -> str:
    """A pattern of any of some words, the longest first; one that never fits for none."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"


def whole(numerals: Numerals) -> str:
    """A pattern of whole numbers, their groups parted by one and the same mark."""
    # Groups are bounded, so that a line of nothing else is not read again from each of them.
    marks = "|".join(rf"(?:{re.escape(m)}\d{{3}}){{1,12}}" for m in numerals.grouping)
    return rf"(?:\d{{1,3}}(?:{marks})(?!\d)|\d+)"


def number(numerals: Numerals) -> str:
    """A pattern of numbers with or without decimals, without a sign.

    The other way of writing is known as well: "1,234.5" beside "1.234,5".
    """
    mark = re.escape(numerals.decimal_mark)
    other = re.escape(other_mark(numerals))
    grouped = rf"\d{{1,3}}(?:{mark}\d{{3}})"
    foreign = (
        rf"{grouped}{{1,12}}{other}\d+",
        rf"{grouped}{{2,12}}(?!\d)",
        rf"\d+{other}(?!\d{{3}}(?!\d))\d+(?![.,]\d)",
    )
    return rf"(?:{'|'.join(foreign)}|{whole(numerals)}(?:{mark}\d+)?)"


def other_mark(numerals: Numerals) -> str:
    """The decimal mark that the language does not use, comma or point."""
    return "." if numerals.decimal_mark == "," else ","


def word_before(match: Match) -> str:
    """The word before a match, "" if a number or a stop of a sentence stands there."""
    found = _WORD_BEFORE.search(match.string[max(0, match.start() - _WINDOW) : match.start()])
    return found[1] if found else ""


def word_after(match: Match) -> str:
    """The word after a match, "" if none follows at once."""
    found = _WORD_AFTER.match(match.string, match.end(), match.end() + _WINDOW)
    return found[1] if found else ""


def full_stop(match: Match) -> str:
    """The stop of an abbreviation that ends a sentence as well, else ""."""
    if not match.group().endswith("."):
        return ""
    end = _SENTENCE_END.match(match.string, match.end())
    return "." if end and not (end["next"] or "A").islower() else ""
