"""How French says Roman numerals: "dix-huitième siècle", "Louis quatorze", "Napoléon premier"."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.patterns import word_after, word_before
from audiobook.narration.languages.shared.romans import roman
from audiobook.narration.languages.shared.words import Romans
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .agreement import context
from .numbers import NAMING, cardinal, ordinal

_RULERS = context("rulers")
_RANKED = context("after a numeral")


def _say(value: int, match: Match) -> str:
    is_ruler = word_before(match) in _RULERS
    if word_after(match).lower() in _RANKED or (is_ruler and value == 1):
        return ordinal(str(value))
    return cardinal(str(value), NAMING)


ROMANS = Romans(
    say=_say,
    numbered=context("before a numeral"),
    numbering=_RANKED,
    rulers=_RULERS,
)


def _say_ranked(match: Match) -> str:
    form = "f" if match["mark"].startswith("r") else ""
    return ordinal(str(roman(match["n"])), form)


def _is_roman(match: Match) -> bool:
    return roman(match["n"]) is not None


_C = re.compile

RULES = (
    # A lone L, C, D or M with an e is a word: Le, Ce, De, Me.
    Rule(
        SemioticClass.ROMAN,
        _C(
            r"(?<![\w.])(?<![^e]-)(?P<n>[IVX]|[IVXLCDM]{2,12})(?P<mark>ers?|res?|i?[èe]mes?|es?)(?!\w)"
        ),
        _say_ranked,
        _is_roman,
    ),
    Rule(
        SemioticClass.ABBREVIATION,
        _C(r"(?<=[IVX\d]e )s\.|(?<=[I\d]er )s\."),
        lambda _match: "siècle",
    ),
)
