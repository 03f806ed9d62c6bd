"""Measures and percentages: numbers with units."""

from __future__ import annotations

import re

from audiobook.narration.languages import read_table
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .figures import amount
from .numbers import number
from .patterns import DASH, NUMBER, SIGN, alternatives

_UNITS = {row[0]: (row[1], row[2]) for row in read_table("en", "units")}
_POWERS = {"²": "square", "2": "square", "³": "cubic", "3": "cubic"}
_LENGTHS = ("km", "m", "cm", "mm", "mi", "ft", "yd", "in")
# Letters that are as often a name, a size or a plural as a unit: only where a digit touches them
# or the unit follows a decimal or a range would they be safe, so they must not stand before a word.
_WEAK = {"s", "h", "B", "K", "N", "J", "V", "W", "MP", "g", "l", "L", "m", "min", "mi", "PB"}

_LENGTH = alternatives(_LENGTHS)
_UNIT = (
    rf"(?P<unit>(?:{_LENGTH})(?P<power>[²³23])|(?:sq|cu)\.? (?:{_LENGTH})\b\.?"
    rf"|{alternatives(_UNITS)})"
)
_PER = rf"(?:/(?P<per>{alternatives(u for u in _UNITS if u.isalpha())})(?P<perpower>[²³23])?)?"
_FRACTION = r"\d+ \d/\d|\d/\d|\d*[½¼¾⅓⅔⅛]"
_QUANTITY = rf"(?P<n>{SIGN}(?:{_FRACTION}|{NUMBER}))"


def _name(symbol: str, many: bool, power: str | None = None) -> str:
    if symbol[:2] in ("sq", "cu"):
        prefix = "square" if symbol.startswith("sq") else "cubic"
        return f"{prefix} {_name(symbol[3:].strip(' .'), many)}"
    if power:
        return f"{_POWERS[power]} {_name(symbol.rstrip('²³23'), many)}"
    if symbol == "in":
        return "inches" if many else "inch"
    return _UNITS[symbol][many]


def _say(match: Match) -> str:
    parts = match.groupdict()
    first, last = parts["n"], parts.get("last")
    many = bool(last) or first.lstrip("-−–+") not in ("1", "1/2", "½", "¼", "¾")
    attributive = parts.get("hyphen") == "-"
    unit = _name(parts["unit"], many and not attributive, parts.get("power"))
    if parts.get("per"):
        unit += f" per {_name(parts['per'], False, parts.get('perpower'))}"
    said = amount(first) + (f" {parts['scale'].strip()}" if parts.get("scale") else "")
    if last:
        joint = "by" if parts.get("times") else "to"
        said += f" {joint} {amount(last)}"
    return f"{said} {unit}"


def _is_unit(match: Match) -> bool:
    unit, parts = match["unit"], match.groupdict()
    touches = match.string[match.start("unit") - 1].isdigit()
    if unit in _WEAK and not touches and not parts.get("per"):
        follower = match.string[match.end() : match.end() + 2]
        return unit in ("g", "l", "L", "m", "min", "h", "W", "V", "K") and not (
            unit.isupper() and follower[1:].isupper()
        )
    return unit not in ("s", "K", "B") or not touches or bool(parts.get("per"))


_C = re.compile
_TIMES = r"(?P<times> ?[x×] ?)"
_SCALE = r"(?P<scale> (?:thousand|million|billion|trillion))?"
_INCH = r'(?<![\w.,])(?P<n>\d+(?:\.\d+)?)(?:"|″)(?![\w])'

RULES = (
    Rule(
        SemioticClass.MEASURE,
        _C(
            rf"(?<![\w.])(?P<n>{NUMBER}){_TIMES}(?P<last>{NUMBER}) ?{_UNIT}"
            r"(?!\w)"
        ),
        _say,
    ),
    Rule(
        SemioticClass.MEASURE,
        _C(
            rf"(?<![\w.]){_QUANTITY} ?(?:%|(?<=\d)){DASH}(?P<last>{NUMBER})"
            rf"(?P<hyphen>[ -]?){_UNIT}{_PER}(?!\w)"
        ),
        _say,
        _is_unit,
    ),
    Rule(
        SemioticClass.MEASURE,
        _C(
            rf"(?<![\w.]){_QUANTITY}{_SCALE}(?P<hyphen>[ -]?){_UNIT}{_PER}"
            r"(?!\w)(?!\.\w)"
        ),
        _say,
        _is_unit,
    ),
    Rule(
        SemioticClass.MEASURE,
        _C(r"(?<!\w)(?P<f>\d)['′’](?P<i>\d\d?)(?:\"|″|”)"),
        lambda m: f"{number(m['f'])} foot {number(m['i'])}",
    ),
    Rule(
        SemioticClass.MEASURE,
        _C(rf"(?<=\d)/{_UNIT}(?!\w)"),
        lambda m: f" per {_name(m['unit'], False, m['power'])}",
    ),
    Rule(
        SemioticClass.MEASURE,
        _C(_INCH),
        lambda m: f"{number(m['n'])} {'inch' if m['n'] == '1' else 'inches'}",
        lambda m: m.string.count('"', 0, m.start()) % 2 == 0,
    ),
    Rule(
        SemioticClass.MEASURE,
        _C(r"(?<=[a-z] )(km|kg|cm|mm|mph)²?\b(?=[ .,;)])"),
        lambda m: _name(m[1], True, "²" if m.group().endswith("²") else None),
    ),
)
