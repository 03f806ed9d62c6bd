"""Initialisms, said letter by letter, against acronyms."""

from __future__ import annotations

import re

from audiobook.narration.languages import read_table
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .patterns import full_stop, is_shouted, word_after, word_before, word_set

_WORDS = {row[0] for name in ("acronyms", "words") for row in read_table("en", name)}
_STARTERS = word_set("begins a sentence")
_LONGEST_SPELLED = 5
_SHORT = 3
# A word that can be said: vowels among the consonants, never three consonants together.
_SAYABLE = re.compile(r"(?!.*[^AEIOUY]{3})(?:[^AEIOUY]{0,2}[AEIOUY]{1,2})+[^AEIOUY]{0,2}")


def _is_initialism(match: Match) -> bool:
    capitals = match["n"]
    if capitals in _WORDS or is_shouted(match):
        return False
    return len(capitals) <= _SHORT or not _SAYABLE.fullmatch(capitals)


def _say_initialism(match: Match) -> str:
    letters, ending = " ".join(match["n"]), match["ending"]
    letters = f" {letters}" if match.group().startswith("-") else letters
    return letters + ("'s" if ending else "")


def _say_dotted(match: Match) -> str:
    letters = " ".join(c for c in match["n"] if c.isalpha())
    # A capital after it is more often a name than a new sentence: "the U.S. Army".
    ends = match.end() == len(match.string) or word_after(match) in _STARTERS
    return letters + ("'s" if match["ending"] else "") + (full_stop(match) if ends else "")


def _say_half(match: Match) -> str:
    return f"{match['half'].upper()} M{full_stop(match)}"


_C = re.compile

RULES = (
    Rule(SemioticClass.INITIALISM, _C(r"(?P<half>[ap])\.m\.(?<![\w.].{4})"), _say_half),
    Rule(
        SemioticClass.INITIALISM,
        _C(
            r"(?<![\w.])(?P<n>(?:[A-Z]\.\s?){1,5}[A-Z]\.)(?P<ending>['’]?s\b)?"
            r"(?!\w)"
        ),
        _say_dotted,
        lambda m: " " not in m["n"] or word_after(m)[:1].isupper(),
    ),
    Rule(
        SemioticClass.INITIALISM,
        _C(r"(?<=[a-z] )(?P<n>[A-Z])\.(?= [A-Z][a-z])"),
        lambda m: m["n"],
        lambda m: word_before(m)[:1].isupper(),
    ),
    # In small letters: "0.9% saline i.v."
    Rule(
        SemioticClass.INITIALISM,
        _C(r"(?P<n>[a-z]\.(?<![\w.]..)(?:[a-z]\.){1,3})(?P<ending>)(?!\w)"),
        lambda m: _say_dotted(m).upper(),
    ),
    # At the end of a compound, which it would else be glued to: "pro-ZANU-PF".
    Rule(
        SemioticClass.INITIALISM,
        _C(rf"-(?<=\w.)(?P<n>[A-Z]{{2,{_LONGEST_SPELLED}}})(?P<ending>['’]?s\b)?(?!\w)"),
        _say_initialism,
        _is_initialism,
    ),
    Rule(
        SemioticClass.INITIALISM,
        _C(
            rf"(?P<n>[A-Z](?<![\w.].)[A-Z]{{1,{_LONGEST_SPELLED - 1}}})"
            r"(?P<ending>['’]?s\b)?(?!\w)"
        ),
        _say_initialism,
        _is_initialism,
    ),
    Rule(
        SemioticClass.INITIALISM,
        _C(r"[A-Z](?<!\w.)(?:&[A-Z])+(?!\w)"),
        lambda m: " ".join(m.group().replace("&", " and ").split()),
    ),
)
