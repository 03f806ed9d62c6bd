"""Dates, and days of the week."""

from __future__ import annotations

import re
from calendar import monthrange

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import number, ordinal, year
from .patterns import BEGIN, DASH, END, GUARD, full_stop, word_after, word_before, word_set

_YEAR_OF_MONTHS = (
    "January February March April May June July August September October November December"
)
MONTHS = tuple(_YEAR_OF_MONTHS.split())
_MONTH_OF = {m[:3].lower(): m for m in MONTHS}
_STEMS = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_DAYS = {stem[:3].lower(): f"{stem}day" for stem in _STEMS}
# The first letter stands alone, for the search hops from one such letter to the next.
_MONTH = (
    r"(?P<month>[JFMASONDjfmasond](?<!\w.)(?i:(?<=J)(?:anuary|une|uly|an|un|ul)|(?<=F)(?:ebruary|eb)"
    r"|(?<=M)(?:arch|ay|ar)|(?<=A)(?:pril|ugust|pr|ug)|(?<=S)(?:eptember|ept?)|(?<=O)(?:ctober|ct)"
    r"|(?<=N)(?:ovember|ov)|(?<=D)(?:ecember|ec))\b\.?)"
)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|ST|ND|RD|TH)?"
_YEAR = r"(?P<year>1\d{3}|20\d\d)"
_RANGE_END = rf"(?:(?P<joint>{DASH}| and | or )(?P<last>[12]?\d|3[01])(?:st|nd|rd|th)?(?![\w/]))?"
# Words that are also verbs or names are months only where they begin with a capital.
_AMBIGUOUS = {"may", "march", "mar", "jan", "dec", "sep", "jun"}

_STARTERS = word_set("begins a sentence")
_DATE_CUES = word_set("before a date")
# Denominators that no one writes, so that "9/23" is a day.
_ODD = {13, 14, 15, 17, *range(18, 32)}
_RARE = {7, 9, 11}
_LEAP_YEAR = 2000
_NEXT_CENTURY = 40


def _month(match: Match) -> str:
    return _MONTH_OF[match["month"][:3].lower()]


def _year_part(match: Match) -> str:
    return f"{match['comma'] or ''} {year(match['year'])}" if match["year"] else ""


def _days(match: Match) -> str:
    if not match["last"]:
        return ordinal(match["day"])
    joint = match["joint"].strip()
    return f"{ordinal(match['day'])} {joint if joint.isalpha() else 'to'} {ordinal(match['last'])}"


def _say_month_day(match: Match) -> str:
    return f"{_month(match)} {_days(match)}{_year_part(match)}"


def _say_day_month(match: Match) -> str:
    article = "" if word_before(match).lower() == "the" else "the "
    return f"{article}{_days(match)} of {_month(match)}{_year_part(match)}{full_stop(match)}"


def _say_month_year(match: Match) -> str:
    return f"{_month(match)}{match['comma']} {year(match['year'])}"


def _is_month_name(match: Match) -> bool:
    name = match["month"].rstrip(".")
    return name.lower() not in _AMBIGUOUS or name[0].isupper() or match["month"].endswith(".")


def _numeric(match: Match) -> tuple[int, int]:
    """Month and day; the American order unless only the other is a date, or dots part them."""
    first, second = int(match["a"]), int(match["b"])
    day_first = (match["sep"] != "/" and first <= 31) or first > 12  # noqa: PLR2004
    return (second, first) if day_first and second <= 12 else (first, second)  # noqa: PLR2004


def _is_date(match: Match) -> bool:
    return is_day_of(match["year"], *_numeric(match))


def _is_day_without_year(match: Match) -> bool:
    if not is_day_of(None, int(match["a"]), int(match["b"])):
        return False
    cue, day = word_before(match).lower(), int(match["b"])
    return cue in _DATE_CUES or day in _ODD or (cue == "for" and day in _RARE)


def _say_short_year(match: Match) -> str:
    month, day = _numeric(match)
    return f"{MONTHS[month - 1]} {ordinal(str(day))}, {short_year(match['short'])}"


def short_year(two_digits: str) -> str:
    """The year that two digits stand for: of this century up to the thirties, else of the last."""
    return year(f"{'20' if int(two_digits) < _NEXT_CENTURY else '19'}{two_digits}")


def _say_impossible(match: Match) -> str:
    return f"{year(match['y'])} dash {number(match['m'])} dash {number(match['d'])}"


def is_day_of(written_year: str | None, month: int, day: int) -> bool:
    """Whether a month has such a day; without a year, 29 February is one."""
    in_year = int(written_year or _LEAP_YEAR)
    return 1 <= month <= 12 and 1 <= day <= monthrange(in_year, month)[1]  # noqa: PLR2004


def _say_numeric(match: Match) -> str:
    month, day = _numeric(match)
    date = f"{MONTHS[month - 1]} {ordinal(str(day))}"
    return f"{date}, {year(match['year'])}" if match["year"] else date


def _say_iso(match: Match) -> str:
    return f"{MONTHS[int(match['m']) - 1]} {ordinal(match['d'])}, {year(match['y'])}"


def _say_bare_month(match: Match) -> str:
    # A capital after it is more often a name than a new sentence: "Oct. CPI".
    ends = match.end() == len(match.string) or word_after(match) in _STARTERS
    return _month(match) + (full_stop(match) if ends else "")


def _follows_a_date(match: Match) -> bool:
    before = match.string[max(0, match.start() - _DATE_LENGTH) : match.start()]
    return _DATE_BEFORE.search(before) is not None


