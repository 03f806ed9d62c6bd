"""What a number agrees with: the gender of the noun after it, or none where it only names."""

from __future__ import annotations

import re

from audiobook.narration.languages import read_table
from audiobook.narration.languages.shared.patterns import word_before
from audiobook.narration.semiotic import Match

from .numbers import NAMING

_CONTEXTS = {row[0]: frozenset(row[1].split()) for row in read_table("fr", "contexts")}
_EPICENE = _CONTEXTS["before nouns of either gender"]
_FEMININE = _CONTEXTS["feminine"]
_MASCULINE = _CONTEXTS["masculine"]
_FEMININE_ENDINGS = tuple(_CONTEXTS["feminine endings"])
# The h of the units is mute but for a few.
_VOWELS = (*"aeiouéèêœ", "habitant", "hect", "heure", "hertz")
_NAMED = _CONTEXTS["before a naming number"]
_ELIDED = re.compile("^(?:qu|[dlnsc])['’]")
_WORDS_AFTER = re.compile(r" ?([^\W\d_]{1,40})(?: ([^\W\d_]{1,40}))?")


def context(name: str) -> frozenset[str]:
    """The words, lower case, that decide a token's class from beside it."""
    return _CONTEXTS[name]


def form(match: Match) -> str:
    """The form of the bare number that a rule has found: "f", NAMING, or "" for masculine."""
    if _ELIDED.sub("", word_before(match).lower()) in _NAMED:
        return NAMING
    following = _WORDS_AFTER.match(match.string, match.end())
    if not following:
        return ""
    noun = following[2] if following[1] in _EPICENE and following[2] else following[1]
    return "f" if is_feminine(noun) else ""


def is_feminine(noun: str) -> bool:
    """Whether a noun is feminine, by short lists and by its ending.

    An ending is listed where nine in ten of its nouns or more are feminine.
    """
    one = noun.removesuffix("s")
    if noun in _FEMININE or one in _FEMININE:
        return True
    return one not in _MASCULINE and one.islower() and one.endswith(_FEMININE_ENDINGS)


def of(noun: str) -> str:
    """What follows a million or a quarter: "d'euros", "de dollars"."""
    return f"d'{noun}" if noun.startswith(_VOWELS) else f"de {noun}"
