"""Numbers as the first part of a word: "2,5-fach", "18-jährig", "3er", "100-Meter-Lauf"."""

from __future__ import annotations

import re

from audiobook.narration.languages import read_table
from audiobook.narration.languages.shared.patterns import BEGIN, alternatives
from audiobook.narration.languages.shared.words import nouns
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import cardinal, combining, spell_digits

_UNITS = nouns(read_table("de", "units"))
_JOINED = (
    "fach|mal|malig|jährig|monatig|wöchig|tägig|stündig|minütig|sekündig|köpfig|teilig|stellig"
    "|stöckig|seitig|prozentig|bändig|spurig|türig|gleisig|geschossig|sprachig|sitzig|sätzig"
    "|achsig|zeilig|silbig|klassig|zellig|gliedrig|motorig|strophig|aktig|eckig|rädrig|beinig"
    "|armig|zügig|dimensional|tausend|hundert|teiler|jährlich|stündlich|monatlich|wöchentlich"
)
_NUMBER = r"(?P<n>\d{1,9}(?:,\d{1,9})?|\d{1,3}(?:\.\d{3}){1,4})"


def _number(written: str) -> str:
    whole, comma, decimals = written.replace(".", "").partition(",")
    if comma:
        return f"{cardinal(whole)} Komma {combining(spell_digits(decimals))}"
    return combining(cardinal(whole))


def _say_joined(match: Match) -> str:
    words = _number(match["n"]) + match["rest"].lower()
    return words.capitalize() if match["rest"][0].isupper() else words


def _say_hyphenated(match: Match) -> str:
    unit = match["unit"]
    named = f"{_UNITS[unit].forms[0]}-" if unit else ""
    return f"{_number(match['n']).capitalize() if named else _number(match['n'])}-{named}"


_C = re.compile
_UNIT = alternatives(unit for unit in _UNITS if not unit.endswith("."))

RULES = (
    Rule(
        SemioticClass.PERCENT,
        _C(rf"{BEGIN}{_NUMBER} ?%-?(?P<rest>ig(?:e[mnrs]?)?)(?!\w)"),
        lambda m: f"{_number(m['n'])}prozent{m['rest']}",
    ),
    Rule(
        SemioticClass.CARDINAL,
        _C(rf"{BEGIN}{_NUMBER}-?(?P<rest>(?:{_JOINED})[a-zäöüß]{{0,20}})(?!\w)", re.IGNORECASE),
        _say_joined,
    ),
    Rule(
        SemioticClass.SERIAL,
        _C(rf"{BEGIN}{_NUMBER}(?P<letter>[A-Z])(?=-[A-ZÄÖÜ])"),
        lambda m: f"{_number(m['n'])}-{m['letter']}",
    ),
    Rule(
        SemioticClass.CARDINAL,
        _C(rf"{BEGIN}{_NUMBER}(?:[x×]| [x×](?= [a-zäöü]))(?!\w)"),
        lambda m: f"{_number(m['n'])}mal",
    ),
    Rule(
        SemioticClass.CARDINAL,
        _C(rf"{BEGIN}{_NUMBER}(?P<rest>er(?:n|s|innen|in)?|stel|tel)(?![\wäöüß])"),
        _say_joined,
    ),
    Rule(
        SemioticClass.CARDINAL,
        _C(rf"{BEGIN}{_NUMBER}-(?P<rest>[a-zäöüß]{{3,30}})(?!\w)"),
        _say_joined,
        lambda m: m["rest"] not in ("bis", "und", "oder"),
    ),
    Rule(
        SemioticClass.CARDINAL,
        _C(rf"{BEGIN}{_NUMBER}-(?:(?P<unit>{_UNIT})-)?(?=[A-ZÄÖÜ][a-zäöüß]|[A-Z]-)"),
        _say_hyphenated,
    ),
    Rule(
        SemioticClass.CARDINAL,
        _C(rf"{BEGIN}{_NUMBER}-(?P<unit>)(?= (?:bis|und|oder|,)|,)"),
        _say_hyphenated,
    ),
)
