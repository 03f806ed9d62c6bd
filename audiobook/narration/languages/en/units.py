"""Units of measure: their symbols with SI and IEC prefixes, and expressions such as "kJ·mol⁻¹"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audiobook.narration.languages import read_table

from .numbers import number
from .patterns import SUPERSCRIPTS, alternatives

_PREFIXES = {
    "f": "femto",
    "p": "pico",
    "n": "nano",
    "μ": "micro",
    "µ": "micro",
    "m": "milli",
    "c": "centi",
    "d": "deci",
    "h": "hecto",
    "k": "kilo",
    "K": "kilo",
    "M": "mega",
    "G": "giga",
    "T": "tera",
    "P": "peta",
    "E": "exa",
    "Z": "zetta",
    "Ki": "kibi",
    "Mi": "mebi",
    "Gi": "gibi",
    "Ti": "tebi",
    "Pi": "pebi",
}
_ANY_JOINT = "_-+./"
_AREAS_AND_VOLUMES = {"sq": "square", "cu": "cubic"}
_BEFORE_LENGTH = {2: "square", 3: "cubic"}
_AFTER_OTHERS = {2: "squared", 3: "cubed"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's names, and the ways its symbol may follow a number (see ``units.tsv``)."""

    one: str
    many: str
    joints: str = _ANY_JOINT

    def name(self, many: bool) -> str:
        """Its name in the singular or the plural."""
        return self.many if many else self.one


def _units() -> Iterator[tuple[str, Unit]]:
    for row in read_table("en", "units"):
        symbol, one, many, prefixes, joints = (*row, "", "")[:5]
        for prefix in prefixes.split():
            name = _PREFIXES[prefix]
            yield prefix + symbol, Unit(name + one, name + many)
        yield symbol, Unit(one, many, joints or _ANY_JOINT)


UNITS = dict(_units())
_LENGTHS = ("km", "m", "cm", "mm", "nm", "μm", "µm", "mi", "ft", "yd", "in")
# Symbols that are no run of letters; all others are looked up once they are found.
_ODD = alternatives(symbol for symbol in UNITS if not symbol.isalpha())
_POWER = r"(?:[¹²³⁴]|⁻[¹²³⁴]|\^[-−]?[1-4]|[23](?!\w))"
_LETTERS = "[A-Za-zμµΩÅ]"
_AREA = r"(?:sq|cu)\.?[ -][a-z]{1,6}\b"
_SYMBOL = rf"(?:[°º] ?[CFK]\b|{_ODD}|{_LETTERS}{{1,6}}(?!{_LETTERS}))"
_FACTOR = rf"(?:{_AREA}|{_SYMBOL}{_POWER}?)"
_NEXT_FACTOR = rf"{_LETTERS}{{1,6}}{_POWER}?"
_INVERSE = rf"{_LETTERS}{{1,4}}(?:⁻[¹²³⁴]|\^[-−][1-4])"
# What it is counted for is a word where it is no unit: "$4 a share" may be written "$4/share".
_RATE = rf"(?!gas\b)(?:{_AREA}|\(?[°%]?[A-Za-zμµ]{{0,14}}{_POWER}?(?:[·⋅]{_NEXT_FACTOR}\))?)"
EXPRESSION = (
    rf"(?P<unit>{_FACTOR}(?:[·⋅]{_NEXT_FACTOR}| {_INVERSE}){{0,3}}"
    rf"(?:\.?/(?:\d{{1,4}} ?)?{_RATE}){{0,2}})"
)
_IS_INVERSE = re.compile(r"⁻|\^[-−]")
_FACTORS = re.compile(
    rf"(?P<by>\.?/\(?|[·⋅ ]|^)(?P<count>\d{{1,4}} ?)?"
    rf"(?P<factor>{_FACTOR}|[A-Za-zμµ]{{1,14}}{_POWER}?)\)?"
)
_PARTS = re.compile(
    rf"(?:(?P<area>sq|cu)\.?[ -])?(?P<symbol>[°º] ?[CFK]\b|{_ODD}|[A-Za-zμµΩÅ]+)(?P<power>\S*)"
)


def leading_symbol(expression: str) -> str:
    """The symbol an expression begins with, without its power."""
    found = _PARTS.match(expression)
    return found["symbol"] if found else ""


def is_known(expression: str) -> bool:
    """Whether an expression begins with a unit; what it is divided by may be any word."""
    found = _PARTS.match(expression)
    if found is None or found["symbol"] not in UNITS:
        return bool(found and (found["area"] or found["symbol"][0] in "°º"))
    return found["power"][:1] not in ("2", "3") or found["symbol"] in _LENGTHS


def unit_words(expression: str, many: bool) -> str:
    """An expression of units in words: "kilometers per hour", "joules per gram kelvin"."""
    over: list[str] = []
    under: list[str] = []
    for factor in _FACTORS.finditer(expression):
        written, count = factor["factor"], factor["count"]
        if factor["by"] == "·" and under and expression.endswith(")"):
            under[-1] += f" {_name(written, False)}"
        elif "/" in factor["by"] or _IS_INVERSE.search(written):
            counted = f"{number(count.strip())} " if count else ""
            under.append(counted + _name(written, bool(count)))
        else:
            over.append(written)
    numerator = " ".join(
        [*(_name(f, False) for f in over[:-1]), *(_name(f, many) for f in over[-1:])]
    )
    return " per ".join([numerator, *under]).strip()


def _name(factor: str, many: bool) -> str:
    parts = _PARTS.fullmatch(factor)
    if parts is None:
        return factor
    symbol = parts["symbol"].replace(" ", "") if parts["symbol"][0] in "°º" else parts["symbol"]
    name = UNITS[symbol].name(many) if symbol in UNITS else symbol
    if parts["area"]:
        return f"{_AREAS_AND_VOLUMES[parts['area']]} {name}"
    power = int(re.sub("[^1-4]", "", parts["power"].translate(SUPERSCRIPTS)) or 1)
    if power == 1:
        return name
    if symbol in _LENGTHS and power in _BEFORE_LENGTH:
        return f"{_BEFORE_LENGTH[power]} {name}"
    return f"{name} {_AFTER_OTHERS.get(power, 'to the fourth')}"
