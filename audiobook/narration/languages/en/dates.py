"""Dates, years and decades."""

from __future__ import annotations

import re
from calendar import monthrange

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import cardinal, number, ordinal, plural, year
from .patterns import BEGIN, DASH, END, full_stop, word_after, word_before, word_set

_YEAR_OF_MONTHS = (
    "January February March April May June July August September October November December"
)
MONTHS = tuple(_YEAR_OF_MONTHS.split())
_MONTH_OF = {m[:3].lower(): m for m in MONTHS}
_STEMS = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_DAYS = {stem[:3].lower(): f"{stem}day" for stem in _STEMS}
_MONTH = (
    r"(?P<month>(?i:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|ST|ND|RD|TH)?"
_YEAR = r"(?P<year>1\d{3}|20\d\d)"
_RANGE_END = rf"(?:{DASH}(?P<last>[12]?\d|3[01])(?:st|nd|rd|th)?(?![\w/]))?"
# Words that are also verbs or names are months only where they begin with a capital.
_AMBIGUOUS = {"may", "march", "mar", "jan", "dec", "sep", "jun"}

_COUNTED = word_set("counted")
_SINGULAR_ENDS = ("ss", "us", "is", "ous")
_NOT_COUNTED = word_set("not counted")
_YEAR_CUES = word_set("before a year")
_AMOUNT_CUES = word_set("before an amount")
_LATER = re.compile(r"(?:later|earlier) than $")
_LEAP_YEAR = 2000
_FIRST_PLAIN_YEAR, _LAST_PLAIN_YEAR = 1100, 2099


def _month(match: Match) -> str:
    return _MONTH_OF[match["month"][:3].lower()]


def _year_part(match: Match) -> str:
    return f"{match['comma'] or ''} {year(match['year'])}" if match["year"] else ""


def _days(match: Match) -> str:
    last = match["last"]
    return ordinal(match["day"]) + (f" to {ordinal(last)}" if last else "")


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
    return _is_day_of(match["year"], *_numeric(match))


def _is_day_of(written_year: str | None, month: int, day: int) -> bool:
    in_year = int(written_year or _LEAP_YEAR)
    return 1 <= month <= 12 and 1 <= day <= monthrange(in_year, month)[1]  # noqa: PLR2004


def _say_numeric(match: Match) -> str:
    month, day = _numeric(match)
    date = f"{MONTHS[month - 1]} {ordinal(str(day))}"
    return f"{date}, {year(match['year'])}" if match["year"] else date


def _say_iso(match: Match) -> str:
    return f"{MONTHS[int(match['m']) - 1]} {ordinal(match['d'])}, {year(match['y'])}"


def _say_bare_month(match: Match) -> str:
    return _month(match) + full_stop(match)


def say_year(match: Match) -> str:
    """A year, or two: the end of a range may be cut short, "1960-80"."""
    spoken = year(match["from"])
    if match["to"]:
        to = match["to"]
        spoken += f" to {cardinal(to) if len(to) == 2 and to[0] != '0' else number(to) if len(to) < 4 else year(to)}"  # noqa: E501, PLR2004
    return spoken


def _is_year(match: Match) -> bool:
    value, before, after = int(match["from"]), word_before(match).lower(), word_after(match)
    counted = after in _COUNTED or (
        after.islower()
        and after.endswith("s")
        and not after.endswith(_SINGULAR_ENDS)
        and after not in _NOT_COUNTED
    )
    if before == "than" and _LATER.search(match.string, max(0, match.start() - 20), match.start()):
        return True
    if before in _AMOUNT_CUES or (counted and before not in _YEAR_CUES):
        return False
    return _FIRST_PLAIN_YEAR <= value <= _LAST_PLAIN_YEAR


def _is_year_range(match: Match) -> bool:
    first, last = match["from"], match["to"]
    grows = int(last) > int(first[-len(last) :])
    return grows and _FIRST_PLAIN_YEAR - 100 <= int(first) <= _LAST_PLAIN_YEAR


def _say_decade(match: Match) -> str:
    whole = match["century"] + match["tens"] if match["century"] else match["tens"]
    spoken = plural(year(whole) if match["century"] else cardinal(whole))
    if whole.endswith("000"):
        spoken = plural(cardinal(whole))
    return spoken + ("'" if match["owner"] else "")


def _say_era(match: Match) -> str:
    number_ = year(match["y"]) if len(match["y"]) == 4 else number(match["y"])  # noqa: PLR2004
    return f"{number_} {' '.join(re.sub('[^A-Za-z]', '', match['era']).upper())}"


_DATE, _C = SemioticClass.DATE, re.compile
_WEEKDAY = _C(rf"\b({'|'.join(_DAYS)})(?:s|rs|urs|nes)?\.,?(?= \d| {_MONTH})", re.IGNORECASE)

RULES = (
    Rule(
        _DATE,
        _C(
            BEGIN + r"(?P<y>[12]\d{3})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])"
            r"(?![-\w])"
        ),
        _say_iso,
        lambda m: _is_day_of(m["y"], int(m["m"]), int(m["d"])),
    ),
    Rule(
        _DATE,
        _C(BEGIN + r"(?P<a>\d\d?)(?P<sep>[./-])(?P<b>\d\d?)(?P=sep)" + _YEAR + END),
        _say_numeric,
        _is_date,
    ),
    Rule(
        _DATE,
        _C(rf"{BEGIN}(?<=\b(?:on|by) )(?P<a>\d\d?)(?P<sep>/)(?P<b>\d\d?)(?P<year>)(?![\w/])"),
        _say_numeric,
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
            rf"\b{_MONTH}[ -](?:the )?{_DAY}{_RANGE_END}(?![\w:/.]\d|\w|,\d)"
            rf"(?:(?P<comma>,?) {_YEAR}{END})?"
        ),
        _say_month_day,
        _is_month_name,
    ),
    Rule(_DATE, _C(rf"\b{_MONTH}(?P<comma>,?) {_YEAR}{END}"), _say_month_year, _is_month_name),
    Rule(_DATE, _WEEKDAY, lambda m: _DAYS[m[1].lower()[:3]] + ","),
    Rule(_DATE, _C(r"\b(?P<month>Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\."), _say_bare_month),
    Rule(SemioticClass.RANGE, _C(r"(?<=0s)[-–](?=(?:\d\d|['’])?\d0s)"), lambda _m: " to "),
    Rule(
        SemioticClass.DECADE,
        _C(
            BEGIN + r"(?:(?P<century>[12]\d)|['’‘]?)(?P<tens>\d0)"
            r"['’]?s(?P<owner>['’](?!\w))?(?!\w)"
        ),
        _say_decade,
    ),
    Rule(
        SemioticClass.YEAR,
        _C(
            BEGIN + r"(?P<y>\d{1,4}) ?(?P<era>BCE?|CE|AD|B\.C\.(?:E\.)?|A\.D\.)"
            r"(?!\w)"
        ),
        _say_era,
    ),
    Rule(SemioticClass.YEAR, _C(r"\bA\.?D\.?(?= \d{1,4}(?!\d))"), lambda _m: "A D"),
    Rule(
        SemioticClass.RANGE,
        _C(
            rf"{BEGIN}(?P<from>1\d{{3}}|20\d\d){DASH}(?P<to>\d{{4}}|\d\d)"
            r"(?![\w-])(?![.,]\d)"
        ),
        say_year,
        _is_year_range,
    ),
    Rule(
        SemioticClass.YEAR,
        _C(
            rf"{BEGIN}(?<![$£€¥#/=+*×–-])(?P<from>1\d{{3}}|20\d\d)(?P<to>)"
            rf"(?!\w)(?![.,:/]\d)(?!{DASH}\d)(?! ?[%°×=+*/]| x )"
        ),
        say_year,
        _is_year,
    ),
    Rule(
        SemioticClass.YEAR,
        _C(r"(?<![\w\d])['’‘](?P<y>\d\d)(?!\w)"),
        lambda m: number(m["y"]) if m["y"][0] != "0" else f"oh {number(m['y'][1])}",
    ),
)
