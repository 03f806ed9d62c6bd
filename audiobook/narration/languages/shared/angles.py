"""Angles, coordinates, minutes and inches: "45°", "41°54′ N", "al 78'", 15,6"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import spell_digits
from .patterns import BEGIN
from .words import Noun, Numerals

_OPENING = {"'": re.compile(r"(?<!\w)['‘]"), '"': re.compile(r'(?<!\w)"(?!\s)')}
_WINDOW = 100
_MINUTES, _SECONDS = r"(?P<m>\d{1,2}) ?['’′]", r"(?P<s>\d{1,2}) ?(?:[\"”″]|['’′]{2})"


@dataclass(frozen=True, slots=True)
class Angles:
    """A language's words for angles, and for what shares their signs."""

    points: Mapping[str, str]
    """The points of the compass by their letters."""
    parts: tuple[Noun, Noun, Noun]
    """Degree, minute and second of arc."""
    inch: Noun
    say_minutes: Callable[[Match], str]
    """The words of minutes of time, digits in group ``n``."""


def angle_rules(words: Angles, numerals: Numerals) -> tuple[Rule, ...]:
    """Their rules.  A mark that closes a quotation is none of these."""

    def say_angle(match: Match) -> str:
        said = [
            f"{numerals.cardinal(digits, noun.gender)} {_counted(noun, digits.lstrip('0'))}"
            for digits, noun in zip(match.group("d", "m", "s"), words.parts, strict=True)
            if digits
        ]
        sign = [numerals.minus] if match["sign"] else []
        return " ".join([*sign, *said, words.points.get(match["point"] or "", "")]).rstrip()

    def say_inches(match: Match) -> str:
        whole, fraction = numerals.cardinal(match["n"], words.inch.gender), match["decimals"]
        if not fraction:
            return f"{whole} {_counted(words.inch, match['n'])}"
        say = numerals.decimals or partial(spell_digits, numerals)
        return f"{whole} {numerals.point} {say(fraction)} {words.inch.forms[-1]}"

    compile_, kind = re.compile, SemioticClass.MEASURE
    return (
        Rule(
            kind,
            compile_(
                rf"(?P<sign>(?<![\w)])[-−–])?{BEGIN}(?P<d>\d{{1,3}})°(?! ?[CF]\b)"
                rf"(?: ?{_MINUTES}(?: ?{_SECONDS})?)?"
                rf"(?: ?(?P<point>[{''.join(words.points)}])(?!\w))?(?!\w)"
            ),
            say_angle,
        ),
        Rule(
            kind,
            compile_(rf"{BEGIN}(?P<n>\d{{1,3}})(?P<mark>['’′])(?![\w'’′])"),
            words.say_minutes,
            _closes_no_quotation,
        ),
        Rule(
            kind,
            compile_(rf"{BEGIN}(?P<n>\d{{1,3}})(?:,(?P<decimals>\d{{1,2}}))?(?P<mark>[\"″])(?!\w)"),
            say_inches,
            _closes_no_quotation,
        ),
    )


def _counted(noun: Noun, digits: str) -> str:
    return noun.counted(0 if digits == "1" else 1)


def _closes_no_quotation(match: Match) -> bool:
    before = match.string[max(0, match.start() - _WINDOW) : match.start()]
    return match["mark"] not in _OPENING or not _OPENING[match["mark"]].search(before)