def _pause(match: Match) -> str:
    """A comma before the date that follows; the full stop at the end of a line."""
    if match.end() == len(match.string):
        return "."
    return "," if match.string.startswith(" ", match.end()) else ""


def _weekday(short: str) -> str:
    return _DAYS[short[:3].lower()]


_DATE, _C = SemioticClass.DATE, re.compile
_DATE_BEFORE = _C(rf"{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?:,? \d{{4}})?$")
_DATE_LENGTH = 24
_WEEKDAY = (
    r"[MTWFS](?<!\w.)(?i:(?<=M)on|(?<=T)(?:ues?|hu(?:rs?)?)|(?<=W)ed(?:nes)?|(?<=F)ri"
    r"|(?<=S)(?:at|un))"
)

_SHORT_DAYS = {
    "M": "Monday",
    "Mo": "Monday",
    "Tu": "Tuesday",
    "W": "Wednesday",
    "We": "Wednesday",
    "Th": "Thursday",
    "F": "Friday",
    "Fr": "Friday",
    "Sa": "Saturday",
    "Su": "Sunday",
}
_SHORT_DAY = "Mo?|Tu|We?|Th|Fr?|Sa|Su"

RULES = (
    Rule(
        _DATE,
        _C(
            r"(?P<y>[12]" + GUARD + r"\d{3})(?P<sep>[-.])(?P<m>0[1-9]|1[0-2])(?P=sep)"
            r"(?P<d>0[1-9]|[12]\d|3[01])(?=T\d|[^\w.-]|\.?(?:$|\W))"
        ),
        _say_iso,
        lambda m: is_day_of(m["y"], int(m["m"]), int(m["d"])),
    ),
    Rule(
        _DATE,
        _C(r"(?P<y>[12]" + GUARD + r"\d{3})-(?P<m>\d\d)-(?P<d>\d\d)(?![-\w])"),
        _say_impossible,
    ),
    Rule(
        _DATE,
        _C(r"(?P<a>\d" + GUARD + r"\d?)(?P<sep>[./-])(?P<b>\d\d?)(?P=sep)" + _YEAR + END),
        _say_numeric,
        _is_date,
    ),
    Rule(
        _DATE,
        _C(
            r"(?P<a>\d" + GUARD + r"\d?)(?P<sep>/)(?P<b>\d\d?)(?P<year>)"
            r"(?![\w/]|[.,]\d|[ -](?:of|a|an|cups?|tsp|tbsp|inch|inches|lbs?|oz|miles?|acres?)\b)"
        ),
        _say_numeric,
        _is_day_without_year,
    ),
    Rule(
        _DATE,
        _C(r"(?P<a>\d" + GUARD + r"\d?)(?P<sep>/)(?P<b>\d\d?)/(?P<short>\d\d)(?P<year>)(?![\w/])"),
        _say_short_year,
        _is_date,
    ),
    Rule(
        _DATE,
        _C(
            rf"{BEGIN}{_DAY}{_RANGE_END} (?:of )?{_MONTH}"
            rf"(?:(?P<comma>,?) ?{_YEAR}(?![\w-])(?!,\d))?"
        ),
        _say_day_month,
    ),
    Rule(
        _DATE,
        _C(
            rf"{_MONTH}[ -](?:the )?{_DAY}{_RANGE_END.replace('| and | or ', '')}"
            r"(?![\w:/.]\d|\w|,\d)"
            rf"(?:(?P<comma>,?) {_YEAR}{END})?"
        ),
        _say_month_day,
        _is_month_name,
    ),
    Rule(_DATE, _C(rf"{_MONTH}(?P<comma>,?) {_YEAR}{END}"), _say_month_year, _is_month_name),
    Rule(
        _DATE,
        _C(rf"(?P<a>{_WEEKDAY})\.?{DASH}(?P<b>{_WEEKDAY})\b\.?"),
        lambda m: f"{_weekday(m['a'])} to {_weekday(m['b'])}{full_stop(m)}",
    ),
    Rule(
        _DATE,
        _C(rf"(?P<a>{_WEEKDAY})\.(?P<comma>,?)(?= \d| {_MONTH}|[,;)]|$)"),
        lambda m: _weekday(m["a"]) + (m["comma"] or _pause(m)),
    ),
    Rule(
        SemioticClass.RANGE,
        _C(rf" ?[–-] ?(?={_MONTH.replace('(?P<month>', '(?:')}(?: \d|,|\.| of|$))"),
        lambda _m: " to ",
        _follows_a_date,
    ),
    Rule(
        SemioticClass.RANGE,
        _C(rf" ?[–-] ?(?=\d{{1,2}} {_MONTH.replace('(?P<month>', '(?:')})"),
        lambda _m: " to ",
        _follows_a_date,
    ),
    Rule(_DATE, _C(r"(?<![\w-])M[-–]F(?![\w-])"), lambda _m: "Monday to Friday"),
    Rule(
        _DATE,
        _C(
            rf"(?P<a>[MTWFS](?<![\w-].)(?:(?<=M)o?|(?<=T)[uh]|(?<=W)e?|(?<=F)r?|(?<=S)[au]))[-–](?P<b>{_SHORT_DAY})(?![\w-])"
        ),
        lambda m: f"{_SHORT_DAYS[m['a']]} to {_SHORT_DAYS[m['b']]}",
        lambda m: len(m["a"] + m["b"]) > len("MF"),
    ),
    Rule(_DATE, _C(r"\b(?P<month>Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\."), _say_bare_month),
)
