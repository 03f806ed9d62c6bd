"""Roman numerals in Portuguese: "século V" is a rank, "século XX" none, "XX Congresso" is one."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.patterns import word_after, word_before
from audiobook.narration.languages.shared.romans import roman
from audiobook.narration.languages.shared.words import Romans
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .agreement import gender, words
from .dates import MONTHS
from .numbers import cardinal, ordinal

_LAST_RANK, _WINDOW = 10, 40
# "classe C" has a letter, no numeral.
_LETTERS = frozenset("LCDM")
_NAME_AFTER = re.compile(r"\. [^\W\d_a-z]")
_NUMERAL = r"[IVXLC]{1,9}(?![IVXLC])"


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
        return ordinal(str(value), "f" if after in words("women of a kind") else "m")
    form = "f" if before in words("women") or _is_feminine(before) else "m"
    return ordinal(str(value), form) if value <= _LAST_RANK else cardinal(str(value), form)


def _is_feminine(word: str) -> bool:
    return word.islower() and (word in words("women of a kind") or gender(word) == "f")


def _follows_centuries(match: Match) -> bool:
    return "sécul" in match.string[max(0, match.start() - _WINDOW) : match.start()].lower()


def _say_century(match: Match) -> str:
    value = roman(match["n"]) or 0
    return ordinal(str(value)) if value <= _LAST_RANK else cardinal(str(value))


ROMANS = Romans(
    say=_say,
    numbered=words("numbered"),
    numbering=words("numbering"),
    rulers=words("rulers"),
)

_MONTH = "|".join(name[1:] for name in MONTHS)
_OTHER_OF_TWO = r"(?<=[IVXLC] e |[IVXLC] a )|(?<=[IVXLC] ao )|(?<=[IVXLC], )|(?<=[IVXLC][-–])"

RULES = (
    # "séculos XV e XVI": the second of two that share a noun.
    Rule(
        SemioticClass.ROMAN,
        re.compile(rf"(?:{_OTHER_OF_TWO})(?P<n>{_NUMERAL})(?!\w)(?!['’.]\w)"),
        _say_century,
        lambda m: roman(m["n"]) is not None and _follows_centuries(m),
    ),
    # "rua XV de Novembro"
    Rule(
        SemioticClass.ROMAN,
        re.compile(rf"(?<!\w)(?P<n>{_NUMERAL})(?= de [A-Za-z](?:{_MONTH})\b)"),
        lambda m: cardinal(str(roman(m["n"]))),
        lambda m: roman(m["n"]) is not None,
    ),
)
