"""Sums of money: signs, codes, hundredths, magnitudes, ranges and rates."""

from __future__ import annotations

import re

from audiobook.narration.languages import read_table
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import cardinal, number, plain
from .patterns import DASH, NUMBER, alternatives

_CURRENCIES = {row[0]: (*row[1:], "", "")[:4] for row in read_table("en", "currencies")}
_MAGNITUDES = {
    "k": "thousand",
    "m": "million",
    "mn": "million",
    "mm": "million",
    "mio": "million",
    "b": "billion",
    "bn": "billion",
    "t": "trillion",
    "tn": "trillion",
    "trn": "trillion",
}
_MAGNITUDE = r"(?: ?(?P<mag>(?i:thousand|million|billion|trillion|mn|mm|bn|trn|tn|[kmbt]))\b)?"
_RATES = {"d": "day", "wk": "week", "hr": "hour", "h": "hour", "mo": "month", "yr": "year"}
_RATE = r"(?:/(?P<rate>(?:d|wk|hr|h|mo|yr|day|week|hour|month|year|person)\b))?"
_SIGNS = alternatives(c for c in _CURRENCIES if not c.isalpha() or c == "Rs")
_CODES = alternatives(c for c in _CURRENCIES if c.isupper())


def _sum(written: str, magnitude: str | None, currency: str) -> str:
    one, many, hundredth, hundredths = _CURRENCIES[currency]
    if magnitude:
        word = _MAGNITUDES.get(magnitude.lower(), magnitude.lower())
        return f"{number(written)} {word} {many}"
    whole, _, decimals = plain(written).partition(".")
    decimals = decimals.rstrip("0").ljust(2, "0") if decimals else "00"
    if decimals == "00":
        return f"{cardinal(whole)} {one if whole.lstrip('0') == '1' else many}"
    if len(decimals) > 2 or not hundredth:  # noqa: PLR2004
        return f"{number(written)} {many}"
    small = f"{cardinal(decimals)} {hundredth if int(decimals) == 1 else hundredths}"
    if not whole.strip("0"):
        return small
    return f"{cardinal(whole)} {one if whole.lstrip('0') == '1' else many} and {small}"


def _say(match: Match) -> str:
    parts = match.groupdict()
    currency, magnitude, last = parts["cur"], parts.get("mag"), parts.get("last")
    if last:
        whole_sum = _sum(last, magnitude, currency)
        first = parts["n"]
        if "." in first or "." in last or not magnitude:
            return (
                f"{_sum(first, None, currency)} to {whole_sum}"
                if not magnitude
                else (f"{number(first)} to {whole_sum}")
            )
        return f"{number(first)} to {whole_sum}"
    spoken = _sum(parts["n"], magnitude, currency)
    if rate := parts.get("rate"):
        spoken += f" per {_RATES.get(rate, rate)}"
    return ("minus " if parts.get("sign") else "") + spoken


_C, _MONEY = re.compile, SemioticClass.MONEY
_SIGN = r"(?P<sign>(?<![\w)])[-−–])?"

RULES = (
    Rule(
        _MONEY,
        _C(
            rf"(?<![\w$])(?P<cur>{_SIGNS}) ?(?P<n>{NUMBER}){DASH}(?:{_SIGNS})? ?"
            rf"(?P<last>{NUMBER}){_MAGNITUDE}(?!\w)"
        ),
        _say,
    ),
    Rule(
        _MONEY,
        _C(
            rf"{_SIGN}(?<![A-Za-z$])(?P<cur>{_SIGNS}) ?(?P<n>{NUMBER}){_MAGNITUDE}{_RATE}"
            r"(?![\d])"
        ),
        _say,
    ),
    Rule(_MONEY, _C(rf"\b(?P<cur>{_CODES}) ?(?P<n>{NUMBER}){_MAGNITUDE}(?!\w)"), _say),
    Rule(
        _MONEY,
        _C(rf"(?<![\w.,])(?P<n>{NUMBER}){_MAGNITUDE} ?(?P<cur>[£€¥₹₽¢]|(?:{_CODES})\b)"),
        _say,
    ),
    Rule(
        SemioticClass.CARDINAL,
        _C(rf"(?<![\w.,])(?P<n>{NUMBER}) ?(?P<mag>mn|bn|tn|trn)\b"),
        lambda m: f"{number(m['n'])} {_MAGNITUDES[m['mag']]}",
    ),
)
