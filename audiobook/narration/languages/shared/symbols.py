"""Footnote marks, and signs of typography; the last word on every character."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import number
from .patterns import alternatives, word_before
from .words import Numerals, Signs

_C, _SYMBOL, _FOOTNOTE = re.compile, SemioticClass.SYMBOL, SemioticClass.FOOTNOTE
_SUPERSCRIPT = _C(r"[⁻⁺]?[⁰¹²³⁴-⁹]+")
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_LETTERLIKE = 2


def _say_nothing(_match: Match) -> str:
    return ""


def _is_typography(match: Match) -> bool:
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    return not before or before.isspace() or not after.isdigit()


FOOTNOTES = (
    Rule(
        _FOOTNOTE,
        _C(
            r"(?<=[\w.,;:!?\"”’»)\]]) ?\[(?:\d{1,3}(?:[,–-] ?\d{1,3}){0,9}|[a-z]"
            r"|(?:note|nota|Anm\.|nb) \d{1,3})\](?!\()"
        ),
        _say_nothing,
    ),
    Rule(_FOOTNOTE, _C(r"(?<=[\w.,;:!?\"”’»)])[†‡]+"), _say_nothing, _is_typography),
    Rule(
        _SYMBOL,
        _C(r"[*]{1,3}(?=[\w“«\"])|(?<=[^\W\d]|[.,!?”»\"])[*]{1,3}"),
        _say_nothing,
        _is_typography,
    ),
)


def powers(signs: Signs, numerals: Numerals) -> tuple[Rule, ...]:
    """Powers as they are typed: "2^10"."""

    def say(match: Match) -> str:
        return f" {signs.powers['^']} {number(numerals, match['n'])}"

    return (Rule(_SYMBOL, _C(r"\^(?P<n>-?\d{1,9})(?![.,]?\d)"), say),)


def rules(signs: Signs, numerals: Numerals) -> tuple[Rule, ...]:
    """Superscripts, signs before numbers, and every other sign by its name."""

    def say_power(match: Match) -> str:
        written = match.group()
        if written in signs.powers:
            return f" {signs.powers[written]}"
        return f" {signs.powers['^']} {number(numerals, written.translate(_PLAIN_DIGITS))}"

    return (
        Rule(_FOOTNOTE, _SUPERSCRIPT, _say_nothing, lambda m: len(word_before(m)) > _LETTERLIKE),
        Rule(_SYMBOL, _SUPERSCRIPT, say_power),
        Rule(_SYMBOL, _C(r"[#№] ?(?=\d)"), lambda _m: f"{signs.number} "),
        Rule(_SYMBOL, _C(r"(?<=\d)/(?=\d)"), lambda _m: f" {signs.electronic['/']} "),
        Rule(_SYMBOL, _C(alternatives(signs.names)), lambda m: f" {signs.names[m.group()]} "),
        Rule(_SYMBOL, _C(r"[*_^`|{}¶•·●■□▪◦★☆†‡©®™\ufffd]+"), lambda _m: " "),
    )
