"""Numbers that stand for themselves: fractions, ranges, scores, ordinals, decimals, cardinals."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import cardinal, number, ordinal, plural
from .patterns import BEGIN, DASH, END, NUMBER, SIGN, WHOLE

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
}
_VULGAR_SIGNS = "".join(_VULGAR)
_PARTS = {2: ("half", "halves"), 4: ("quarter", "quarters")}
_LARGEST_PART = 100


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


_C, _CARDINAL = re.compile, SemioticClass.CARDINAL

RULES = (
    Rule(
        SemioticClass.SERIAL,
        _C(r"(?<=[A-Za-z])[-–](?P<n>\d{1,5})(?![\w])(?!\.\d)"),
        lambda m: f" {number(m['n'])}",
    ),
    Rule(
        SemioticClass.ORDINAL,
        _C(rf"{BEGIN}(?P<n>{WHOLE})(?:st|nd|rd|th|ST|ND|RD|TH)(?!\w)"),
        _say_ordinal,
    ),
    Rule(
        SemioticClass.FRACTION,
        _C(rf"{BEGIN}\d*[{_VULGAR_SIGNS}](?!\w)"),
        lambda m: amount(m.group()),
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
        _C(rf"{BEGIN}(?P<a>{NUMBER}){DASH}(?P<b>{NUMBER}){END}(?!-\w)(?! ?=)"),
        _say_pair,
    ),
    Rule(SemioticClass.RANGE, _C(rf"{BEGIN}(?P<a>\d{{1,3}}):(?P<b>\d{{1,3}})(?![\w:])"), _say_pair),
    Rule(
        SemioticClass.MATHS,
        _C(rf"{BEGIN}(?P<a>{NUMBER}) ?[x×] ?(?P<b>{NUMBER})(?!\w)"),
        lambda m: f"{number(m['a'])} by {number(m['b'])}",
    ),
    Rule(
        SemioticClass.MATHS,
        _C(rf"{BEGIN}(?P<a>{NUMBER})[x×](?!\w)"),
        lambda m: f"{number(m['a'])} times",
    ),
    Rule(
        SemioticClass.DECIMAL,
        _C(rf"{SIGN}(?<![\w.])(?<!\d,){NUMBER}(?![\w])(?!\.\d)"),
        lambda m: number(m.group()),
    ),
    Rule(_CARDINAL, _C(rf"(?<![\w])(?P<n>{WHOLE})(?=-[A-Za-z])"), lambda m: number(m["n"])),
)

LEFT_OVER = (Rule(SemioticClass.DIGITS, _C(r"\d+"), lambda m: number(m.group())),)
