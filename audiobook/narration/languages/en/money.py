"""Sums of money: signs, codes, hundredths, magnitudes, ranges and rates."""

from __future__ import annotations

import re

from audiobook.narration.languages import read_table
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .figures import amount
from .magnitudes import MAGNITUDES
from .numbers import cardinal, number, plain
from .patterns import (
    DASH,
    FIRST_NUMBER,
    NUMBER,
    alternatives,
    full_stop,
    word_after,
    word_before,
    word_set,
)
from .units import unit_words

_CURRENCIES = {row[0]: (*row[1:], "", "")[:4] for row in read_table("en", "currencies")}
_MAGNITUDE = (
    r"(?:(?P<joint>[ -]?)(?P<mag>(?i:thousand|million|mil(?!l)|billion|trillion|crore|lakh|mn"
    r"|mm|bn|trn|tn|cr|[kmbt])\b)(?P<plus>\+)?)?"
)
_RATE = r"(?:/(?P<unit>(?:sq|cu)\.?[ -][a-z]{1,4}\b|[A-Za-z]{1,14}|[$£€¥](?!\d))\.?(?!\w))?"
_SIGNS = alternatives(c for c in _CURRENCIES if not c.isalpha() or c == "Rs")
_CODES = alternatives(c for c in _CURRENCIES if c.isupper())
_NOT_DESCRIBED = word_set("after a size") | word_set("after an undescribed amount")
_DETERMINERS = word_set("determiners")
_DESCRIBED = word_set("described by a sum")
_INDIAN = ("crore", "lakh", "cr")


def _sum(written: str, magnitude: str | None, currency: str) -> str:
    one, many, hundredth, hundredths = _CURRENCIES[currency]
    if magnitude:
        return f"{number(written)} {_magnitude(magnitude)} {many}"
    whole, _, decimals = plain(written).partition(".")
    decimals = decimals.rstrip("0").ljust(2, "0") if decimals else "00"
    if decimals == "00":
        return f"{cardinal(whole)} {one if whole.lstrip('0') == '1' else many}"
    if len(decimals) > 2 or not hundredth:  # noqa: PLR2004
        return f"{number(written)} {many}"
    small = hundredth if int(decimals) == 1 else hundredths
    if not whole.strip("0"):
        land = f"{one.rpartition(' ')[0]} ".lstrip()
        return f"{cardinal(decimals)} {land}{small}"
    small = f"{cardinal(decimals)} {small}"
    return f"{cardinal(whole)} {one if whole.lstrip('0') == '1' else many} and {small}"


def _per(unit: str) -> str:
    return _CURRENCIES[unit][0] if unit in _CURRENCIES else unit_words(unit, False)


def _magnitude(written: str) -> str:
    return MAGNITUDES.get(written.lower(), written.lower())


def _describes(match: Match) -> bool:
    """Whether a noun follows that the sum describes: "a $5 million house", "a $10-a-day plan"."""
    if match["joint"] == "-" or re.match("-[a-z]", match.string[match.end() : match.end() + 2]):
        return True
    after = word_after(match)
    if match.string[match.end() : match.end() + 1] != " " or not after.islower():
        return False
    return after in _DESCRIBED or (
        word_before(match).lower() in _DETERMINERS
        and after not in _NOT_DESCRIBED
        and not after.endswith(("ly", "ed"))
    )


def _say_range(match: Match) -> str:
    first, last, currency, magnitude = match["n"], match["last"], match["cur"], match["mag"]
    whole_sum = _sum(last, magnitude, currency)
    if magnitude or ("." not in first + last and match["own"] is None):
        return f"{number(first)} to {whole_sum}"
    return f"{_sum(first, None, currency)} to {whole_sum}"


def _say(match: Match) -> str:
    parts = match.groupdict()
    currency, magnitude = parts["cur"], parts["mag"]
    spoken = _sum(parts["n"], magnitude, currency)
    one, many = _CURRENCIES[currency][:2]
    if _describes(match):
        hundredth, hundredths = _CURRENCIES[currency][2:]
        for each, all_ in ((one, many), (hundredth, hundredths)):
            if all_ and spoken.endswith(all_):
                spoken = spoken.removesuffix(all_) + each
    if parts.get("plus"):
        spoken += " plus"
    if parts.get("unit"):
        spoken += f" per {_per(parts['unit'])}" + full_stop(match)
    return ("minus " if parts.get("sign") else "") + spoken


def _say_fraction(match: Match) -> str:
    one, many = _CURRENCIES[match["cur"]][:2]
    rate = f" per {unit_words(match['unit'], False)}" if match["unit"] else ""
    return f"{amount(match['n'])} {many if match['n'][0].isdigit() else one}{rate}"


def _say_pair(match: Match) -> str:
    return " ".join(
        _CURRENCIES[match[side]][0].removeprefix("US ").removeprefix("British ") for side in "ab"
    )


_C, _MONEY = re.compile, SemioticClass.MONEY
_SIGN = r"(?P<sign>(?<![\w)])[-−–])?"

RULES = (
    Rule(
        _MONEY,
        _C(
            rf"(?<![\w$])(?P<cur>{_SIGNS}) ?(?P<n>{NUMBER})[kKmMbB]?{DASH}(?P<own>{_SIGNS})? ?"
            rf"(?P<last>{NUMBER}){_MAGNITUDE}(?!\w)"
        ),
        _say_range,
    ),
    Rule(
        _MONEY,
        _C(
            rf"{_SIGN}(?<![A-Za-z$])(?P<cur>{_SIGNS}) ?(?P<n>{NUMBER}){_MAGNITUDE}{_RATE}"
            r"(?![\d¼-¾⅓-⅞])"
        ),
        _say,
    ),
    Rule(
        _MONEY,
        _C(rf"(?P<cur>{_CODES}) ?(?P<n>{NUMBER}){_MAGNITUDE}(?!\w)"),
        _say,
        lambda m: not m.string[m.start() - 1 : m.start()].isalnum(),
    ),
    Rule(
        _MONEY,
        _C(
            rf"(?P<n>{FIRST_NUMBER}){_MAGNITUDE} ?"
            rf"(?P<cur>[£€¥₹₽¢₿₩₪]|(?:{_CODES})\b){_RATE}"
        ),
        _say,
    ),
    Rule(
        _MONEY,
        _C(rf"(?<![\w.,])(?P<n>\d{{0,9}}[¼-¾⅓-⅞]) ?(?P<cur>[¢€£]){_RATE}"),
        _say_fraction,
    ),
    Rule(_MONEY, _C(r"(?<![\w/.,])(?P<n>\d{1,2})/(?=[$£€]\d)"), lambda m: f"{number(m['n'])} for "),
    Rule(
        _MONEY,
        _C(r"(?<![\w/])(?P<a>[A-Z]{3})/(?P<b>[A-Z]{3})(?![\w/])"),
        _say_pair,
        lambda m: m["a"] in _CURRENCIES and m["b"] in _CURRENCIES,
    ),
)
