"""What a bare number agrees with: the noun after it, by its ending or a table."""

from __future__ import annotations

import re

from audiobook.narration.languages import read_table
from audiobook.narration.languages.shared.patterns import word_after, word_before
from audiobook.narration.semiotic import Match

_CONTEXTS = {row[0]: row[1] for row in read_table("es", "contexts")}


def word_set(name: str) -> frozenset[str]:
    """A set of the words that decide what stands beside them."""
    return frozenset(_CONTEXTS[name].split())


def phrase_set(name: str) -> frozenset[str]:
    """A set of phrases."""
    return frozenset(_CONTEXTS[name].split("|"))


_NOT_COUNTED = word_set("not counted")
_MASCULINE, _FEMININE = word_set("masculine"), word_set("feminine")
_FEMININE_ENDINGS = tuple(word_set("feminine endings"))
_BEFORE_A_YEAR = word_set("before a year")
_YEAR = re.compile(r"[12]\d{3}")


def form_of_one(match: Match) -> str:
    """``m`` or ``f`` of the noun after a match, in the singular or plural; "" if there is none."""
    noun = word_after(match)
    if noun in _NOT_COUNTED or not noun.islower():
        return ""
    singular = noun.removesuffix("s")
    if f"{singular}s" in _MASCULINE:
        return "m"
    endings = tuple(ending.removesuffix("es").removesuffix("s") for ending in _FEMININE_ENDINGS)
    accented = singular.endswith(("ción", "sión", "xión"))
    is_feminine = noun in _FEMININE or accented or singular.endswith(endings)
    return "f" if is_feminine or f"{singular}s" in _FEMININE else "m"


def form_of(match: Match) -> str:
    """``m`` or ``f`` where a plural noun follows at once, else ``""``."""
    noun = word_after(match)
    touches = match.string[match.end() : match.end() + 1] == " "
    if not touches or noun in _NOT_COUNTED or not noun.islower():
        return ""
    if _YEAR.fullmatch(match.group()) and word_before(match).lower() in _BEFORE_A_YEAR:
        return ""
    if noun in _MASCULINE or noun.endswith("istas"):
        return "m"
    if noun in _FEMININE or noun.endswith(_FEMININE_ENDINGS):
        return "f"
    return "m" if noun.endswith("s") else ""
