"""Ranks: digits and a stop, "am 3. Mai", "der 2. und 3. Platz", against the end of a sentence."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.patterns import BEGIN, word_after, word_before
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from . import grammar
from .numbers import ordinal

_LONGEST, _LONGEST_WITHOUT_ARTICLE = 15, 3
_AFTER_A_PAUSE = re.compile(r"[,(:;–] ?$")
_NEXT = re.compile(r" ?(?:[-–/,] ?\d{1,4}\.|und \d|bis \d|oder \d)")
_ENDS = re.compile(r"[\"“”«»)\]]*(?:$|[,;:!?])")


def say_rank(digits: str, match: Match, noun: str = "") -> str:
    """A rank in the gender and case that stand around it, with the stop of a sentence it ends."""
    noun = noun or grammar.noun_after(match.string, match.end())
    before = grammar.before(match.string, match.start())
    return ordinal(digits, grammar.rank_ending(before, grammar.gender(noun))) + stop_after(match)


def stop_after(match: Match) -> str:
    """The stop of a rank that ends a sentence as well, else ""."""
    if not match.group().endswith("."):
        return ""
    if match.end() - match.start() == len(match.string):
        return ""
    ends = match.end() == len(match.string) or _ends_sentence(match)
    return "." if ends else ""


def _ends_sentence(match: Match) -> bool:
    starter = word_after(match) in grammar.words("begins a sentence")
    return starter and match.string[match.end()] == " "


def _is_rank(match: Match) -> bool:
    follower = word_after(match)
    if word_before(match).lower() in grammar.words("before a label"):
        return False
    if _NEXT.match(match.string, match.end()):
        return True
    if follower.islower() and match.string[match.end()] == " ":
        return True
    return _opens(match, follower) if match.start() == 0 else _stands_inside(match, follower)


def _opens(match: Match, follower: str) -> bool:
    """Whether a number that begins a line ranks what follows, or is the whole of it."""
    if match.end() == len(match.string):
        return True
    return bool(follower) and follower not in grammar.words("begins a sentence")


def _stands_inside(match: Match, follower: str) -> bool:
    before = grammar.before(match.string, match.start())
    has_article = grammar.has_article(before)
    # A longer number before a stop is a year, unless an article makes it a rank.
    is_short = len(match["n"]) <= _LONGEST_WITHOUT_ARTICLE
    if _ENDS.match(match.string, match.end()) or _ends_sentence(match):
        announced = before.rstrip().rpartition(" ")[2].lower() in grammar.words("before a rank")
        return is_short and (announced or has_article)
    comes_first = bool(_AFTER_A_PAUSE.search(before)) or grammar.is_governed(before)
    is_shown = comes_first or grammar.is_often_ranked(follower)
    return has_article or (is_short and bool(follower) and is_shown)


def _say(match: Match) -> str:
    return say_rank(match["n"].replace(".", ""), match)


RULES = (
    Rule(
        SemioticClass.ORDINAL,
        re.compile(
            rf"{BEGIN}(?P<n>\d{{1,3}}(?:\.\d{{3}}){{1,4}}|\d{{1,{_LONGEST}}})\."
            r"(?![\w.])"
        ),
        _say,
        _is_rank,
    ),
)
