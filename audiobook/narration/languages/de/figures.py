"""Fractions above one, ratios and lists of numbers, as German writes them."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.patterns import BEGIN
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import cardinal, fraction


def _say_list(match: Match) -> str:
    return ", ".join(cardinal(digits) for digits in match.group().split(","))


RULES = (
    Rule(
        SemioticClass.FRACTION,
        re.compile(rf"{BEGIN}(?<!\d )(?P<top>\d)[/⁄](?P<bottom>\d)(?![\w/⁄])(?![.,]\d)"),
        lambda m: fraction(m["top"], m["bottom"]),
    ),
    Rule(
        SemioticClass.RANGE,
        re.compile(rf"{BEGIN}(?P<a>\d{{1,9}}) : (?P<b>\d{{1,9}})(?![\w:])"),
        lambda m: f"{cardinal(m['a'])} zu {cardinal(m['b'])}",
    ),
    Rule(
        SemioticClass.CARDINAL,
        re.compile(rf"{BEGIN}\d{{1,3}}(?:,\d{{1,2}}){{2,40}}(?![\w,])"),
        _say_list,
    ),
)
