"""Footnote marks, mathematics, and symbols of typography; the last word on every character."""

from __future__ import annotations

import re
import unicodedata

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import number, ordinal
from .patterns import NUMBER, SUPERSCRIPTS, full_stop, word_before

_NAMES = {
    "&": "and",
    "@": "at",
    "%": "percent",
    "‰": "per mille",
    "+": "plus",
    "=": "equals",
    "≠": "is not equal to",
    "≈": "about",
    "~": "about",
    "<": "less than",
    ">": "greater than",
    "≤": "is less than or equal to",
    "≥": "is greater than or equal to",
    "×": "times",
    "÷": "divided by",
    "±": "plus or minus",
    "−": "minus",
    "⁻": "minus",
    "∞": "infinity",
    "√": "square root of",
    "π": "pi",
    "°": "degrees",
    "§": "section",
    "№": "number",
    "$": "dollar",
    "£": "pound",
    "€": "euro",
    "¥": "yen",
    "¢": "cent",
    "→": "to",
    "⇒": "to",
    "/": "slash",
    "\\": "backslash",
    "#": "hash",
    "µ": "micro",
}
_POWERS = {"²": "squared", "³": "cubed"}
_PICTURES = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")
_LETTERLIKE = 2


def _say_power(match: Match) -> str:
    written = match.group()
    if written in _POWERS:
        return f" {_POWERS[written]}"
    digits = written.translate(SUPERSCRIPTS)
    power = f"minus {number(digits[1:])}" if digits.startswith("-") else ordinal(digits)
    return f" to the {power}"


def _say_picture(match: Match) -> str:
    name = unicodedata.name(match.group(), "").lower().replace("-", " ")
    # A tone of skin is no word of its own, and the older dingbats are typography.
    is_said = name.isascii() and not any(c.isdigit() for c in name)
    return f" {name} " if is_said and ord(match.group()) >= 0x1F300 else " "  # noqa: PLR2004


def _say_name(match: Match) -> str:
    return f" {_NAMES[match.group()]} "


def _say_nothing(_match: Match) -> str:
    return ""


def _is_typography(match: Match) -> bool:
    before = match.string[match.start() - 1 : match.start()]
    return (
        not before or before.isspace() or not match.string[match.end() : match.end() + 1].isdigit()
    )


_C, _MATHS, _SYMBOL = re.compile, SemioticClass.MATHS, SemioticClass.SYMBOL
_OPERATORS = {
    "+": "plus",
    "-": "minus",
    "−": "minus",
    "–": "minus",
    "*": "times",
    "×": "times",
    "/": "divided by",
    "=": "equals",
    "<": "is less than",
    ">": "is greater than",
}

FOOTNOTES = (
    Rule(
        SemioticClass.FOOTNOTE,
        _C(
            r"(?<=[\w.,;:!?\"”’)\]]) ?\[(?:\d{1,3}(?:[,–-] ?\d{1,3})*|[a-z]"
            r"|(?:note|nb) \d{1,3}|citation needed)\](?!\()"
        ),
        _say_nothing,
    ),
    Rule(SemioticClass.FOOTNOTE, _C(r"(?<=[\w.,;:!?\"”’)])[†‡]+"), _say_nothing, _is_typography),
    Rule(
        _SYMBOL,
        _C(r"[*]{1,3}(?=[\w“\"])|(?<=[^\W\d]|[.,!?”\"])[*]{1,3}"),
        _say_nothing,
        _is_typography,
    ),
)

MATHS = (
    Rule(
        _MATHS,
        _C(
            rf"(?P<a>(?<![\w.])(?:{NUMBER}|[a-z]))(?P<op> ?[+*×=/−] ?|- | - )"
            r"(?=(?:[\d.]+|[a-z])(?: ?[-+*×=/−] ?(?:\d+|[a-z])\b|\b))"
        ),
        lambda m: (
            f"{number(m['a']) if m['a'][-1].isdigit() else m['a']} {_OPERATORS[m['op'].strip()]} "
        ),
        lambda m: "=" in m.string or m["op"].strip() in "+*×",
    ),
    Rule(
        _MATHS,
        _C(rf"(?P<a>(?<![\w.]){NUMBER})[-–](?={NUMBER} ?=)"),
        lambda m: f"{number(m['a'])} minus ",
    ),
)

_SUPERSCRIPT = _C(r"⁻?[⁰¹²³⁴-⁹]+")

RULES = (
    Rule(
        SemioticClass.FOOTNOTE,
        _SUPERSCRIPT,
        _say_nothing,
        lambda m: len(word_before(m)) > _LETTERLIKE,
    ),
    Rule(_SYMBOL, _SUPERSCRIPT, _say_power),
    Rule(_SYMBOL, _C(r"#(?= ?\d)"), lambda _m: "number "),
    Rule(_SYMBOL, _C(r"§§ ?"), lambda _m: "sections "),
    Rule(_SYMBOL, _C(r"~(?=\d)"), lambda _m: "about "),
    Rule(_SYMBOL, _C(r"(?<=[A-Za-z])\+\+(?!\w)"), lambda _m: " plus plus"),
    Rule(_SYMBOL, _C(r"(?<=\band)/(?=or\b)"), lambda _m: " "),
    Rule(_SYMBOL, _C(r"&c\b\.?"), lambda m: "et cetera" + full_stop(m)),
    Rule(_SYMBOL, _C(r"\^(?P<n>\d+)"), lambda m: f" to the power of {number(m['n'])}"),
    Rule(_SYMBOL, _C(r"(?<=[\d)])[*·](?=[\w(])"), lambda _m: " times "),
    Rule(_SYMBOL, _C(r"(?<=\w):(?=\d)"), lambda _m: " colon "),
    Rule(
        _SYMBOL, _C(r"</?(?P<tag>[A-Za-z]\w{0,20})(?: [^<>]{0,80})?/?>"), lambda m: f" {m['tag']} "
    ),
    Rule(_SYMBOL, _C("|".join(map(re.escape, _NAMES))), _say_name),
    Rule(_SYMBOL, _PICTURES, _say_picture),
    Rule(_SYMBOL, _C(r"[*_^`|{}¶•·●■□▪◦★☆†‡©®™\ufffd\ufe0f\u200d]+"), lambda _m: " "),
)
