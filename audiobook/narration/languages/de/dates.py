"""Dates, years, decades and seasons."""

from __future__ import annotations

import re

from audiobook.narration.languages import read_table
from audiobook.narration.languages.shared.dates import is_day
from audiobook.narration.languages.shared.patterns import (
    BEGIN,
    DASH,
    alternatives,
    word_after,
    word_before,
)
from audiobook.narration.languages.shared.words import Calendar, Date
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from . import grammar
from .numbers import ordinal, year
from .ordinals import stop_after

_YEAR_OF_MONTHS = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
)
MONTHS = tuple(_YEAR_OF_MONTHS.split())
_WRITTEN_MONTHS = {
    "jan": 1,
    "jän": 1,
    "jänner": 1,
    "feb": 2,
    "feber": 2,
    "mär": 3,
    "mrz": 3,
    "maerz": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "nov": 11,
    "dez": 12,
}
_AUSTRIAN = {"jän": "Jänner", "jänner": "Jänner", "feber": "Feber"}
_WEEKDAYS = {
    "Mo.": "Montag",
    "Di.": "Dienstag",
    "Mi.": "Mittwoch",
    "Do.": "Donnerstag",
    "Fr.": "Freitag",
    "Sa.": "Samstag",
    "So.": "Sonntag",
}
_WEEKDAYS |= {written.rstrip("."): spoken for written, spoken in _WEEKDAYS.items()}
_FIRST_OF_TWO_DIGITS = 50
_COUNTED_ENDS = ("e", "er", "n", "s")
_COUNTED = {
    form for name in ("units", "currencies") for row in read_table("de", name) for form in row[1:3]
}


def _ending(match: Match) -> str:
    return grammar.rank_ending(grammar.before(match.string, match.start()), "m", dates=True)


def _month(date: Date) -> str:
    written = date.match.groupdict().get("month") or ""
    return _AUSTRIAN.get(written.lower(), MONTHS[date.month - 1])


def _full_year(written: str) -> str:
    if len(written) != 2:  # noqa: PLR2004
        return written
    return f"{'19' if int(written) >= _FIRST_OF_TWO_DIGITS else '20'}{written}"


def _say_date(date: Date) -> str:
    ending = _ending(date.match)
    days = [ordinal(str(day), ending) for day in (date.day, date.last_day) if day]
    spoken = [" bis ".join(days), _month(date), year(_full_year(date.year)) if date.year else ""]
    return " ".join(filter(None, spoken)) + stop_after(date.match)


def _say_day_and_month(match: Match) -> str:
    month = MONTHS[int(match["b"]) - 1]
    return f"{ordinal(match['a'], _ending(match))} {month}{stop_after(match)}"


def _is_day_and_month(match: Match) -> bool:
    if not is_day(int(match["a"]), int(match["b"]), None):
        return False
    announced = word_before(match).lower() in grammar.words("before a date")
    return announced or match["a"][0] == "0" or match["range"] is not None


def _say_spaced(match: Match) -> str:
    date = Date(match, int(match["b"]), int(match["a"]), year=match["year"])
    return _say_date(date)


def _say_year_range(match: Match) -> str:
    last = match["last"]
    end = year(last) if len(last) == 4 else year(str(int(last)))  # noqa: PLR2004
    return f"{year(match['first'])}{' bis' if match['joint'].strip() != '/' else ''} {end}"


def _is_year_range(match: Match) -> bool:
    last = match["last"]
    full = int(last if len(last) == 4 else match["first"][:2] + last)  # noqa: PLR2004
    return full >= int(match["first"]) or match["first"].endswith("99")


def _is_year(match: Match) -> bool:
    """A year unless things are counted: "1500 Menschen", "rund 1800 neue Wohnungen".

    In doubt it is one: "sechzehnhundert" is right for things as well.
    """
    before, after = word_before(match).lower(), word_after(match)
    if before in grammar.words("before a year"):
        return True
    if before in grammar.words("before an amount") or before in grammar.words("before a label"):
        return False
    if not after[:1].isupper() or after in grammar.words("begins a sentence"):
        return True
    return not after.endswith(_COUNTED_ENDS) and after not in _COUNTED


