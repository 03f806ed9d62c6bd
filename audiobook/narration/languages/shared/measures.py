"""Measures, percentages and magnitudes: numbers with units."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import amount, has_fraction, is_many, quantity, take_apart
from .patterns import DASH, alternatives, word_before
from .words import Measures, Noun, Numerals, Words

_C = re.compile
_START = r"(?<![\w.,/])"
_UNMISTAKABLE = ("km", "kg", "cm", "mm", "kW", "MW", "GW", "kWh", "MWh", "GWh", "TWh", "MHz", "GHz")
_HALF = re.compile(r"(?:(?P<whole>\d{1,6}) ?)?(?:½|(?<!\d)1[/⁄]2)")
_ZERO_LED = re.compile(r"^0(?=\d$)")
_ROUND = re.compile(r"[1-9]\d{0,20}0{6}")


def with_noun(numerals: Numerals, written: str, noun: Noun) -> str:
    """A number and what it counts."""
    said = amount(numerals, _ZERO_LED.sub("", written), noun.gender)
    return f"{said} {noun.counted(is_many(numerals, written))}"


def with_unit(words: Words, written: str, noun: Noun) -> str:
    """The same with what a language says of halves, other fractions and round millions."""
    numerals, measures = words.numerals, words.measures
    if has_fraction(written):
        half = _HALF.fullmatch(written)
        if half and measures.half:
            return measures.half(half["whole"] or "", noun)
        return f"{amount(numerals, written, noun.gender)} {measures.of(noun.forms[0])}"
    if measures.round_of and _ROUND.fullmatch(take_apart(numerals, written).plural):
        return f"{amount(numerals, written, noun.gender)} {measures.of(noun.forms[-1])}"
    return with_noun(numerals, written, noun)


def with_magnitude(words: Words, written: str, magnitude: str, noun: Noun) -> str:
    """A number, a magnitude and what they count: "tres millones de euros"."""
    scale = words.measures.magnitudes[magnitude]
    if scale.gender == "numeral":
        return f"{with_scale(words.numerals, written, scale, noun.gender)} {noun.forms[-1]}"
    return f"{with_noun(words.numerals, written, scale)} {words.measures.of(noun.forms[-1])}"


def with_scale(numerals: Numerals, written: str, scale: Noun, form: str = "") -> str:
    """A number and a magnitude; one of a magnitude that is a numeral is not said: "mil"."""
    if scale.gender != "numeral":
        return with_noun(numerals, written, scale)
    said = "" if written == "1" else amount(numerals, written, form)
    return f"{said} {scale.forms[-1]}".strip()


def _is_unit(match: Match) -> bool:
    """A lone letter apart from its number must not begin a name or an abbreviation."""
    unit, at = match["unit"], match.start("unit")
    touches = match.string[at - 1].isdigit()
    if len(unit) > 1 or not unit.isalpha() or touches:
        return True
    rest = match.string[match.end() : match.end() + 2]
    return not (rest[:1] in ("'", "’") or (rest[:1] == "." and rest[1:].isalnum()))


def rules(words: Words) -> tuple[Rule, ...]:
    """Percentages and measures, ranges of them, and magnitudes on their own."""
    numerals, measures = words.numerals, words.measures
    number = quantity(numerals)
    units = alternatives(measures.units)
    plain = alternatives(u for u in measures.units if u[0].isalpha() and "/" not in u)
    per = rf"(?:/(?P<per>{plain}))?"
    magnitude = rf"(?: ?(?P<magnitude>{alternatives(measures.magnitudes)})(?!\w))?"
    percent = {"%": measures.percent, "‰": measures.per_mille}

    def say(match: Match) -> str:
        noun = measures.units[match["unit"]]
        written, scale = match["n"], match["magnitude"]
        if scale:
            said = with_magnitude(words, written, scale, noun)
        else:
            said = with_unit(words, written, noun)
        return said + _per(measures, match)

    def say_side(match: Match) -> str:
        return f"{amount(numerals, match['a'])} {numerals.by} "

    def say_range(match: Match) -> str:
        noun = measures.units[match["unit"]]
        joint = numerals.by if match["times"] else numerals.to
        first = amount(numerals, match["a"], noun.gender)
        return f"{first} {joint} {with_noun(numerals, match['n'], noun)}{_per(measures, match)}"

    def say_percent(match: Match) -> str:
        first = f"{amount(numerals, match['a'])} {numerals.to} " if match["a"] else ""
        return f"{first}{amount(numerals, match['n'])} {percent[match['sign']]}"

    def say_magnitude(match: Match) -> str:
        scale = measures.magnitudes[match["magnitude"]]
        return with_scale(numerals, match["n"], scale, numerals.agree(match))

    def say_name(match: Match) -> str:
        noun = measures.units[match["unit"] or match["after"]]
        return noun.forms[0 if word_before(match).lower() in measures.one_after else -1]

    compounds = alternatives(filter(_stands_alone, measures.units))
    end = r"(?!\w)(?!\.\w)"
    kinds = SemioticClass
    return (
        Rule(
            kinds.PERCENT,
            _C(rf"{_START}(?:(?P<a>{number}) ?[%‰]?{DASH})?(?P<n>{number}) ?(?P<sign>[%‰])"),
            say_percent,
        ),
        Rule(
            kinds.MEASURE,
            _C(rf"{_START}(?P<a>{number}) ?[x×] ?(?={number} ?[x×] ?\d)"),
            say_side,
            lambda _match: bool(numerals.by),
        ),
        Rule(
            kinds.MEASURE,
            _C(
                rf"{_START}(?P<a>{number})(?:(?P<times> ?[x×] ?)|{DASH})(?P<n>{number})[ -]?"
                rf"(?P<unit>{units}){per}{end}"
            ),
            say_range,
            _is_unit,
        ),
        Rule(
            kinds.MEASURE,
            _C(rf"{_START}(?P<n>{number}){magnitude}[ -]?(?P<unit>{units}){per}{end}"),
            say,
            _is_unit,
        ),
        Rule(
            kinds.CARDINAL,
            _C(
                rf"{_START}(?P<n>{number}) ?(?P<magnitude>{alternatives(measures.magnitudes)})"
                r"(?!\w)"
            ),
            say_magnitude,
        ),
        Rule(
            kinds.MEASURE,
            _C(
                rf"(?:(?<=[^\W\d_] )(?P<unit>{compounds})"
                rf"|(?<=[⁰¹²³⁴-⁹]) (?P<after>{compounds}|{plain})){end}"
            ),
            say_name,
        ),
    )


def _stands_alone(unit: str) -> bool:
    return unit in _UNMISTAKABLE or (unit[0].isalpha() and any(mark in unit for mark in "/²³"))


def _per(measures: Measures, match: Match) -> str:
    unit = match["per"]
    return f" {measures.per(measures.units[unit].forms[0])}" if unit else ""
