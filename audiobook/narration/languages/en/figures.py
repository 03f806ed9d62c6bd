"""Numbers that stand for themselves: fractions, ranges, scores, ordinals, decimals, cardinals."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .codes import paired
from .numbers import cardinal, number, ordinal, plural
from .patterns import (
    BEGIN,
    DASH,
    END,
    FIRST_NUMBER,
    GUARD,
    NUMBER,
    SIGN,
    VULGAR,
    WHOLE,
    word_after,
    word_before,
    word_set,
)

_VULGAR = {
    "½": "1/2",
    "¼": "1/4",
    "¾": "3/4",
    "⅓": "1/3",
    "⅔": "2/3",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
    "⅕": "1/5",
    "⅖": "2/5",
    "⅗": "3/5",
    "⅘": "4/5",
    "⅙": "1/6",
    "⅚": "5/6",
}
_PARTS = {2: ("half", "halves"), 4: ("quarter", "quarters")}
_LARGEST_PART = 100
_MARKED = word_set("before a mark")
_ESTIMATES = word_set("before an amount")
_SIDE_BY_SIDE = {"24/7", "7/24", "20/20", "9/11"}


def fraction(top: str, bottom: str) -> str:
    """Two numbers as a fraction: "three quarters"; "five over two hundred" past hundredths."""
    if not int(bottom) or int(bottom) > _LARGEST_PART:
        return f"{cardinal(top)} over {cardinal(bottom)}"
    one, many = _PARTS.get(int(bottom)) or (ordinal(bottom), plural(ordinal(bottom)))
    return f"{cardinal(top)} {one if int(top) == 1 else many}"


def amount(written: str) -> str:
    """A number, a fraction, or both: "4 1/2", "2½"."""
    for sign, plain in _VULGAR.items():
        written = written.replace(sign, f" {plain}")
    whole, _, part = written.strip().rpartition(" ")
    if "/" not in part:
        return number(part)
    top, bottom = part.split("/")
    sign = "minus " if top[:1] in "-−–" else ""
    said = sign + fraction(top.lstrip("-−–+"), bottom)
    if not whole:
        return said
    return f"{number(whole)} and {re.sub('^one (?=half|quarter)', 'a ', said)}"


def _say_ordinal(match: Match) -> str:
    return ordinal(match["n"].replace(",", ""))


def _is_fraction(match: Match) -> bool:
    return int(match["top"]) < int(match["bottom"]) or bool(match["whole"]) or match["top"] == "22"


def _say_pair(match: Match) -> str:
    return f"{number(match['a'])} to {number(match['b'])}"


def _say_multiple(match: Match) -> str:
    if match["b"]:
        return f"{amount(match['a'])} by {amount(match['b'])}"
    if match["per"]:
        return f"{number(match['a'])} times a {match['per']}"
    # "2x" by itself is a label; before a word it counts.
    counts = (
        word_after(match)
        or ("." in match["a"] and word_before(match))
        or word_before(match).lower() in _ESTIMATES
    )
    is_label = match["sign"] == "x" and not counts
    return f"{amount(match['a'])} {'x' if is_label else 'times'}"


_C, _CARDINAL = re.compile, SemioticClass.CARDINAL

_TORN_AFTER = re.compile(r"[a-z–-] ")
# "20. 2% of them": a decimal that a careless hand or machine has torn.
TORN = (
    Rule(
        SemioticClass.DECIMAL,
        _C(r"(?P<n>\d{1,3})\. (?P<d>\d{1,2})(?P<sign> ?%)?(?=,? [a-z]| \(\d{4}\)|, \()(?!\.)"),
        lambda m: f"{number(m['n'] + '.' + m['d'])}{' percent' if m['sign'] else ''}",
        lambda m: _TORN_AFTER.match(m.string, max(0, m.start() - 2)) is not None,
    ),
)

_PRESSURE = re.compile(r"\b(?:BP|[Bb]lood pressure|pressure)(?: (?:of|was|is|at|:))? $")
# Numbers that small words or signs make one expression.
COMPOUNDS = (
    Rule(
        SemioticClass.RANGE,
        _C(r"(?P<a>\d{1,3}), ?(?P<b>\d{1,3})(?![\w,:]|\.\d)"),
        lambda m: f"{number(m['a'])}, {number(m['b'])}",
        lambda m: m.string.endswith("Psalm ", 0, m.start()),
    ),
    Rule(
        SemioticClass.RANGE,
        _C(r"(?P<a>\d{1,4})-(?P<word>in|for|to|on|by|and|of|out-of)-(?P<b>\d{1,4})(?![\w-])"),
        lambda m: f"{number(m['a'])} {m['word'].replace('-', ' ')} {number(m['b'])}",
    ),
    Rule(
        SemioticClass.RANGE,
        _C(r"(?P<a>\d{2,3})/(?P<b>\d{2,3})(?P<unit> mm ?Hg)?(?![\w/])"),
        lambda m: (
            f"{number(m['a'])} over {number(m['b'])}"
            f"{' millimeters of mercury' if m['unit'] else ''}"
        ),
        lambda m: bool(m["unit"]) or _PRESSURE.search(m.string[: m.start()][-20:]) is not None,
    ),
)
# A mixture's parts, before they are taken for a time of day.
RATIOS = (
    Rule(
        SemioticClass.RANGE,
        _C(
            rf"(?P<a>{FIRST_NUMBER}):(?P<b>\d{{1,4}}(?:\.\d{{1,2}})?)"
            r"(?=[ -](?:ratios?|dilutions?|mix|mixtures?|scale|odds|solutions?|blend|split)\b)"
        ),
        _say_pair,
    ),
    Rule(
        SemioticClass.RANGE,
        _C(rf"(?P<a>\d{GUARD}):(?P<b>\d{{1,3}}(?:,\d{{3}}){{1,4}})(?![\w:,])"),
        _say_pair,
    ),
)

RULES = (
    Rule(
        SemioticClass.SERIAL,
        _C(r"[-–](?<=[A-Za-z].)(?P<n>\d{1,5})(?![\w])(?!\.\d)"),
        lambda m: f" {paired(m['n'])}",
    ),
    Rule(
        SemioticClass.ORDINAL,
        _C(
            rf"(?P<n>\d{GUARD}(?:\d{{0,2}}(?:,\d{{3}}){{1,12}}(?!\d)|\d*))(?:st|nd|rd|th|ST|ND|RD|TH)(?!\w)"
        ),
        _say_ordinal,
    ),
    Rule(
        SemioticClass.FRACTION,
        _C(rf"{BEGIN}\d*[{VULGAR}](?!\w)"),
        lambda m: amount(m.group()),
    ),
    Rule(
        SemioticClass.FRACTION,
        _C(rf"[{VULGAR}](?<=[A-Za-z].)(?!\w)"),
        lambda m: f" {amount(m.group())}",
    ),
    # Marks: "4.5/5", "I'd rate it 8/10".
    Rule(
        SemioticClass.RANGE,
        _C(rf"(?P<a>{FIRST_NUMBER})/(?P<b>5|10|20|100)(?![\w/]|[.,]\d| of\b)"),
        lambda m: f"{number(m['a'])} out of {number(m['b'])}",
        lambda m: "." in m["a"] or word_before(m).lower() in _MARKED,
    ),
    Rule(
        SemioticClass.RANGE,
        _C(rf"(?P<a>{FIRST_NUMBER}[½]?)/(?P<b>\d{{1,2}})(?= stars?\b)"),
        lambda m: f"{amount(m['a'])} out of {number(m['b'])}",
    ),
    Rule(
        SemioticClass.RANGE,
        _C(r"50[-–]50(?<!\w.{5})(?!\w)"),
        lambda _m: "fifty fifty",
    ),
    # Two numbers side by side: "24/7", "a 60/40 split".
    Rule(
        SemioticClass.RANGE,
        _C(rf"(?P<a>\d{GUARD}\d?)/(?P<b>\d\d?)(?P<arm> ARM)?(?![\w/])(?!\.\d)"),
        lambda m: f"{number(m['a'])} {number(m['b'])}{' A R M' if m['arm'] else ''}",
        lambda m: bool(m["arm"]) or m.group() in _SIDE_BY_SIDE or int(m["a"]) + int(m["b"]) == 100,  # noqa: PLR2004
    ),
    # A body's height: "6-4, 225 pounds".
    Rule(
        SemioticClass.MEASURE,
        _C(rf"(?P<f>[4-7]{GUARD})-(?P<i>\d|1[01])(?=,? \d{{3}}(?: |-)?(?:lb|pound))"),
        lambda m: f"{number(m['f'])} foot {number(m['i'])}",
    ),
    Rule(
        SemioticClass.FRACTION,
        _C(
            rf"{BEGIN}(?P<whole>\d+ )?(?P<top>\d{{1,2}})[/⁄](?P<bottom>\d{{1,3}})"
            r"(?:st|nd|rd|ths?|RD|TH)?(?![\w/])(?!\.\d)"
        ),
        lambda m: amount(f"{m['whole'] or ''}{m['top']}/{m['bottom']}"),
        _is_fraction,
    ),
    Rule(
        SemioticClass.RANGE,
        _C(rf"(?P<a>{FIRST_NUMBER}){DASH}(?P<b>{NUMBER}){END}(?!-\w)(?! ?=)"),
        _say_pair,
    ),
    Rule(
        SemioticClass.RANGE,
        _C(
            rf"(?P<a>\d{GUARD}\d{{0,2}}(?:\.\d{{1,2}})?):(?P<b>\d{{1,3}}(?:\.\d{{1,2}})?)(?![\w:])(?!\.\d)"
        ),
        _say_pair,
    ),
    Rule(
        SemioticClass.MATHS,
        _C(
            rf"(?P<a>{FIRST_NUMBER}[½¼¾]?)(?: ?[x×] ?(?P<b>\d{{1,4}}[½¼¾]|{NUMBER})"
            r"|(?P<sign>[x×])(?:/(?P<per>day|week|month|year|hour)\b)?)(?!\w)"
        ),
        _say_multiple,
    ),
    Rule(
        SemioticClass.DECIMAL,
        _C(rf"{SIGN}(?<![\w.])(?<!\d,){NUMBER}(?:(?!\w)|(?=x ?10\^))(?!\.\d)"),
        lambda m: number(m.group()),
    ),
    Rule(_CARDINAL, _C(rf"(?<![\w])(?P<n>{WHOLE})(?=-[A-Za-z])"), lambda m: number(m["n"])),
)

LEFT_OVER = (Rule(SemioticClass.DIGITS, _C(r"\d+"), lambda m: number(m.group())),)
