"""Abbreviations; those of adjectives take the ending that their noun asks for."""

from __future__ import annotations

import re

from audiobook.narration.languages import read_table
from audiobook.narration.languages.shared.patterns import alternatives
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from . import grammar
from .ordinals import stop_after

# Nouns have capitals in German, so that only some words after a stop show that a sentence ends.
_CONTEXTS = {
    "number": r"(?= ?[\d#]| [IVXLC]+\b)",
    "title": r"(?= ?[^\W\d_])",
    "name": r"(?= ?[A-ZÄÖÜ])",
    "after": r"",
    "any": r"",
}
_ENDS_SENTENCES = ("any", "after")
_AFTER_A_NUMBER = re.compile(r"[\d.] ?$")
_OF_A_CENTURY = re.compile(r"\bdes (?:[a-zäöüß]{1,20} )?[\dIVX]{1,5}\. ?$")
_BEGIN = r"(?<![^\W\d_])(?<![\d.]\.)"
_TABLE = read_table("de", "abbreviations")
_ADJECTIVES = {row[0]: row[1] for row in read_table("de", "adjectives")}
_KIND = SemioticClass.ABBREVIATION


def _rule(where: str) -> Rule:
    spoken = {row[0]: row[1] for row in _TABLE if (*row, "any")[2] == where}

    def say(match: Match) -> str:
        return spoken[match.group()] + (stop_after(match) if where in _ENDS_SENTENCES else "")

    def fits(match: Match) -> bool:
        before = match.string[max(0, match.start() - 2) : match.start()]
        return where != "after" or bool(_AFTER_A_NUMBER.search(before))

    pattern = rf"{_BEGIN}(?:{alternatives(spoken)})(?!\w){_CONTEXTS[where]}"
    return Rule(_KIND, re.compile(pattern), say, fits)


def _say_adjective(match: Match) -> str:
    before = grammar.before(match.string, match.start())
    noun = grammar.noun_after(match.string, match.end())
    stem = _ADJECTIVES[match.group()]
    if not noun:
        return stem + stop_after(match)
    if grammar.has_article(before) or grammar.gender(noun):
        return stem + grammar.rank_ending(before, grammar.gender(noun))
    return f"{stem}e"


def _say_century(match: Match) -> str:
    before = grammar.before(match.string, match.start())
    return "Jahrhundert" + ("s" if _OF_A_CENTURY.search(before) else "") + stop_after(match)


RULES = (
    Rule(_KIND, re.compile(r"(?<=\. )(?:Jh|Jhd|Jhdt)\."), _say_century),
    Rule(_KIND, re.compile(rf"{_BEGIN}(?:{alternatives(_ADJECTIVES)})(?!\w)"), _say_adjective),
    Rule(
        _KIND,
        re.compile(r"(?P<stem>[A-ZÄÖÜ][a-zäöüß]{2,30}-?[Ss])tr\.(?!\w)"),
        lambda m: f"{m['stem']}traße{stop_after(m)}",
    ),
    *map(_rule, _CONTEXTS),
)
