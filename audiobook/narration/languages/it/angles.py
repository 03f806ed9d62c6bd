"""Angles and minutes in Italian: "45°", "41°54′ N", "al 78'"."""

from __future__ import annotations

from audiobook.narration.languages.shared.angles import Angles, angle_rules
from audiobook.narration.languages.shared.patterns import word_before
from audiobook.narration.languages.shared.words import Noun
from audiobook.narration.semiotic import Match

from .numbers import cardinal, ordinal
from .words import NUMERALS

_ARTICLES = frozenset({"al", "all", "dal", "dall", "nel", "del", "dell", "il", "l"})


def _say_minutes(match: Match) -> str:
    """The minute of a match is a rank, "al settantottesimo"; a span of minutes is none."""
    if word_before(match).lower() in _ARTICLES:
        return ordinal(match["n"])
    return f"{cardinal(match['n'], 'm')} {'minuto' if match['n'] == '1' else 'minuti'}"


RULES = angle_rules(
    Angles(
        points={"N": "nord", "S": "sud", "E": "est", "O": "ovest", "W": "ovest"},
        parts=(
            Noun(("grado", "gradi"), "m"),
            Noun(("primo", "primi"), "m"),
            Noun(("secondo", "secondi"), "m"),
        ),
        inch=Noun(("pollice", "pollici"), "m"),
        say_minutes=_say_minutes,
    ),
    NUMERALS,
)
