"""Mathematics: operators, powers, roots, functions and scientific notation."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import number, ordinal
from .patterns import NUMBER, SUPERSCRIPTS, word_before

OPERATORS = {
    "+": "plus",
    "-": "minus",
    "−": "minus",
    "–": "minus",
    "*": "times",
    "×": "times",
    "·": "times",
    "/": "divided by",
    "=": "equals",
    "<": "is less than",
    ">": "is greater than",
}
_POWERS = {"2": "squared", "3": "cubed"}
_LETTERLIKE = 2
_WINDOW = 60


def _say_power(match: Match) -> str:
    digits = match.group().translate(SUPERSCRIPTS)
    if digits in _POWERS:
        return f" {_POWERS[digits]}"
    power = f"minus {number(digits[1:])}" if digits.startswith("-") else ordinal(digits)
    return f" to the {power}"


def _say_caret(match: Match) -> str:
    power = match["n"].strip("{}()")
    if power in _POWERS:
        return f" {_POWERS[power]}"
    return f" to the power of {number(power) if power[-1].isdigit() else power}"


def _say_scientific(match: Match) -> str:
    raised = match["up"].translate(SUPERSCRIPTS) if match["up"] else match["caret"]
    power = f"minus {number(raised[1:])}" if raised[0] in "-−" else ordinal(raised)
    return f"{' times ' if match['by'] else ''}ten to the {power}"


def _say_operator(match: Match) -> str:
    first = match["a"]
    said = number(first) if first[-1].isdigit() else first
    return f"{said} {OPERATORS[match['op'].strip()]} "


def _is_sum(match: Match) -> bool:
    operator = match["op"].strip()
    if operator in "+*":
        return True
    near = match.string[max(0, match.start() - _WINDOW) : match.end() + _WINDOW]
    return "=" in near


def _say_of(match: Match) -> str:
    inside = match["x"]
    said = number(inside) if inside[-1].isdigit() else inside
    return f"{match['f']} of {said}"


def _is_in_equation(match: Match) -> bool:
    near = match.string[max(0, match.start() - _WINDOW) : match.end() + _WINDOW]
    return any(sign in near for sign in "=≤≥≈<>+²³")


_C, _MATHS = re.compile, SemioticClass.MATHS
_SUPERSCRIPT = r"⁻?[⁰¹²³⁴-⁹]+"
_SIDE = r"(?:[\d.]+|[a-z])(?: ?[-+*×=/−] ?(?:\d+|[a-z])\b|\b)"

RULES = (
    Rule(
        _MATHS,
        _C(
            r"(?:(?P<by>[x×·*]) ?10|10(?<![\w.]10))"
            rf"(?:\^[({{]?(?P<caret>[-−]?\d{{1,3}})[)}}]?|(?P<up>{_SUPERSCRIPT}))(?!\d)"
        ),
        _say_scientific,
    ),
    Rule(_MATHS, _C(r"\^(?P<n>\(?\{?[-−]?(?:\d{1,4}|[a-z])\}?\)?)(?![\w])"), _say_caret),
    Rule(
        _MATHS,
        _C(r"(?P<f>[a-zA-Z])(?<!\w.)(?P<p>[′″])(?:\((?P<x>[-−]?\d{1,4}|[a-z])\))?"),
        lambda m: (
            f"{m['f']} {'double ' if m['p'] == '″' else ''}prime"
            f"{' of ' + (number(m['x']) if m['x'][-1].isdigit() else m['x']) if m['x'] else ''}"
        ),
    ),
    Rule(_MATHS, _C(r"(?<!\w)(?P<f>[fghFGP])\((?P<x>[-−]?\d{1,4}|[a-z])\)"), _say_of),
    Rule(
        _MATHS,
        _C(r"(?P<n>\d{1,4})(?P<x>[abcnxyz])(?= ?[-+−=)<>≤≥²³^*]|[.,;]|$)"),
        lambda m: f"{number(m['n'])} {m['x']}",
        _is_in_equation,
    ),
    Rule(
        _MATHS,
        _C(rf"(?P<a>(?<![\w.])(?:{NUMBER}|[a-z]))(?P<op> ?[+*×=/−] ?|- | - )(?={_SIDE})"),
        _say_operator,
        _is_sum,
    ),
    Rule(
        _MATHS,
        _C(
            r"(?P<cue>(?:[Cc]alculate|[Cc]ompute|[Ss]olve|[Ee]valuate|[Ss]ubtract) )"
            rf"(?P<a>{NUMBER}) ?(?P<op>[-–−+/*×]) ?(?P<b>{NUMBER})(?!\w)"
        ),
        lambda m: f"{m['cue']}{number(m['a'])} {OPERATORS[m['op']]} {number(m['b'])}",
    ),
    Rule(
        _MATHS,
        _C(rf"(?P<a>(?<![\w.]){NUMBER})[-–](?={NUMBER} ?=)"),
        lambda m: f"{number(m['a'])} minus ",
    ),
    Rule(_MATHS, _C(r" ?[·⋅] ?(?=[\w(])"), lambda _m: " times ", _is_in_equation),
    Rule(_MATHS, _C(r" [−–-] (?=\d*[a-z]\b|\()"), lambda _m: " minus ", _is_in_equation),
)

POWERS = (
    Rule(
        SemioticClass.FOOTNOTE,
        _C(_SUPERSCRIPT + r"(?!⁺)"),
        lambda _m: "",
        lambda m: len(word_before(m)) > _LETTERLIKE,
    ),
    Rule(_MATHS, _C(rf"{_SUPERSCRIPT}(?![⁺⁻])"), _say_power),
)
