"""Roman numerals in Italian: "XX secolo", "l'XI", "Pio XII", "parte II", "Apollo XI"."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.patterns import word_after, word_before
from audiobook.narration.languages.shared.romans import roman
from audiobook.narration.languages.shared.words import Romans
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .agreement import gender, words
from .dates import MONTHS
from .numbers import cardinal, ordinal

# "classe C" has a letter, no numeral.
_LETTERS = frozenset("LCDM")
_NAME_AFTER = re.compile(r"\. [^\W\d_a-z]")
_NUMERAL = r"(?P<n>[IVXLC]{1,9}(?![IVXLC]))"
_ARTICLE = r"(?:il |l['’]|al |all['’]|nel |nell['’]|del |dell['’]|dal |dall['’])?"
_BETWEEN = rf"(?:,| e| ed| o| od|-|–)? ?{_ARTICLE}"


def _is_initial(match: Match) -> bool:
    """Whether a single letter stands for a name: "Anna M. Rossi"."""
    return len(match["n"]) == 1 and bool(_NAME_AFTER.match(match.string, match.end()))


def _say(value: int, match: Match) -> str:
    before, after = word_before(match), word_after(match).lower()
    if match["n"] in _LETTERS or _is_initial(match):
        return match["n"]
    if before.lower() in words("counted") or before in words("counted names"):
        return cardinal(str(value))
    if after in words("numbering") and before.lower() not in words("numbered"):
        form = "f" if after in words("women of a kind") else "m"
    elif before in words("women"):
        form = "f"
    elif before[:1].islower():
        form = "f" if before in words("women of a kind") else gender(before)
    else:
        form = "m"
    return ordinal(str(value), form)


def _say_century(match: Match) -> str:
    return ordinal(str(roman(match["n"])))


def _is_numeral(match: Match) -> bool:
    return roman(match["n"]) is not None


ROMANS = Romans(
    say=_say,
    numbered=words("numbered"),
    numbering=words("numbering"),
    rulers=words("rulers"),
)


def _say_day(match: Match) -> str:
    value = roman(match["n"]) or 0
    return ordinal("1") if value == 1 else cardinal(str(value))


_C, _KIND = re.compile, SemioticClass.ROMAN
_MONTH = "|".join(name[1:] for name in MONTHS)

RULES = (
    # A numeral that shares its noun with the next, or follows an elided article.
    Rule(
        _KIND,
        _C(rf"(?<![\w.]){_NUMERAL}(?={_BETWEEN}[IVXLC]{{1,9}} (?:secol|millenni))"),
        _say_century,
        _is_numeral,
    ),
    Rule(
        _KIND,
        _C(rf"(?<=['’–-]){_NUMERAL}(?= (?:secol|millenni))"),
        _say_century,
        _is_numeral,
    ),
    # "l'VIII edizione"
    Rule(
        _KIND,
        _C(rf"(?<=['’]){_NUMERAL}(?= [a-z])"),
        lambda match: _say(roman(match["n"]) or 0, match),
        lambda match: _is_numeral(match) and word_after(match) in words("numbering"),
    ),
    # "via XX Settembre"
    Rule(_KIND, _C(rf"(?<!\w){_NUMERAL}(?= [A-Za-z](?:{_MONTH})\b)"), _say_day, _is_numeral),
)
