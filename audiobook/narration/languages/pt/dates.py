"""Dates, years and times in Portuguese: "3 de maio de 1998", "14h30", "Lei 8.078/1990"."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.dates import is_day
from audiobook.narration.languages.shared.patterns import (
    BEGIN,
    DASH,
    full_stop,
    word_after,
    word_before,
)
from audiobook.narration.languages.shared.words import Calendar, Clock, Date, Time
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .agreement import words
from .numbers import cardinal

_NAMES = "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
_SHORT_NAMES = "jan fev mar abr mai jun jul ago set out nov dez"
MONTHS = tuple(_NAMES.split())
_OF = frozenset({"de", "do", "da", "dos", "das"})
_FIRST_YEAR, _LAST_YEAR, _FIRST_SLASHED_YEAR = 1000, 2100, 1900


def _say_date(date: Date) -> str:
    day = ("primeiro" if date.day == 1 else cardinal(str(date.day))) if date.day else ""
    if date.last_day:
        day += f" a {cardinal(str(date.last_day))}"
    parts = (day, MONTHS[date.month - 1], date.year and cardinal(date.year))
    return " de ".join(filter(None, parts)) + full_stop(date.match)


def _say_time(time: Time) -> str:
    hour = _counted(time.hour, "hora", "f")
    if time.second >= 0:
        return f"{hour} e {_counted(time.minute, 'minuto')} e {_counted(time.second, 'segundo')}"
    return f"{hour} e {cardinal(str(time.minute))}" if time.minute > 0 else hour


def _counted(value: int, noun: str, form: str = "m") -> str:
    return f"{cardinal(str(value), form)} {noun}{'' if value == 1 else 's'}"


CALENDAR = Calendar(
    months=MONTHS,
    say=_say_date,
    written_months={name: at for at, name in enumerate(_SHORT_NAMES.split(), start=1)},
    weekdays={
        "seg": "segunda",
        "ter": "terça",
        "qua": "quarta",
        "qui": "quinta",
        "sex": "sexta",
        "sáb": "sábado",
        "dom": "domingo",
    },
    day_mark="[º°ª]|o(?= )",
    joint=" (?:de )?",
)

CLOCK = Clock(say=_say_time, units=r" ?hs?\b\.?", letter="h|hs", cues=words("time cues"))


def is_years(match: Match) -> bool:
    """Whether the numbers a and b of a match may be the first and last year of a span."""
    last = match["a"][: -len(match["b"])] + match["b"]
    return _FIRST_YEAR <= int(match["a"]) < int(last) <= _LAST_YEAR


def _say_slashed(match: Match) -> str:
    """The year of a season ("2019/2020"), of a month ("05/2020"), of a law ("8.078/1990")."""
    first, year = match["a"].replace(".", ""), cardinal(match["year"])
    if first == match["a"] and _FIRST_SLASHED_YEAR <= int(first) <= _LAST_YEAR:
        return f"{cardinal(first)} {year}"
    if first.startswith("0") and 1 <= int(first) <= len(MONTHS):
        return f"{MONTHS[int(first) - 1]} de {year}"
    return f"{cardinal(first)} de {year}"


def _say_clock(match: Match) -> str:
    return _say_time(Time(match, int(match["h"]), int(match["m"])))


def _say_duration(match: Match) -> str:
    hours, minutes = _counted(int(match["h"]), "hora", "f"), _counted(int(match["m"]), "minuto")
    return f"{hours} e {minutes}{full_stop(match)}"


def _say_day(match: Match) -> str:
    return _say_date(Date(match, int(match["month"]), int(match["day"])))


def _is_day(match: Match) -> bool:
    """Whether "30/6" is a day: after "dia" or the like, and no part of what follows."""
    if not is_day(int(match["day"]), int(match["month"]), None):
        return False
    part = word_after(match) in _OF
    return word_before(match).lower() in words("before a day") and not part


def _stands_alone(match: Match) -> bool:
    """Decimals have a comma, so that "14.30" alone, as in a cell of a table, is a time."""
    return not match.string.strip(match.group() + " .")


_C = re.compile
_NUMBER_OF_A_YEAR = r"(?P<a>\d{1,3}(?:\.\d{3}){1,3}|\d{1,9})/(?P<year>(?:19|20)\d\d)"

RULES = (
    Rule(
        SemioticClass.DATE,
        _C(rf"{BEGIN}(?P<day>\d\d?)/(?P<month>\d\d?)(?![\w/])(?![.,]\d)"),
        _say_day,
        _is_day,
    ),
    Rule(
        SemioticClass.RANGE,
        _C(rf"{BEGIN}(?P<a>\d{{4}}){DASH}(?P<b>\d{{4}}|\d\d)(?![\w-])(?![.,]\d)"),
        lambda match: f"{cardinal(match['a'])} a {cardinal(match['b'])}",
        is_years,
    ),
    Rule(
        SemioticClass.YEAR,
        _C(rf"{BEGIN}{_NUMBER_OF_A_YEAR}(?![\w/])(?![.,]\d)"),
        _say_slashed,
    ),
)
TIMES = (
    Rule(
        SemioticClass.TIME,
        _C(rf"{BEGIN}(?P<h>\d{{1,2}}) ?h ?(?:e )?(?P<m>[0-5]?\d) ?(?:min|m)\b\.?"),
        _say_duration,
    ),
    Rule(
        SemioticClass.TIME,
        _C(rf"{BEGIN}(?P<h>[01]?\d|2[0-4])\.(?P<m>[0-5]\d)(?![\w%])(?![.,:]\d)"),
        _say_clock,
        _stands_alone,
    ),
    Rule(
        SemioticClass.TIME,
        _C(
            rf"{BEGIN}(?<!h[-–])(?<!h [-–] )(?P<h>[01]?\d|2[0-4]) ?(?:h|hs|hrs)\b(?! ?[/-])(?! ?\d)"
        ),
        lambda match: _counted(int(match["h"]), "hora", "f"),
    ),
)
