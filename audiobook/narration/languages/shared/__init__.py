"""Rules that many languages share, filled with one language's words.

``rules(words)`` gives them in order of precedence; a language puts its own before those of any
stage.  What a language supplies is in ``words``.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from audiobook.narration.semiotic import Rule

from . import (
    abbreviations,
    codes,
    dates,
    electronic,
    measures,
    money,
    numbers,
    pictures,
    romans,
    symbols,
    telephones,
    times,
)
from .folding import fold as fold
from .words import Words


class Stage(StrEnum):
    """The classes of rules, in order of precedence."""

    FOOTNOTES = "footnotes"
    ELECTRONIC = "electronic"
    TELEPHONES = "telephones"
    DATES = "dates"
    VERSIONS = "versions"
    TIMES = "times"
    MONEY = "money"
    ABBREVIATIONS = "abbreviations"
    MEASURES = "measures"
    ROMANS = "romans"
    NUMBERS = "numbers"
    SERIALS = "serials"
    LEFT_OVER = "left over"
    PICTURES = "pictures"
    SYMBOLS = "symbols"


def stages(words: Words) -> dict[Stage, tuple[Rule, ...]]:
    """The shared rules of each stage."""
    numerals = words.numerals
    return {
        Stage.FOOTNOTES: symbols.FOOTNOTES,
        Stage.ELECTRONIC: electronic.rules(words),
        Stage.TELEPHONES: (*codes.account_numbers(words), *telephones.rules(words)),
        Stage.DATES: dates.rules(words.calendar, numerals),
        Stage.VERSIONS: codes.versions(words),
        Stage.TIMES: times.rules(words.clock, numerals.to),
        Stage.MONEY: money.rules(words),
        Stage.ABBREVIATIONS: abbreviations.rules(words.abbreviations),
        Stage.MEASURES: measures.rules(words),
        Stage.ROMANS: romans.rules(words.romans, numerals.to),
        Stage.NUMBERS: (
            *symbols.powers(words.signs, numerals),
            *codes.hyphenated(words),
            *numbers.rules(numerals),
        ),
        Stage.SERIALS: codes.serials(words),
        Stage.LEFT_OVER: numbers.left_over(numerals),
        Stage.PICTURES: pictures.rules(words.tag),
        Stage.SYMBOLS: symbols.rules(words.signs, numerals),
    }


def rules(words: Words, own: Mapping[Stage, tuple[Rule, ...]] | None = None) -> tuple[Rule, ...]:
    """All rules in order of precedence; a language's own come before the shared of their stage."""
    mine = own or {}
    return tuple(
        rule for stage, shared in stages(words).items() for rule in (*mine.get(stage, ()), *shared)
    )