def _say_decade(match: Match) -> str:
    words = year(match["n"])
    rest = match["rest"] or ""
    if rest.startswith("-Jahr"):
        return f"{words}erjahr{rest.removeprefix('-Jahr')}".capitalize()
    return f"{words}er{rest}"


CALENDAR = Calendar(
    months=MONTHS,
    say=_say_date,
    written_months=_WRITTEN_MONTHS,
    weekdays=_WEEKDAYS,
    day_mark=r"\.",
    joint=r" ?",
)

_C, _DATE = re.compile, SemioticClass.DATE
_MONTH_ABBREVIATIONS = {
    written.capitalize(): _AUSTRIAN.get(written) or MONTHS[month - 1]
    for written, month in _WRITTEN_MONTHS.items()
    if len(written) < 5  # noqa: PLR2004
}

RULES = (
    Rule(
        _DATE,
        _C(rf"(?<!\w)(?P<a>{alternatives(_WEEKDAYS)})[-–](?P<b>{alternatives(_WEEKDAYS)})(?!\w)"),
        lambda m: f"{_WEEKDAYS[m['a']]} bis {_WEEKDAYS[m['b']]}",
    ),
    Rule(
        _DATE,
        _C(rf"(?<!\w)(?:{alternatives(_WEEKDAYS)})(?=,? de[mnr] \d)"),
        lambda m: _WEEKDAYS[m.group()],
    ),
    Rule(
        _DATE,
        _C(
            rf"{BEGIN}(?P<a>0?[1-9]|[12]\d|3[01])\. ?(?P<b>0?[1-9]|1[0-2])\. ?(?P<year>[12]\d{{3}})"
            r"(?!\w)(?![.,]\d)"
        ),
        _say_spaced,
        lambda m: is_day(int(m["a"]), int(m["b"]), m["year"]),
    ),
    Rule(
        _DATE,
        _C(
            rf"{BEGIN}(?P<a>0?[1-9]|[12]\d|3[01])\.(?P<b>0?[1-9]|1[0-2])\."
            rf"(?!\w)(?P<range>(?={DASH}\d\d?\.\d\d?\.))?"
        ),
        _say_day_and_month,
        _is_day_and_month,
    ),
)

AFTER_DATES = (
    Rule(
        _DATE,
        _C(rf"(?<!\w)(?:{alternatives(_MONTH_ABBREVIATIONS)})\.(?!\w)"),
        lambda m: _MONTH_ABBREVIATIONS[m.group()[:-1]] + stop_after(m),
    ),
    Rule(
        SemioticClass.RANGE,
        _C(
            rf"{BEGIN}(?P<first>1[1-9]\d\d|20\d\d)(?P<joint>/|{DASH})(?P<last>\d{{4}}|\d\d)"
            r"(?![\w/-])(?![.,]\d)"
        ),
        _say_year_range,
        _is_year_range,
    ),
    Rule(
        SemioticClass.DECADE,
        _C(
            rf"{BEGIN}['’]?(?P<n>1[1-9]\d\d|20\d\d|[1-9]0)er(?P<rest>n|-Jahren?|-[A-ZÄÖÜ][\w-]{{0,40}})?"
            r"(?!\w)"
        ),
        _say_decade,
    ),
)

YEARS = (
    Rule(
        SemioticClass.YEAR,
        _C(
            rf"{BEGIN}(?<![-–/€$£*+=×])(?P<n>1[1-9]\d\d)(?!\w)(?![.,:/]\d)(?!{DASH}\d)"
            r"(?! ?[%°×€$£])"
        ),
        lambda m: year(m["n"]),
        _is_year,
    ),
)
