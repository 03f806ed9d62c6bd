"""What an initial stands for before a name: "S. Pietro", "S. Stefano", "S. Anna"."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.patterns import word_after
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .agreement import words
from .numbers import TAKES_UNO

_MEN_IN_A = frozenset({"Andrea", "Luca", "Nicola"})


def _say_saint(match: Match) -> str:
    name = word_after(match)
    if name[0] in "AEIOU":
        return "Sant'"
    if name.endswith("a") and name not in _MEN_IN_A:
        return "Santa "
    return "Santo " if TAKES_UNO.match(name) and name[0] == "S" else "San "


RULES = (
    Rule(
        SemioticClass.ABBREVIATION,
        re.compile(r"(?<![\w.])S\. ?(?=[^\W\d_a-z])"),
        _say_saint,
        lambda match: word_after(match) in words("saints"),
    ),
)
