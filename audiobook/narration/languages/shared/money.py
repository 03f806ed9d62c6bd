"""Sums of money: signs, codes, hundredths, magnitudes, ranges."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from . import patterns
from .measures import with_magnitude, with_noun, with_unit
from .numbers import Written, number, take_apart
from .patterns import DASH, alternatives
from .words import Currency, Noun, Words

_HUNDREDTHS, _CODE_LENGTH = 2, 3


def _sum(words: Words, written: str, magnitude: str | None, currency: Currency) -> str:
    if magnitude:
        return with_magnitude(words, written, magnitude, currency.noun)
    parts = take_apart(words.numerals, written)
    if not parts.decimals.strip("0") and parts.decimals:
        return with_unit(words, parts.sign + parts.whole, currency.noun)
    fewest = 1 if words.money.tenths_are_cents else _HUNDREDTHS
    if fewest <= len(parts.decimals) <= _HUNDREDTHS and currency.cent:
        return _units_and_cents(words, parts, currency.noun, currency.cent)
    return with_unit(words, written, currency.noun)


def _units_and_cents(words: Words, parts: Written, noun: Noun, cent: Noun) -> str:
    cents = parts.decimals.ljust(_HUNDREDTHS, "0").lstrip("0")
    named = with_noun(words.numerals, cents, cent)
    if not parts.whole.strip("0"):
        sign = f"{words.numerals.minus} " if parts.sign and parts.sign != "+" else ""
        return sign + named
    units = with_unit(words, parts.sign + parts.whole, noun)
    if words.money.cents:
        named = words.money.cents(cents, cent)
    elif not words.money.names_cents:
        named = words.numerals.cardinal(cents, cent.gender)
    return " ".join(filter(None, (units, words.money.joint, named)))


def rules(words: Words) -> tuple[Rule, ...]:
    """Sums with the sign before or after the number."""
    currencies = words.money.currencies
    names = alternatives(currencies)
    # "euros 5" is none; "€ 5", "EUR 5" and "eur 5" are.
    signs = alternatives(n for n in currencies if not n.islower() or len(n) == _CODE_LENGTH)
    written = patterns.number(words.numerals)
    magnitude = rf"(?: ?(?P<magnitude>{alternatives(words.measures.magnitudes)})(?!\w))?"

    def say(match: Match) -> str:
        currency = currencies[match["currency"]]
        sign = match["sign"] or ""
        said = _sum(words, match["last"] or sign + match["n"], match["magnitude"], currency)
        if match["last"]:
            first = number(words.numerals, sign + match["n"], currency.noun.gender)
            said = f"{first} {words.numerals.to} {said}"
        if match["rate"]:
            unit = words.measures.units.get(match["rate"])
            said += f" {words.measures.per(unit.forms[0] if unit else match['rate'])}"
        return said

    sign = r"(?P<sign>(?<![\w)])[-−–+])?"
    until = rf"(?:{DASH}(?P<last>{written}))?"
    rate = r"(?:/(?P<rate>[^\W\d_⁰¹²³⁴-⁹]{1,12}[²³]?))?"
    before = (
        rf"{sign}(?<![^\W\d_])(?P<currency>{signs}) ?(?P<n>{written}){until}{magnitude}{rate}(?!\w)"
    )
    after = (
        rf"{sign}(?<![\w.,/])(?P<n>{written}){until}{magnitude} ?(?P<currency>{names}){rate}(?!\w)"
    )
    return tuple(Rule(SemioticClass.MONEY, re.compile(pattern), say) for pattern in (before, after))
