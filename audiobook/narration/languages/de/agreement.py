"""The gender of the number one before a noun that the text writes out: "1 rote Zwiebel"."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.patterns import word_before
from audiobook.narration.semiotic import Match

from . import grammar

_ADJECTIVE = re.compile(r" (?P<word>[a-zäöüß]{2,20}?e(?P<end>[mnrs]?)) [A-ZÄÖÜ]")
_GENDERS = {"": "f", "r": "m", "s": "n", "n": "m", "m": "m"}


def form_of(match: Match) -> str:
    """The gender of what one thing is, "" where nothing is counted ("Kapitel 1")."""
    if match.group() != "1" or word_before(match).lower() in grammar.words("before a label"):
        return ""
    noun = grammar.noun_after(match.string, match.end())
    if not noun:
        return "m" if match.string.startswith(" Uhr", match.end()) else ""
    adjective = _ADJECTIVE.match(match.string, match.end())
    by_ending = _GENDERS[adjective["end"]] if adjective else ""
    return grammar.gender(noun) or by_ending or "m"
