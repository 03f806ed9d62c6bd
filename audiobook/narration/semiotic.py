"""Tokens and their semiotic classes.

The classes follow R. Sproat et al., "Normalization of non-standard words", Computer Speech
and Language 15 (2001).  A sentence is classified as a whole before any of it is verbalised, so that
what follows a number can decide what the number is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class SemioticClass(StrEnum):
    """The kind of a token."""

    LEXICON = "lexicon"
    ELECTRONIC = "electronic"
    FOOTNOTE = "footnote"
    DATE = "date"
    YEAR = "year"
    DECADE = "decade"
    TIME = "time"
    MONEY = "money"
    TELEPHONE = "telephone"
    ADDRESS = "address"
    MEASURE = "measure"
    PERCENT = "percent"
    RANGE = "range"
    FRACTION = "fraction"
    DECIMAL = "decimal"
    ORDINAL = "ordinal"
    CARDINAL = "cardinal"
    DIGITS = "digits"
    ROMAN = "roman"
    MATHS = "maths"
    SERIAL = "serial"
    ABBREVIATION = "abbreviation"
    INITIALISM = "initialism"
    SYMBOL = "symbol"


Match = re.Match[str]


def _always(_match: Match) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """How one form of a class is found and said.

    ``fits`` looks at the words around a match; ``say`` gives its spoken words, "" for silence.
    """

    kind: SemioticClass
    pattern: re.Pattern[str]
    say: Callable[[Match], str]
    fits: Callable[[Match], bool] = _always


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a sentence that is not said as it is written."""

    start: int
    end: int
    kind: SemioticClass
    rule: Rule
    match: Match


def classify(sentence: str, rules: Iterable[Rule]) -> list[Token]:
    """The tokens of a sentence, in order and without overlap; an earlier rule wins over a later."""
    taken = bytearray(len(sentence) + 1)
    tokens: list[Token] = []
    for rule in rules:
        at = 0
        while match := rule.pattern.search(sentence, at):
            start, end = match.span()
            clash = taken.rfind(b"\1", start, end)
            if clash >= 0:
                at = clash + 1
            elif end == start or not rule.fits(match):
                at = start + 1 if end == start else end
            else:
                taken[start:end] = b"\1" * (end - start)
                tokens.append(Token(start, end, rule.kind, rule, match))
                at = end
    tokens.sort(key=lambda token: token.start)
    return tokens
