"""Dates, years and eras."""

from __future__ import annotations

import re
from calendar import monthrange

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import year
from .patterns import BEGIN, DASH, alternatives
from .romans import roman
from .words import Calendar, Date, Numerals

_LEAP_YEAR, _MONTHS, _LAST_DAY = 2000, 12, 31
_YEAR = r"(?P<year>[12]\d{3})(?!\w)(?![.,]\d)(?! \d{3}(?!\d))"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_C, _DATE = re.compile, SemioticClass.DATE


def is_day(day: int, month: int, written_year: str | None) -> bool:
    """Whether there is such a day; without a year, 29 February is one."""
    in_year = int(written_year or 0) or _LEAP_YEAR
    return 1 <= month <= _MONTHS and 1 <= day <= monthrange(in_year, month)[1]


def month_names(calendar: Calendar) -> dict[str, int]:
    """Each way to write a month, lower case without a stop, and its number."""
    names = {name.lower(): at for at, name in enumerate(calendar.months, start=1)}
    return {**names, **calendar.written_months}


def _numbers(match: Match) -> tuple[int, int]:
    """Day and month; the day stands first unless only the other order gives a date."""
    first, second = int(match["a"]), int(match["b"])
    return (second, first) if second > _MONTHS and first <= _MONTHS else (first, second)


def _is_numeric(match: Match) -> bool:
    return is_day(*_numbers(match), _full_year(match["year"]))


def _full_year(written: str) -> str:
    return written if len(written) > 2 else "2000"  # noqa: PLR2004


def _is_written(match: Match) -> bool:
    last = match.groupdict().get("last")
    return not last or int(match["day"]) < int(last) <= _LAST_DAY


def rules(calendar: Calendar, numerals: Numerals) -> tuple[Rule, ...]:
    """Dates in figures (day first, or ISO 8601) and in words, months with years, weekdays, eras."""
    months = month_names(calendar)
    name = rf"(?P<month>(?i:{alternatives(months)}))(?!\w)\.?"
    day = rf"{_DAY}(?:{calendar.day_mark})?"
    until = rf"(?:{DASH}(?P<last>[12]\d|3[01]|0?[1-9])(?:{calendar.day_mark})?)?"

    def say_numeric(match: Match) -> str:
        day_, month = _numbers(match)
        return calendar.say(Date(match, month, day_, year=match["year"]))

    def say_iso(match: Match) -> str:
        return calendar.say(Date(match, int(match["b"]), int(match["a"]), year=match["year"]))

    def say_roman(match: Match) -> str:
        month = roman(match["month"]) or 0
        return calendar.say(Date(match, month, int(match["day"]), year=match["year"]))

    def say_written(match: Match) -> str:
        month = months[match["month"].lower()]
        last = int(match["last"] or 0)
        return calendar.say(Date(match, month, int(match["day"]), last, match["year"] or ""))

    def say_month(match: Match) -> str:
        return calendar.say(Date(match, months[match["month"].lower()], year=match["year"]))

    def say_weekday(match: Match) -> str:
        return calendar.weekdays[match["weekday"]] + match["rest"]

    def era(pattern: str, words: str) -> Rule:
        return Rule(
            SemioticClass.YEAR,
            _C(rf"{BEGIN}(?P<year>\d{{1,4}}) ?(?:{pattern})(?!\w)"),
            lambda match: f"{year(numerals, match['year'])} {words}",
        )

    numeric = (
        rf"{BEGIN}(?P<a>\d\d?)(?P<part>[./-])(?P<b>\d\d?)(?P=part)(?P<year>[12]\d{{3}})(?!\w)"
        r"(?![./-]\d)",
        rf"{BEGIN}(?P<a>\d\d?)(?P<part>[./])(?P<b>\d\d?)(?P=part)(?P<year>\d\d)(?!\w)(?![./-]\d)",
    )
    iso = rf"{BEGIN}(?P<year>[12]\d{{3}})(?P<part>[-/.])(?P<b>\d\d?)(?P=part)(?P<a>\d\d?)(?![-/\w])"
    return (
        Rule(_DATE, _C(iso), say_iso, lambda m: is_day(int(m["a"]), int(m["b"]), m["year"])),
        *(Rule(_DATE, _C(pattern), say_numeric, _is_numeric) for pattern in numeric),
        Rule(
            _DATE,
            _C(
                rf"{BEGIN}{_DAY}(?P<part>[-./])(?P<month>I{{1,3}}|I?V|VI{{1,3}}|I?XI?|XII)(?P=part){_YEAR}"
            ),
            say_roman,
        ),
        Rule(
            _DATE,
            _C(rf"{BEGIN}{day}{until}{calendar.joint}{name}(?:{calendar.joint}{_YEAR})?(?P<tail>)"),
            say_written,
            _is_written,
        ),
        Rule(_DATE, _C(rf"(?<!\w){name}{calendar.joint}{_YEAR}"), say_month),
        Rule(
            _DATE,
            _C(rf"(?<!\w)(?P<weekday>{alternatives(calendar.weekdays)})\.?(?P<rest>,?)(?= \d)"),
            say_weekday,
        ),
        *(era(pattern, words) for pattern, words in calendar.eras),
    )
