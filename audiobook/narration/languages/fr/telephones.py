"""Telephone numbers of France, said two digits at a time."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import cardinal, pairs

_LONGEST_SAID_AS_NUMBER = 3


def say_group(digits: str) -> str:
    """A group of digits as it was written: "zéro six", "trois cent quarante-cinq"."""
    rest = digits.lstrip("0")
    if len(rest) > _LONGEST_SAID_AS_NUMBER:
        return pairs(digits)
    zeros = ["zéro"] * (len(digits) - len(rest))
    return " ".join([*zeros, *([cardinal(rest)] if rest else [])])


def _say(match: Match) -> str:
    return pairs(re.sub(r"\D", "", match.group()))


def _say_abroad(match: Match) -> str:
    country, first = cardinal(match["country"]), cardinal(match["first"])
    return f"plus {country}, {first}, {pairs(re.sub(r'[^0-9]', '', match['rest']))}"


def _say_by_groups(match: Match) -> str:
    return ", ".join(map(say_group, re.findall(r"\d+", match.group())))


_C, _KIND = re.compile, SemioticClass.TELEPHONE
_PAIRS = r"(?:[ .-]?\d\d){4}"

RULES = (
    Rule(_KIND, _C(rf"(?<![\w.,+-])0[1-9]{_PAIRS}(?![\w-])(?![.,]\d)"), _say),
    Rule(
        _KIND,
        _C(
            r"(?<![\w+])\+(?P<country>33)[ .-]?(?:\(0\))?[ .-]?(?P<first>[1-9])"
            rf"(?P<rest>{_PAIRS})(?![\w-])"
        ),
        _say_abroad,
    ),
    Rule(
        _KIND,
        _C(r"(?<![\w.,+-])0 ?8\d\d(?: \d{3}){2}(?![\w-])|(?<![\w.,+-])08\d\d(?: \d\d){3}(?![\w-])"),
        _say_by_groups,
    ),
)
