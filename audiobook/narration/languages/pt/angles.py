"""Angles and minutes in Portuguese: "45°", "41°54′ N", "aos 78'"."""

from __future__ import annotations

from audiobook.narration.languages.shared.angles import Angles, angle_rules
from audiobook.narration.languages.shared.words import Noun
from audiobook.narration.semiotic import Match

from .numbers import cardinal
from .words import NUMERALS


def _say_minutes(match: Match) -> str:
    return f"{cardinal(match['n'], 'm')} {'minuto' if match['n'] == '1' else 'minutos'}"


RULES = angle_rules(
    Angles(
        points={"N": "norte", "S": "sul", "E": "leste", "L": "leste", "O": "oeste", "W": "oeste"},
        parts=(
            Noun(("grau", "graus"), "m"),
            Noun(("minuto", "minutos"), "m"),
            Noun(("segundo", "segundos"), "m"),
        ),
        inch=Noun(("polegada", "polegadas"), "f"),
        say_minutes=_say_minutes,
    ),
    NUMERALS,
)
