"""What a number agrees with: the noun after it."""

from __future__ import annotations

import re

from audiobook.narration.languages import read_table
from audiobook.narration.languages.shared.patterns import word_after, word_before
from audiobook.narration.semiotic import Match

_OF_THEM = frozenset({"das", "dessas", "destas", "daquelas", "delas"})
_YEAR_DIGITS = 4
_CONTEXTS = {row[0]: frozenset(row[1].split()) for row in read_table("pt", "contexts")}
_FEMININE = re.compile(r".+(?:as?|ãs?|[çsx]ões|[çsx]ão|dades?|tudes?|gens?)")


def words(context: str) -> frozenset[str]:
    """The words of one row of the table of contexts."""
    return _CONTEXTS[context]


def gender(noun: str) -> str:
    """Gender m or f, by the table of exceptions and a noun's ending; m where neither tells."""
    noun = noun.lower()
    if noun in words("feminine"):
        return "f"
    return "f" if noun not in words("masculine") and _FEMININE.fullmatch(noun) else "m"


def form(match: Match) -> str:
    """The form of a bare number: that of the noun it counts, "" where it counts none."""
    noun = word_after(match)
    if noun in _OF_THEM:
        return "f"
    stands_apart = match.string[match.end() : match.end() + 1] != " "
    if stands_apart or not noun.islower() or noun in words("not nouns"):
        return ""
    before = word_before(match).lower()
    is_year = before in words("before a year") and len(match.group()) == _YEAR_DIGITS
    return "" if is_year or before in words("labels") else gender(noun)
