"""How French says measures, and forms of them that the shared rules do not know."""

from __future__ import annotations

import re

from audiobook.narration.languages import read_table
from audiobook.narration.languages.shared.patterns import BEGIN, END, alternatives
from audiobook.narration.languages.shared.words import Measures, below_two_or_many, nouns
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .agreement import context, of
from .fractions import half
from .numbers import cardinal


def _per(unit: str) -> str:
    return f"par {unit}"


MEASURES = Measures(
    units=nouns(read_table("fr", "units")),
    magnitudes=nouns(read_table("fr", "magnitudes")),
    per=_per,
    of=of,
    percent="pour cent",
    per_mille="pour mille",
    half=half,
    round_of=True,
)


def _say_height(match: Match) -> str:
    metres = MEASURES.units["m"].counted(below_two_or_many(match["m"]))
    return f"{cardinal(match['m'])} {metres} {cardinal(match['cm'])}"


def _say_times(match: Match) -> str:
    return f"{cardinal(match['n'])} fois "


def _say_alone(match: Match) -> str:
    return MEASURES.units[match.group()].forms[0]


_ALONE = alternatives(context("units alone"))
_SIDE = r"\d{1,6}"
_C, _KIND = re.compile, SemioticClass.MEASURE

RULES = (
    # Metres and centimetres: "1,86 m", "1 m 86", "1m86".
    Rule(
        _KIND,
        _C(
            rf"{BEGIN}(?P<m>[1-9]\d?)(?:,(?=\d\d ?m(?![\w/²³·]|\.\w))| ?m ?(?=\d\d{END}))"
            r"(?P<cm>\d\d)(?: ?m(?![\w/]))?"
        ),
        _say_height,
    ),
    # A relay, a product: "4 × 100 m", "3 × 4 = 12"; what is not one is "3 sur 4".
    Rule(
        SemioticClass.MATHS,
        _C(rf"{BEGIN}(?P<n>\d{{1,6}}) ?[x×] ?(?=[1-9]00 ?m\b|\d{{1,6}} ?=|10[⁰¹²³⁴-⁹⁻])"),
        _say_times,
    ),
    # The first of three sides: "10 × 20 × 30 cm".
    Rule(
        SemioticClass.MATHS,
        _C(rf"{BEGIN}(?P<n>{_SIDE}) ?[x×] ?(?={_SIDE} ?[x×] ?\d)"),
        lambda match: f"{cardinal(match['n'])} sur ",
    ),
    Rule(_KIND, _C(rf"(?<=[a-zà-ÿ] )(?:{_ALONE})(?![\w/])"), _say_alone),
    Rule(_KIND, _C(r"(?<=[^\W\d_]) ?/ ?100 ?km(?!\w)"), lambda _match: " aux cent kilomètres"),
    Rule(
        _KIND,
        _C(r"(?<=[a-zà-ÿ]{2})(?<!hab)/(?P<unit>km²|km2|m²|m2|ha)(?!\w)"),
        lambda match: f" {_per(MEASURES.units[match['unit']].forms[0])}",
    ),
    Rule(
        _KIND,
        _C(rf"(?<=\w) ?/ ?(?P<word>{alternatives(context('rates'))})(?!\w)"),
        lambda match: f" par {match['word']}",
    ),
)
