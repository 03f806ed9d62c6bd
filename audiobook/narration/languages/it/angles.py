"""Angles and minutes in Italian: "45°", "41°54′ N", "al 78'"."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.patterns import BEGIN, word_before
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import cardinal, decimals, ordinal

_POINTS = {"N": "nord", "S": "sud", "E": "est", "O": "ovest", "W": "ovest"}
_ARTICLES = frozenset({"al", "all", "dal", "dall", "nel", "del", "dell", "il", "l"})
_OPENING = {"'": re.compile(r"(?<!\w)['‘]"), '"': re.compile(r'(?<!\w)"(?!\s)')}


def _say_angle(match: Match) -> str:
    parts = (
        (match["d"], "grado", "gradi"),
        (match["m"], "primo", "primi"),
        (match["s"], "secondo", "secondi"),
    )
    said = [
        f"{cardinal(digits, 'm')} {one if digits.lstrip('0') == '1' else many}"
        for digits, one, many in parts
        if digits
    ]
    sign = ["meno"] if match["sign"] else []
    return " ".join([*sign, *said, _POINTS.get(match["point"] or "", "")]).rstrip()


def _say_minutes(match: Match) -> str:
    """The minute of a match is a rank, "al settantottesimo"; a span of minutes is none."""
    if word_before(match).lower() in _ARTICLES:
        return ordinal(match["n"])
    return f"{cardinal(match['n'], 'm')} {'minuto' if match['n'] == '1' else 'minuti'}"


def _say_inches(match: Match) -> str:
    whole, fraction = cardinal(match["n"], "m"), match["decimals"]
    noun = "pollice" if match["n"] == "1" and not fraction else "pollici"
    return f"{whole} virgola {decimals(fraction)} {noun}" if fraction else f"{whole} {noun}"


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
            rf"(?: ?{_MINUTES}(?: ?{_SECONDS})?)?(?: ?(?P<point>[NSEOW])(?!\w))?(?!\w)"
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
