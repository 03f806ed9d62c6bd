"""Formulas and charges, letter by letter: "NaCl", "Fe3+", "HCl"; genus names cut to a letter."""

from __future__ import annotations

import re

from audiobook.narration.languages import read_table
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import number
from .patterns import SUPERSCRIPTS, alternatives

_ELEMENTS = alternatives(row[0] for row in read_table("en", "elements"))
_FORMULA = re.compile(rf"(?:(?:{_ELEMENTS})\d{{0,2}}){{1,8}}")
_PARTS = re.compile(r"\d+|[A-Z]|[a-z]")
# Words that are made of the signs of elements and yet are words.
_NOT_FORMULAS = {
    "HeLa",
    "NoHo",
    "PoC",
    "SoC",
    "BoC",
    "CoCo",
    "PhD",
    "NoSQL",
    "PaaS",
    "SaaS",
    "IaaS",
}
_CHARGES = {"+": "plus", "⁺": "plus", "⁻": "minus"}


def _spell(formula: str) -> str:
    parts = _PARTS.findall(formula)
    return " ".join(number(part) if part.isdecimal() else part.upper() for part in parts)


def _say_formula(match: Match) -> str:
    return _spell(match.group())


def _is_formula(match: Match) -> bool:
    """Two elements at least, one of them of two letters: so "NaCl", but not "NASA" or "H2"."""
    written = match.group()
    return (
        _stands_alone(match)
        and written not in _NOT_FORMULAS
        and any(c.islower() for c in written)
        and not (written.endswith("s") and written[:-1].isupper())
        and _FORMULA.fullmatch(written) is not None
    )


def _stands_alone(match: Match) -> bool:
    before = match.string[match.start() - 1 : match.start()]
    return not (before.isalnum() or before in ("-", "_", "."))


def _say_ion(match: Match) -> str:
    count = match["n"].translate(SUPERSCRIPTS)
    charge = f"{number(count)} " if count else ""
    return f"{_spell(match['of'])} {charge}{_CHARGES[match['sign']]}"


def _is_ion(match: Match) -> bool:
    return _stands_alone(match) and _FORMULA.fullmatch(match["of"]) is not None


_C, _KIND = re.compile, SemioticClass.SERIAL

RULES = (
    # Isotopes: "¹⁴C".
    Rule(
        _KIND,
        _C(rf"(?P<n>[⁰¹²³⁴-⁹]{{1,3}})(?P<of>{_ELEMENTS})(?![\w])"),
        lambda m: f"{' '.join(m['of']).upper()} {number(m['n'].translate(SUPERSCRIPTS))}",
        lambda m: not m.string[m.start() - 1 : m.start()].isalnum(),
    ),
    Rule(
        _KIND,
        _C(
            r"(?P<of>[A-Z][A-Za-z\d]{0,9}?)(?P<n>(?<=[a-z])[1-4]|[²³⁴]?)"
            r"(?P<sign>[⁺⁻]|(?<=[a-z\d])\+)(?=[ ,.;:)]|$)"
        ),
        _say_ion,
        _is_ion,
    ),
    Rule(
        _KIND,
        _C(r"[A-Z](?:[a-z]?\d{0,2}[A-Z]|[a-z]?\d)[A-Za-z\d]{0,12}(?!\w)(?!-[a-z])"),
        _say_formula,
        _is_formula,
    ),
)
