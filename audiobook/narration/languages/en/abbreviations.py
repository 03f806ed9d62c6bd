"""Abbreviations by context, streets and states."""

from __future__ import annotations

import re

from audiobook.narration.languages import read_table
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import number, spell_digits, year
from .patterns import alternatives, full_stop, table, word_after, word_set

_ABBREVIATIONS = read_table("en", "abbreviations")
_CONTEXTS = {
    "any": r"",
    "title": r"",
    "name": r"(?=\s?[A-Z])",
    "number": r"(?=\s?[\d#]|\s[IVXLC]+\b)",
    "after": r"",
}
_STREETS = table("streets")
_STATES = table("states")
_DIRECTIONS = {
    "N": "North",
    "S": "South",
    "E": "East",
    "W": "West",
    "NE": "Northeast",
    "NW": "Northwest",
    "SE": "Southeast",
    "SW": "Southwest",
}
_COUNTED_FIRST = re.compile(r"\d['’]?(?:st|nd|rd|th)?[ -]?$|\b(?:one|two|three|few|several|of) $")
_STREET_NAME = re.compile(r"(?:^|\s)(?:[A-Z][\w'’]+|\d+(?:st|nd|rd|th)) $")
_HOUSE_NUMBER = re.compile(r"\b\d+(?:\s[A-Z][\w'’.]*){1,3}\s$")
_STARTERS = word_set("begins a sentence")
_WINDOW = 40


def _before(match: Match) -> str:
    return match.string[max(0, match.start() - _WINDOW) : match.start()]


def _is_street(match: Match) -> bool:
    before, after = _before(match), word_after(match)
    if not _STREET_NAME.search(before):
        return False
    ends = not after[:1].isupper() or after in _STARTERS
    comes_after_comma = match.string[match.end() : match.end() + 1] in (",", ";", ")")
    return bool(_HOUSE_NUMBER.search(before)) or ends or comes_after_comma


def _is_saint(match: Match) -> bool:
    name = word_after(match)
    return match.group().endswith(".") or name.isupper() == match.group().isupper()


def _is_counted(match: Match) -> bool:
    return bool(_COUNTED_FIRST.search(_before(match)))


def _rule(where: str) -> Rule:
    spoken = {row[0]: row[1] for row in _ABBREVIATIONS if row[2] == where}

    def say(match: Match) -> str:
        return spoken[match.group()] + (full_stop(match) if where in ("any", "after") else "")

    pattern = rf"(?<![\w.])(?:{alternatives(spoken)})(?!\w){_CONTEXTS[where]}"
    fits = _is_counted if where == "after" else lambda _m: True
    return Rule(SemioticClass.ABBREVIATION, re.compile(pattern), say, fits)


def _say_title(match: Match) -> str:
    return "Saint" if match.group()[0] in "sS" else "Doctor"


def _say_titled_stop(match: Match) -> str:
    return _STREETS[match.group()] + full_stop(match)


def _say_state(match: Match) -> str:
    code = match["zip"]
    state = _STATES[match["state"]]
    return f"{state}, {spell_digits(code)}" if code else state + full_stop(match)


def _is_state(match: Match) -> bool:
    return bool(match["zip"]) or match["state"] not in ("OK", "IN", "OR", "ME", "HI", "OH", "ID")


_HOUSES = {3: spell_digits, 4: year}


def _say_house(match: Match) -> str:
    digits, way = match["n"], match["way"]
    house = _HOUSES.get(len(digits), number)(digits)
    return f"{house} {_DIRECTIONS[way]}" if way else house


_C, _KIND = re.compile, SemioticClass.ABBREVIATION
_WAYS = "[NSEW]{1,2}"

RULES = (
    Rule(
        SemioticClass.ADDRESS,
        _C(
            rf"(?<![\w.,])(?P<n>\d{{1,5}})(?: (?P<way>{_WAYS})\.?)?"
            rf"(?= (?:\d+(?:st|nd|rd|th) |[A-Z][\w'’]+ ){{1,3}}"
            rf"(?:{alternatives([*_STREETS, 'Street', 'Avenue', 'Road', 'Boulevard'])})(?!\w))"
        ),
        _say_house,
    ),
    Rule(_KIND, _C(rf"(?<!\w)(?:{alternatives(_STREETS)})(?!\w)"), _say_titled_stop, _is_street),
    Rule(_KIND, _C(r"(?<![\w.])(?:St|ST|st)\b\.?(?=\s?[A-Z][A-Za-z])"), _say_title, _is_saint),
    Rule(
        _KIND, _C(r"(?<![\w.])Dr\.|(?<![\w.])Dr(?= [A-Z])|(?<![\w.])dr\b\.?(?= [A-Z])"), _say_title
    ),
    Rule(
        _KIND,
        _C(
            rf"(?<=, )(?P<state>{alternatives(_STATES)})(?!\w)"
            r"(?:,? (?P<zip>\d{5}(?:-\d{4})?)\b)?(?=[,.;)]|$|\s)"
        ),
        _say_state,
        _is_state,
    ),
    _rule("number"),
    _rule("title"),
    _rule("name"),
    _rule("after"),
    _rule("any"),
)
