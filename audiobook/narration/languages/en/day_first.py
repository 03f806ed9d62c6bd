"""Dates in figures where the day comes first, as most countries write English: "04/05/2024"."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .dates import MONTHS, is_day_of, short_year
from .numbers import ordinal, year
from .patterns import END, GUARD, word_before, word_set

_DATE_CUES = word_set("before a date")


def _is_date(match: Match) -> bool:
    return is_day_of(match["year"], int(match["month"]), int(match["day"]))


def _is_date_without_year(match: Match) -> bool:
    return _is_date(match) and word_before(match).lower() in _DATE_CUES


def _say(match: Match) -> str:
    article = "" if word_before(match).lower() == "the" else "the "
    day = f"{article}{ordinal(match['day'])} of {MONTHS[int(match['month']) - 1]}"
    if match["year"]:
        return f"{day} {year(match['year'])}"
    return f"{day} {short_year(match['short'])}" if match["short"] else day


_C, _DATE = re.compile, SemioticClass.DATE
_DAY_AND_MONTH = r"(?P<day>\d" + GUARD + r"\d?)(?P<sep>[/-])(?P<month>\d\d?)"
_NOT_IN_FIGURES = (
    r"(?![\w/]|[.,]\d|[ -](?:of|a|an|cups?|tsp|tbsp|inch|inches|lbs?|oz|miles?|acres?)\b)"
)

RULES = (
    Rule(
        _DATE,
        _C(rf"{_DAY_AND_MONTH}(?P=sep)(?P<year>1\d{{3}}|20\d\d)(?P<short>){END}"),
        _say,
        _is_date,
    ),
    Rule(
        _DATE,
        _C(rf"{_DAY_AND_MONTH}/(?P<short>\d\d)(?P<year>)(?![\w/])"),
        _say,
        lambda m: m["sep"] == "/" and _is_date(m),
    ),
    Rule(
        _DATE,
        _C(rf"{_DAY_AND_MONTH}(?P<short>)(?P<year>){_NOT_IN_FIGURES}"),
        _say,
        lambda m: m["sep"] == "/" and _is_date_without_year(m),
    ),
)
"""To be tried before ``dates.RULES``, which read what can be no date in this order."""
