"""Angles and minutes in Portuguese: "45°", "41°54′ N", "aos 78'"."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.patterns import BEGIN
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import cardinal, decimals

_POINTS = {"N": "norte", "S": "sul", "E": "leste", "L": "leste", "O": "oeste", "W": "oeste"}
_OPENING = {"'": re.compile(r"(?<!\w)['‘]"), '"': re.compile(r'(?<!\w)"(?!\s)')}


def _say_angle(match: Match) -> str:
    parts = (
        (match["d"], "grau", "graus"),
        (match["m"], "minuto", "minutos"),
        (match["s"], "segundo", "segundos"),
    )
    said = [
        f"{cardinal(digits, 'm')} {one if digits.lstrip('0') == '1' else many}"
        for digits, one, many in parts
        if digits
    ]
    sign = ["menos"] if match["sign"] else []
    return " ".join([*sign, *said, _POINTS.get(match["point"] or "", "")]).rstrip()


def _say_minutes(match: Match) -> str:
    return f"{cardinal(match['n'], 'm')} {'minuto' if match['n'] == '1' else 'minutos'}"


def _say_inches(match: Match) -> str:
    whole, fraction = cardinal(match["n"], "f"), match["decimals"]
    noun = "polegada" if match["n"] == "1" and not fraction else "polegadas"
    return f"{whole} vírgula {decimals(fraction)} {noun}" if fraction else f"{whole} {noun}"


def _closes_no_quotation(match: Match) -> bool:
    before = match.string[max(0, match.start() - _WINDOW) : match.start()]
    return match["mark"] not in _OPENING or not _OPENING[match["mark"]].search(before)


_C, _KIND = re.compile, SemioticClass.MEASURE
_WINDOW = 100
_MINUTES, _SECONDS = r"(?P<m>\d{1,2}) ?['’′]", r"(?P<s>\d{1,2}) ?(?:[\"”″]|['’′]{2})"

RULES = (
    Rule(
        _KIND,
        _C(
            rf"(?P<sign>(?<![\w)])[-−–])?{BEGIN}(?P<d>\d{{1,3}})°(?! ?[CF]\b)"
            rf"(?: ?{_MINUTES}(?: ?{_SECONDS})?)?(?: ?(?P<point>[NSELOW])(?!\w))?(?!\w)"
        ),
        _say_angle,
    ),
    Rule(
        _KIND,
        _C(rf"{BEGIN}(?P<n>\d{{1,3}})(?P<mark>['’′])(?![\w'’′])"),
        _say_minutes,
        _closes_no_quotation,
    ),
    Rule(
        _KIND,
        _C(rf"{BEGIN}(?P<n>\d{{1,3}})(?:,(?P<decimals>\d{{1,2}}))?(?P<mark>[\"″])(?!\w)"),
        _say_inches,
        _closes_no_quotation,
    ),
)
