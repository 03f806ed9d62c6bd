"""What a number agrees with: the word after it, the word before it, the sounds beside it."""

from __future__ import annotations

import re

from audiobook.narration.languages import read_table
from audiobook.narration.languages.shared.patterns import word_after, word_before
from audiobook.narration.semiotic import Match

from .numbers import TAKES_UNO, VOWEL

_CONTEXTS = {row[0]: frozenset(row[1].split()) for row in read_table("it", "contexts")}
# Ending, gender; the first that fits decides.
_ENDINGS = (
    (re.compile(r".{2,}[zsg]ion[ei]|.{2,}(?:tà|tù|trice|trici|udine|igine|agine|ie)"), "f"),
    (re.compile(r".+[oò]"), "m"),
    (re.compile(r".+a"), "f"),
)
_UN_BEFORE_A_NAME = re.compile(r"\bun' (?=\w)")
_THOUSANDS = re.compile(
    r"\b(\w{0,40}(?:due|tr[eé]|quattro|cinque|sei|sette|otto|nove|uno|dieci|dici|anta|enti|cento))"
    r" mila\b"
)
_AND_A_HALF = re.compile(r"\be un mezzo\b")
_ONE_PERCENT = re.compile(r"(?<!virgola )\buno (?=per ?(?:cento|mille)\b)")


def words(context: str) -> frozenset[str]:
    """The words of one row of the table of contexts."""
    return _CONTEXTS[context]


def gender(noun: str) -> str:
    """Gender, m or f, by a noun's ending and the table of exceptions; m where neither tells."""
    noun = noun.lower()
    if noun in words("masculine in a") or noun in words("masculine in ione"):
        return "m"
    if noun in words("feminine in e") or noun in words("feminine in o"):
        return "f"
    return next((found for ending, found in _ENDINGS if ending.fullmatch(noun)), "m")


def form_before(noun: str) -> str:
    """The form of 1 before a noun: "m" un, "z" uno, "f" una, "v" un'."""
    if gender(noun) == "f":
        return "v" if VOWEL.match(noun) else "f"
    return "z" if TAKES_UNO.match(noun) else "m"


def form(match: Match) -> str:
    """The form of a bare number: that before the noun it counts, "" where it counts none."""
    noun = word_after(match)
    stands_apart = match.string[match.end() : match.end() + 1] != " "
    if stands_apart or not noun or not noun.islower() or noun in words("not nouns"):
        return ""
    if word_before(match).lower() in words("labels"):
        return ""
    return form_before(noun.split("'")[0].split("’")[0])


def elide(line: str) -> str:
    """The line as it is said: not "un' ora" but "un'ora", "un percento", "due e mezzo"."""
    line = _AND_A_HALF.sub("e mezzo", _UN_BEFORE_A_NAME.sub("un'", line))
    line = _THOUSANDS.sub(lambda match: match[1].replace("é", "e") + "mila", line)
    return _ONE_PERCENT.sub("un ", line)


def until(spoken: str) -> str:
    """Italian "al" before number words: "al dodici", "all'otto"."""
    return f"all'{spoken}" if spoken.startswith(("otto", "undici")) else f"al {spoken}"
