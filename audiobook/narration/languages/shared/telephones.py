"""Telephone numbers, group by group."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import spell_digits
from .patterns import alternatives
from .words import Words

_PAIR, _FEWEST_DIGITS, _WINDOW = 2, 8, 40
_C, _KIND = re.compile, SemioticClass.TELEPHONE
# The codes of ITU-T E.164: of one digit, of two; all others have three.
_CODE = re.compile(r"[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3}")
_LIKE_A_DATE = re.compile(r"\d\d?-\d\d?-\d{4}|\d{4}-\d\d?-\d\d?")


def _say_group(words: Words, group: str) -> str:
    """A pair is a number unless it begins with 0; any other group is read digit by digit."""
    if words.telephone_group:
        return words.telephone_group(group)
    if len(group) == _PAIR and group[0] != "0":
        return words.numerals.cardinal(group, "")
    return spell_digits(words.numerals, group)


def say_groups(words: Words, written: str) -> str:
    """The groups of digits, with a pause between them."""
    return ", ".join(_say_group(words, group) for group in re.findall(r"\d+", written))


def _say_international(words: Words, written: str) -> str:
    digits = written.removeprefix("+").removeprefix("00")
    found = _CODE.match(digits)
    code, rest = (found.group(), digits[found.end() :]) if found else ("", digits)
    if rest.isdecimal():
        rest = " ".join(re.findall(r"\d{3}(?=\d{2})|\d+", rest))
    prefix = words.numerals.plus if written[0] == "+" else spell_digits(words.numerals, "00")
    said = (words.telephone_code or (lambda group: words.numerals.cardinal(group, "")))(code)
    return f"{prefix} {said}, {say_groups(words, rest)}"


def rules(words: Words) -> tuple[Rule, ...]:
    """Numbers with a country's code, in hyphened groups, and those after a word for one."""
    cue = _C(rf"(?:^|[^\w])(?:{alternatives(words.telephone_cues)})[.:]{{0,2}} ?$")

    def say(match: Match) -> str:
        return say_groups(words, match.group())

    def is_announced(match: Match) -> bool:
        before = match.string[max(0, match.start() - _WINDOW) : match.start()]
        return bool(cue.search(before.lower()))

    return (
        Rule(
            _KIND,
            _C(r"(?<![\w+])(?:\+|00)[1-9]\d{0,2}(?:[ ./-]{0,2}\(?\d{1,5}\)?){2,6}(?![\w-])"),
            lambda match: _say_international(words, match.group()),
            lambda match: sum(c.isdecimal() for c in match.group()) >= _FEWEST_DIGITS,
        ),
        Rule(
            _KIND,
            _C(r"(?<![\w+.,(-])(?:\(?\d{2,5}\)?(?:[ ./-]{1,2}\d{2,8}){1,5}|\d{2,12})(?![\w-])"),
            say,
            is_announced,
        ),
        Rule(
            _KIND,
            _C(r"(?<![\w+-])\d{1,8}(?:-\d{1,8}){2,6}(?![\w-])"),
            say,
            lambda match: not _LIKE_A_DATE.fullmatch(match.group()),
        ),
    )
