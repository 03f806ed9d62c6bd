"""Amounts in the case that their sentence asks for: "mit einem Euro", "nach fünf Kilometern"."""

from __future__ import annotations

import re
from dataclasses import replace

from audiobook.narration.languages.shared.patterns import word_after
from audiobook.narration.semiotic import Match, Rule

from . import grammar
from .grammar import Case
from .ordinals import stop_after

_ONE_PERCENT = re.compile(r"(?:^|(?<=bis )|(?<=minus )|(?<=plus ))eins (?=Prozent|Promille)")
_HALF = re.compile(r"ein halb(?: (?=(?P<noun>\w+))|$)")
_ONE = re.compile(r"(?P<one>eine?)(?: (?=(?P<noun>\w+))|$)")
_SINGULAR = re.compile(r"(?:minus |plus )?eine?\b")
_PLURAL_WITHOUT_N = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]*(?:er|el|te|ge|re)$")


def in_case(rule: Rule) -> Rule:
    """The rule, with what it says put into the case of the sentence around it."""

    def say(match: Match) -> str:
        spoken = _inflected(_ONE_PERCENT.sub("ein ", rule.say(match)), match)
        return spoken if spoken.endswith(".") else spoken + stop_after(match)

    return replace(rule, say=say)


def _inflected(spoken: str, match: Match) -> str:
    case = grammar.case_after(grammar.before(match.string, match.start()))
    if half := _HALF.match(spoken):
        noun = half["noun"] or grammar.noun_after(match.string, match.end())
        if not noun:
            return spoken
        return f"{grammar.half(case, grammar.gender(noun))} {spoken[half.end() :]}".rstrip()
    if (found := _ONE.match(spoken)) and word_after(match) != "Uhr":
        noun = found["noun"] or grammar.noun_after(match.string, match.end())
        gender = "f" if found["one"] == "eine" else grammar.gender(noun)
        return f"{grammar.one(case, gender)} {spoken[found.end() :]}".rstrip()
    if case is Case.DATIVE and not _SINGULAR.match(spoken):
        counted, per, unit = spoken.partition(" pro ")
        return f"{_PLURAL_WITHOUT_N.sub(lambda m: f'{m.group()}n', counted)}{per}{unit}"
    return spoken
