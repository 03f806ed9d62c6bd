"""How French says dates and years, and enumerations of days that the shared rules do not know."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.dates import is_day
from audiobook.narration.languages.shared.patterns import BEGIN, alternatives
from audiobook.narration.languages.shared.words import Calendar, Date
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import NAMING, cardinal, ordinal

_YEAR_OF_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
)
_MONTHS = tuple(_YEAR_OF_MONTHS.split())
_WRITTEN = {
    "janv": 1, "jan": 1, "févr": 2, "fév": 2, "fevrier": 2, "avr": 4, "juil": 7, "juill": 7,
    "aout": 8, "sept": 9, "oct": 10, "nov": 11, "déc": 12, "decembre": 12,
}  # fmt: skip
_WEEK = "lundi mardi mercredi jeudi vendredi samedi dimanche"


def _day(day: int) -> str:
    return ordinal("1") if day == 1 else cardinal(str(day))


def year(digits: str) -> str:
    """The words of a year: "mille neuf cent quatre-vingt"."""
    return cardinal(digits, NAMING)


def _say(date: Date) -> str:
    words = [_day(date.day)] if date.day else []
    if date.last_day:
        words += ["à", _day(date.last_day)]
    words.append(_MONTHS[date.month - 1])
    if date.year:
        words.append(year(date.year))
    return " ".join(words)


def _say_days(match: Match) -> str:
    *first, last = (_day(int(day)) for day in re.findall(r"\d+", match.group()))
    return f"{', '.join(first)} et {last}"


CALENDAR = Calendar(
    months=_MONTHS,
    say=_say,
    written_months=_WRITTEN,
    weekdays={day[:3]: day for day in _WEEK.split()},
    day_mark="er",
)


def _say_day(match: Match) -> str:
    return _say(Date(match, int(match["month"]), int(match["day"])))


def _is_day(match: Match) -> bool:
    return is_day(int(match["day"]), int(match["month"]), None)


_ONE_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:er)?"

RULES = (
    Rule(
        SemioticClass.DATE,
        re.compile(
            rf"{BEGIN}{_ONE_DAY}(?P<part>[-/]){_ONE_DAY}(?P=part){_ONE_DAY}"
            rf"(?= (?:{alternatives(_MONTHS)})\b)"
        ),
        _say_days,
    ),
    Rule(
        SemioticClass.DATE,
        re.compile(
            r"(?<=\b[LlDdAa][eu] )(?P<day>[0-3]?\d)/(?P<month>0[1-9]|1[0-2])(?![\w/])(?! d)"
        ),
        _say_day,
        _is_day,
    ),
)
