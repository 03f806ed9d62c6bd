"""Abbreviations, by what stands around them."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .patterns import alternatives, full_stop
from .words import Row

_CONTEXTS = {
    "number": r"(?= ?[\d#]| [IVXLC]+\b)",
    "name": r"(?= ?[^\W\d_a-z])",
    "after": r"",
    "any": r"",
}
_AFTER_A_NUMBER = re.compile(r"\d ?$")
_ENDS_SENTENCES = ("any", "after")


def rules(table: tuple[Row, ...]) -> tuple[Rule, ...]:
    """One rule for each place that the abbreviations of a table stand in."""
    return tuple(_rule(table, where) for where in _CONTEXTS)


def _rule(table: tuple[Row, ...], where: str) -> Rule:
    spoken = {row[0]: row[1] for row in table if (*row, "any")[2] == where}
    # Titles and eras are written small as well.
    written = {row[0] for row in table}
    spoken |= {w.lower(): s for w, s in spoken.items() if "." in w and w.lower() not in written}

    def say(match: Match) -> str:
        return spoken[match.group()] + (full_stop(match) if where in _ENDS_SENTENCES else "")

    def fits(match: Match) -> bool:
        before = match.string[max(0, match.start() - 2) : match.start()]
        return where != "after" or bool(_AFTER_A_NUMBER.search(before))

    pattern = rf"(?<![^\W\d_])(?<![\d.]\.)(?:{alternatives(spoken)})(?![\w/]){_CONTEXTS[where]}"
    return Rule(SemioticClass.ABBREVIATION, re.compile(pattern), say, fits)
