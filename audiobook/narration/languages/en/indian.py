"""Numbers and rupees as India groups and counts them: "₹2,00,000" is two lakh rupees."""

from __future__ import annotations

import re

from audiobook.narration.languages import read_table
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import cardinal, number
from .patterns import END, GUARD, NUMBER, word_before, word_set

_CRORE, _LAKH = 10_000_000, 100_000
_RUPEE, _RUPEES, _PAISA, _PAISE = next(r for r in read_table("en", "currencies") if r[0] == "₹")[1:]
_NOT_COUNTED = word_set("before a list of numbers")


def lakhs(digits: str) -> str:
    """The words of a whole number: "one crore twenty three lakh forty five thousand"."""
    crores, rest = divmod(int(digits), _CRORE)
    lakh, rest = divmod(rest, _LAKH)
    parts = [(lakhs(str(crores)) if crores >= _LAKH else cardinal(str(crores)), "crore")] * bool(
        crores
    )
    parts += [(cardinal(str(lakh)), "lakh")] * bool(lakh)
    parts += [(cardinal(str(rest)), "")] * bool(rest)
    return " ".join(f"{words} {scale}".strip() for words, scale in parts) or "zero"


def _amount(written: str) -> str:
    whole, _, decimals = written.replace(",", "").partition(".")
    return number(f"0.{decimals}").replace("zero", lakhs(whole), 1) if decimals else lakhs(whole)


def _say_rupees(match: Match) -> str:
    scale = f" {match['scale']}" if match["scale"] else ""
    whole, _, paise = match["n"].partition(".")
    if scale or len(paise) != len("50"):
        return f"{_amount(match['n'])}{scale} {_RUPEES}"
    said = f"{lakhs(whole.replace(',', ''))} {_RUPEES}"
    if not int(paise):
        return said
    return f"{said} and {cardinal(paise)} {_PAISA if int(paise) == 1 else _PAISE}"


_C = re.compile
_REST = r"\d?(?:,\d\d){1,8},\d{3}(?!\d|,\d)(?:\.\d{1,4})?"
_SIGN = r"(?<![A-Za-z])(?:₹|Rs\.?|INR) ?"
_SCALE = r"(?: ?(?P<scale>lakh crore|thousand crore|crore|lakh)s?\b)"

RULES = (
    Rule(SemioticClass.MONEY, _C(rf"{_SIGN}(?P<n>\d{_REST}){_SCALE}?(?:/-)?{END}"), _say_rupees),
    Rule(
        SemioticClass.MONEY,
        _C(rf"{_SIGN}(?P<n>{NUMBER}) ?(?P<scale>(?:lakh|thousand) crore)s?\b"),
        lambda m: f"{number(m['n'])} {m['scale']} {_RUPEES}",
    ),
    Rule(
        SemioticClass.CARDINAL,
        _C(rf"(?P<n>\d{GUARD}(?<!\[\d){_REST}){END}"),
        lambda m: _amount(m["n"]),
        lambda m: word_before(m).lower() not in _NOT_COUNTED,
    ),
)
