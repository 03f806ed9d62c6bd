"""Dates, years and times in Italian: "3 maggio 1998", "1914-1918", "'68", "241/1990", "14.45"."""

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

from .agreement import until, words
from .numbers import ONES, cardinal

_MONTHS = (
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
)
MONTHS = tuple(_MONTHS.split())
# "2 set" is of tennis.
_SHORT_MONTHS = "gen|feb febb|mar|apr|mag|giu|lug|ago|sett|ott|nov|dic"
_FIRST_YEAR, _LAST_YEAR, _FIRST_SLASHED_YEAR = 1000, 2100, 1900


def _say_date(date: Date) -> str:
    day = ("primo" if date.day == 1 else cardinal(str(date.day))) if date.day else ""
    if date.last_day:
        day += f" {until(cardinal(str(date.last_day)))}"
    parts = (day, MONTHS[date.month - 1], date.year and cardinal(date.year))
    return " ".join(filter(None, parts)) + full_stop(date.match)


def _say_time(time: Time) -> str:
    hour = cardinal(str(time.hour), "f")
    if time.second >= 0:
        return f"{hour} e {_counted(time.minute, 'minut')} e {_counted(time.second, 'second')}"
    return f"{hour} e {cardinal(str(time.minute))}" if time.minute > 0 else hour


def _counted(value: int, stem: str) -> str:
    return f"{cardinal(str(value), 'm')} {stem}{'o' if value == 1 else 'i'}"


CALENDAR = Calendar(
    months=MONTHS,
    say=_say_date,
    written_months={
        name: number
        for number, names in enumerate(_SHORT_MONTHS.split("|"), start=1)
        for name in names.split()
    },
    weekdays={
        "lun": "lunedì",
        "mar": "martedì",
        "mer": "mercoledì",
        "gio": "giovedì",
        "ven": "venerdì",
        "sab": "sabato",
        "dom": "domenica",
    },
    day_mark="[º°]|o(?= )",
)

CLOCK = Clock(say=_say_time, units=r" ?h\b\.?", cues=words("time cues"))


def _say_years(match: Match) -> str:
    first, last = cardinal(match["a"]), cardinal(match["b"])
    follows = int(match["b"]) == int(match["a"]) + 1
    if follows and word_before(match).lower() in words("seasons"):
        return f"{first} {last}"
    return f"{first} {until(last)}"


def _is_years(match: Match) -> bool:
    last = match["a"][: -len(match["b"])] + match["b"]
    return _FIRST_YEAR <= int(match["a"]) < int(last) <= _LAST_YEAR


def _say_short_year(match: Match) -> str:
    digits = match["y"]
    return f"{ONES[0]} {ONES[int(digits[1])]}" if digits[0] == "0" else cardinal(digits)


def _say_slashed(match: Match) -> str:
    """The year of a season ("2019/2020"), of a month ("05/2020"), of a law ("241/1990")."""
    first, year = match["a"], cardinal(match["year"])
    if int(first) >= _FIRST_SLASHED_YEAR:
        return f"{cardinal(first)} {year}"
    if first.startswith("0") and 1 <= int(first) <= len(MONTHS):
        return f"{MONTHS[int(first) - 1]} {year}"
    return f"{cardinal(first)} del {year}"


def _say_opening_hours(match: Match) -> str:
    first, last = (_say_time(Time(match, int(match[f"h{n}"]), int(match[f"m{n}"]))) for n in "12")
    start = "" if word_before(match).lower() in words("time cues") else "dalle "
    end = f"all'{last}" if last.startswith("una") else f"alle {last}"
    return f"{start}{first} {end}"


def _is_later(match: Match) -> bool:
    return int(match["h1"]) < int(match["h2"])


def _say_duration(match: Match) -> str:
    hours, minutes = int(match["h"]), int(match["m"])
    said = "un'ora" if hours == 1 else f"{cardinal(match['h'])} ore"
    return f"{said} e {_counted(minutes, 'minut')}{full_stop(match)}"


def _say_day(match: Match) -> str:
    return _say_date(Date(match, int(match["month"]), int(match["day"])))


def _is_day(match: Match) -> bool:
    """Whether "30/6" is a day: after an article, and no part of what follows."""
    if not is_day(int(match["day"]), int(match["month"]), None):
        return False
    part = word_after(match).startswith(("di", "de"))
    return word_before(match).lower() in words("before a day") and not part


def _stands_before_a_verb(match: Match) -> bool:
    """Whether "2020 ha" is a year and a verb, not hectares."""
    after = word_after(match)
    return after == "ha" and bool(_HAS_DONE.match(match.string, match.end()))


_C = re.compile
_CLOCK_TIME = r"(?P<h{0}>[01]?\d|2[0-4])[:.](?P<m{0}>[0-5]\d)"
_HAS_DONE = _C(
    r" ha (?:\w{1,12}(?:at|ut|it|tt|st|ss|rs|nt|lt|rt)[oaie]|un[oa]?|il|l[ao]|non|anche)\b"
)

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
        _say_years,
        _is_years,
    ),
    Rule(SemioticClass.YEAR, _C(r"(?<!\w)['’‘](?P<y>\d\d|[1-9]00)(?!\w)"), _say_short_year),
    Rule(
        SemioticClass.YEAR,
        _C(rf"{BEGIN}(?P<a>\d{{1,5}})/(?P<year>(?:19|20)\d\d)(?![\w/])(?![.,]\d)"),
        _say_slashed,
    ),
    Rule(
        SemioticClass.YEAR,
        _C(rf"{BEGIN}\d{{1,4}}(?= ha )"),
        lambda match: cardinal(match.group()),
        _stands_before_a_verb,
    ),
)
DURATIONS = (
    Rule(
        SemioticClass.TIME,
        _C(rf"{BEGIN}{_CLOCK_TIME.format(1)}{DASH}{_CLOCK_TIME.format(2)}(?![\w:])(?![.,]\d)"),
        _say_opening_hours,
        _is_later,
    ),
    Rule(
        SemioticClass.TIME,
        _C(rf"{BEGIN}(?P<h>\d{{1,2}}) ?h ?(?P<m>[0-5]?\d)(?: ?(?:min|m)\b\.?)?(?!\w)"),
        _say_duration,
        lambda match: word_before(match).lower() not in words("time cues"),
    ),
)
