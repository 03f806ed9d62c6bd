"""Years, decades, eras, and fiscal years."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import cardinal, number, pair, plural, year
from .patterns import BEGIN, DASH, GUARD, word_after, word_before, word_set

_COUNTED = word_set("counted")
_SINGULAR_ENDS = ("ss", "us", "is", "ous")
_NOT_COUNTED = word_set("not counted")
_YEAR_CUES = word_set("before a year")
_AMOUNT_CUES = word_set("before an amount")
_LATER = re.compile(r"(?:later|earlier) than $")
_FUTURE_CUES = ("by", "until", "in", "before", "year", "through", "after")
_FIRST_PLAIN_YEAR, _LAST_PLAIN_YEAR = 1100, 2099


def say_year(match: Match) -> str:
    """A year, or two: the end of a range may be cut short, "1960-80"."""
    spoken = year(match["from"])
    if match["to"]:
        to = match["to"]
        spoken += f" to {pair(to) if len(to) == 2 else year(to)}"  # noqa: PLR2004
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
    if value > _LAST_PLAIN_YEAR:
        return before in _FUTURE_CUES and (not after or after in _NOT_COUNTED or after[0].isupper())
    return value >= _FIRST_PLAIN_YEAR


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


def _plain_year(digits: str) -> str:
    if not digits:
        return ""
    return year(digits) if len(digits) == 4 else number(digits)  # noqa: PLR2004


def _say_era(match: Match) -> str:
    era = " ".join(c.upper() for c in match["era"] if c.isalpha())
    return f"{_plain_year(match['y'])} {era}".strip()


def _say_fiscal(match: Match) -> str:
    """A fiscal year: "F Y twenty twenty one to twenty two"."""
    years = (year(y) if len(y) == 4 else pair(y) for y in (match["from"], match["to"]) if y)  # noqa: PLR2004
    return f"{' '.join(match['kind'])} {' to '.join(years)}"


_C = re.compile

RULES = (
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
        SemioticClass.RANGE,
        _C(rf"(?P<a>\d{GUARD}\d{{0,3}}){DASH}(?P<b>\d{{1,4}})(?= ?(?:B\.?C\b|BCE))"),
        lambda m: f"{_plain_year(m['a'])} to {_plain_year(m['b'])}",
    ),
    Rule(
        SemioticClass.YEAR,
        _C(
            r"(?P<y>\d" + GUARD + r"\d{0,3}) ?(?P<era>BCE?|CE|AD|B\.C\.(?:E\.)?|A\.D\.)"
            r"(?!\w)"
        ),
        _say_era,
    ),
    Rule(
        SemioticClass.YEAR,
        _C(r"(?<=[Cc]entury )(?P<y>)(?P<era>BCE?|CE|AD|B\.C\.(?:E\.)?|A\.D\.)(?!\w)"),
        _say_era,
    ),
    Rule(SemioticClass.RANGE, _C(r"(?<=C)\s?[–-]\s?(?=A\.?D\.? \d)"), lambda _m: " to "),
    Rule(SemioticClass.YEAR, _C(r"\bA\.?D\.?(?= \d{1,4}(?!\d))"), lambda _m: "A D"),
    Rule(
        SemioticClass.YEAR,
        _C(r"(?<=\d(?:st|nd|rd|th))[ -]c\.(?! ?\d)"),
        lambda m: " century" + ("." if m.end() == len(m.string) else ""),
    ),
    Rule(
        SemioticClass.YEAR,
        _C(r"(?P<kind>FY|CY) ?['’]?(?P<from>\d{4}|\d\d)(?:[-–/](?P<to>\d\d|\d{4}))?(?!\w)"),
        _say_fiscal,
    ),
    Rule(
        SemioticClass.RANGE,
        _C(
            rf"(?P<from>[12]{GUARD}(?:(?<=1)\d{{3}}|0\d\d)){DASH}(?P<to>\d{{4}}|\d\d)"
            r"(?![\w-])(?![.,]\d)"
        ),
        say_year,
        _is_year_range,
    ),
    Rule(
        SemioticClass.YEAR,
        _C(
            rf"(?P<from>[12]{GUARD}(?<![$£€¥#/=+*×–-].)(?:(?<=1)\d{{3}}|[0-2]\d\d))(?P<to>)"
            rf"(?!\w)(?![.,:/]\d)(?!{DASH}\d)(?! ?[%°×=+*/]| x | ?[ap]\.?m\b)"
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
