"""Halves of what is counted, "une tasse et demie", and marks, "quinze sur vingt"."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.patterns import BEGIN, alternatives
from audiobook.narration.languages.shared.words import Noun, below_two_or_many
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .agreement import context, is_feminine
from .numbers import cardinal, decimals


def half(whole: str, noun: Noun) -> str:
    """One half of a noun, or some ("" for none) and a half: the half follows what is counted."""
    if not whole:
        return f"{cardinal('1', noun.gender)} demi-{noun.forms[0]}"
    counted = f"{cardinal(whole, noun.gender)} {noun.counted(below_two_or_many(whole))}"
    return f"{counted} et {'demie' if noun.gender == 'f' else 'demi'}"


def _say(match: Match) -> str:
    whole, word = match["whole"] or "", match["word"]
    sign = "moins " if match["sign"] else ""
    if word:
        return sign + half(whole, Noun((word,), "f" if is_feminine(word) else ""))
    return sign + (f"{cardinal(whole)} et demi" if whole else "un demi")


def _say_mark(match: Match) -> str:
    whole, _, rest = match["n"].partition(",")
    mark = f"{cardinal(whole)} virgule {decimals(rest)}" if rest else cardinal(whole)
    return f"{mark} sur {cardinal(match['of'])}"


_WORD = rf" (?!(?:{alternatives(context('no nouns'))})(?!\w))(?P<word>[^\W\d_]{{3,30}})(?!['’\w])"

RULES = (
    Rule(
        SemioticClass.FRACTION,
        re.compile(
            rf"(?P<sign>(?<![\w)%.,])[-−])?{BEGIN}"
            r"(?:(?P<whole>\d{1,6})(?: ?½| 1[/⁄]2)|(?<!\d )(?:½|1[/⁄]2))"
            rf"(?:{_WORD}|(?= (?:{alternatives(context('no nouns'))})(?!\w))|(?! ?[\w°%‰€$£/⁄]))"
        ),
        _say,
    ),
    # Marks and shares: "15/20", "95/100".
    Rule(
        SemioticClass.FRACTION,
        re.compile(
            rf"{BEGIN}(?!0?1/)(?P<n>\d{{1,3}}(?:,\d{{1,2}})?)/(?P<of>20|100)(?![\w/])(?![.,]\d)"
        ),
        _say_mark,
    ),
)
