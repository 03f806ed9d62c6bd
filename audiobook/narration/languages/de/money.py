"""Sums whose currency is written out: "4,99 Euro"."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import cardinal

_CENTS = {
    "Euro": "Cent",
    "Dollar": "Cent",
    "US-Dollar": "Cent",
    "Franken": "Rappen",
    "Schweizer Franken": "Rappen",
}


def _say(match: Match) -> str:
    currency, cents = match["currency"], match["cents"].lstrip("0")
    whole = match["n"].replace(".", "")
    spoken = [f"{cardinal(whole, 'm')} {currency}"] if whole.strip("0") or not cents else []
    return " ".join([*spoken, f"{cardinal(cents, 'm')} {_CENTS[currency]}"] if cents else spoken)


RULES = (
    Rule(
        SemioticClass.MONEY,
        re.compile(
            r"(?<![\w.,–-])(?P<n>\d{1,3}(?:\.\d{3}){1,4}|\d{1,12}),(?P<cents>\d\d) "
            rf"(?P<currency>{'|'.join(_CENTS)})(?!\w)"
        ),
        _say,
    ),
)
