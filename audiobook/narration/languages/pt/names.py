"""What an initial stands for before a name: "D. Pedro", "D. Maria", "S. João"."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.patterns import word_after
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .agreement import words


def _say_title(match: Match) -> str:
    return "Dona" if word_after(match) in words("women") else "Dom"


_C, _KIND = re.compile, SemioticClass.ABBREVIATION

RULES = (
    Rule(_KIND, _C(r"(?<![\w.])D\.(?= [^\W\d_a-z][^\W\d_])"), _say_title),
    Rule(
        _KIND,
        _C(r"(?<![\w.])S\.(?= [^\W\d_a-z])"),
        lambda _match: "São",
        lambda match: word_after(match) in words("saints"),
    ),
)
