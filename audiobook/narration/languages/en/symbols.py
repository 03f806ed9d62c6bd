"""Footnote marks and symbols of typography; the last word on every character."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .patterns import full_stop, word_before, word_set

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
    "⁺": "plus",
    "∛": "the cube root of",
    "√": "the square root of",
    "π": "pi",
    "°": "degrees",
    "§": "section",
    "№": "number",
    "$": "dollar",
    "£": "pound",
    "€": "euro",
    "¥": "yen",
    "¢": "cent",
    "∑": "the sum of",
    "∏": "the product of",
    "∫": "the integral of",
    "∂": "partial",
    "∇": "del",
    "∆": "delta",
    "∈": "in",
    "∉": "not in",
    "∪": "union",
    "∩": "intersection",
    "⊂": "is a subset of",
    "⊆": "is a subset of",
    "∀": "for all",
    "∃": "there exists",
    "∴": "therefore",
    "∅": "the empty set",
    "≡": "is equivalent to",
    "∝": "is proportional to",
    "≅": "is congruent to",
    "≃": "is approximately equal to",
    "∼": "about",
    "≪": "is much less than",
    "≫": "is much greater than",
    "⊥": "is perpendicular to",
    "∥": "is parallel to",
    "∠": "angle",
    "∜": "the fourth root of",
    "⇌": "in equilibrium with",
    "↔": "to and from",
    "←": "from",
    "↑": "up",
    "↓": "down",
    "ℏ": "h bar",
    "→": "to",
    "⇒": "to",
    "/": "slash",
    "\\": "backslash",
    "#": "hash",
    "µ": "micro",
}
_PAIRS = {
    "!=": "is not equal to",
    "<=": "is less than or equal to",
    ">=": "is greater than or equal to",
    "==": "equals",
    "->": "to",
}
# Dingbats without a variation selector are typography; the others are emoji.
_PICTURES = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")


_BEFORE_AMOUNT = word_set("before a comparison")


def _say_name(match: Match) -> str:
    return f" {_NAMES[match.group()]} "


def _say_comparison(match: Match) -> str:
    """A relation between two things said with "is"; before one alone without it."""
    said = _NAMES[match["sign"]].removeprefix("is ")
    before = match.string[match.start() - 1 : match.start()]
    is_relation = (match["after"] or before.isalnum()) and word_before(match) not in _BEFORE_AMOUNT
    return f" is {said} " if is_relation else f" {said} "


def _say_nothing(_match: Match) -> str:
    return ""


def _is_typography(match: Match) -> bool:
    before = match.string[match.start() - 1 : match.start()]
    return (
        not before or before.isspace() or not match.string[match.end() : match.end() + 1].isdigit()
    )


_C, _SYMBOL = re.compile, SemioticClass.SYMBOL
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
        _C(r"[*](?:(?=[*]{0,2}[\w“\"])|(?<=[^\W\d].|[.,!?”\"].))[*]{0,2}"),
        _say_nothing,
        _is_typography,
    ),
)

RULES = (
    Rule(
        _SYMBOL, _C(r"</?(?P<tag>[A-Za-z]\w{0,20})(?: [^<>]{0,80})?/?>"), lambda m: f" {m['tag']} "
    ),
    Rule(_SYMBOL, _C(r"!=|<=|>=|==|->"), lambda m: f" {_PAIRS[m.group()]} "),
    Rule(
        _SYMBOL,
        _C(r"(?P<sign>[≤≥≈]|[<>](?=[ \d$£€.√−-]))(?P<after> ?)(?=[\w$£€.√−-])(?<![(\[][≤≥≈<>])"),
        _say_comparison,
    ),
    Rule(_SYMBOL, _C(r"[-−–](?<=\b[A-D].)(?=[ ,.;)]|$)"), lambda _m: " minus"),
    Rule(_SYMBOL, _C(r"#(?= ?\d)"), lambda _m: "number "),
    Rule(_SYMBOL, _C(r"~(?=\d)"), lambda _m: "about "),
    Rule(_SYMBOL, _C(r"\+\+(?<=[A-Za-z]..)(?!\w)"), lambda _m: " plus plus"),
    Rule(
        _SYMBOL,
        _C(r"/(?:(?<=\b[Hh]e/)(?=she\b)|(?<=\b[Hh]is/)(?=hers?\b)|(?<=\b[Hh]im/)(?=her\b))"),
        lambda _m: " or ",
    ),
    # Of an oven: "180°C/gas 4".
    Rule(_SYMBOL, _C(r" ?/ ?[Gg]as (?:mark )?(?=\d)"), lambda _m: ", gas mark "),
    Rule(_SYMBOL, _C(r":(?<=\w:)(?=[A-Z]\d)"), lambda _m: " "),
    Rule(_SYMBOL, _C(r"/(?<=\d/)(?=[$£€¥](?!\d))"), lambda _m: " per "),
    Rule(_SYMBOL, _C(r"/(?<=[a-z]/)(?=\d{1,3}%)"), lambda _m: ", "),
    # Between words a slash is no more than a pause; between capitals not even that.
    Rule(
        _SYMBOL,
        _C(r"/(?:(?<=\band/)(?=or\b)|(?<=[A-Z]/)(?=[A-Z\d])|(?<![^ ]/)(?![^ ]))"),
        lambda _m: " ",
    ),
    Rule(_SYMBOL, _C(r"§§ ?(?=\d)"), lambda _m: "sections "),
    Rule(_SYMBOL, _C(r"¶¶ ?(?=\d)"), lambda _m: "paragraphs "),
    Rule(_SYMBOL, _C(r"¶ ?(?=\d)"), lambda _m: "paragraph "),
    Rule(_SYMBOL, _C(r"&c\b\.?"), lambda m: "et cetera" + full_stop(m)),
    Rule(_SYMBOL, _C(r"(?<=[\d)])[*·](?=[\w(])"), lambda _m: " times "),
    Rule(_SYMBOL, _C(r"(?<=\w):(?=\d)"), lambda _m: " colon "),
    Rule(_SYMBOL, _C("|".join(map(re.escape, _NAMES))), _say_name),
    Rule(_SYMBOL, _PICTURES, lambda _m: " "),
    Rule(_SYMBOL, _C(r"[*_^`|{}¶•·●■□▪◦★☆†‡©®™\ufffd\ufe0f\u200d]"), lambda _m: " "),
)
