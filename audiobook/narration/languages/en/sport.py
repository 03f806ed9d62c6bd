"""Figures of sport: records of wins and losses, cricket's runs and wickets, batting averages."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .codes import code_number
from .numbers import number
from .patterns import GUARD, word_before, word_set

_WINDOW, _FAR = 40, 120
_BEFORE_RECORD = re.compile(
    r"\b(?:(?:improv|fall|drop|mov|slip)(?:ed?|ing|ped|ping|s)? to|fell to"
    r"|records? (?:of|is|was|to|at|stands at)|went|finish(?:ed)?(?: at| the season| the year)?"
    r"|start(?:ed)?(?: at)?|off to an?|stand(?:s|ing)? at) $"
)
_AFTER_RECORD = re.compile(
    r" (?:record|mark|start|overall|at home|on the road|this season|last season|all-time|since"
    r"|in conference|(?:in|against|vs\.) the (?:[A-Z]{2,4}|league|division|conference|spread)"
    r"|season\b)|, \d\.\d\d ERA"
)
_TEAM_AFTER = re.compile(r" (?:[A-Z][a-z]+ ){0,2}[A-Z][\w']+s\b")
_TEAM_BEFORE = re.compile(r"[A-Z][\w'.]+ \($")
_CLOSES = re.compile(r"\)|, (?!\d)")
_MATCH = re.compile(
    r"\b(?:beat|won|win|wins|lost|loss|lose|defeat|draw|drew|sweep|swept|final)\w{0,3}\b"
)
_CRICKET = re.compile(
    r"\b(?:overs?|wickets?|stumps|innings|declared|bowled|batted|balls|batsm[ae]n|batters?|lbw"
    r"|Test|ODI|T20|off \d)"
)
_SCORE_IN_CRICKET = 30
_FIRST_RECORD = 8
_BATTING = word_set("before a batting average")


def _before(match: Match, width: int = _WINDOW) -> str:
    return match.string[max(0, match.start() - width) : match.start()]


def _is_record(match: Match) -> bool:
    """Whether two numbers are wins and losses, and no score: "the 51–40 Braves", "fell to 3–7"."""
    before, line, end = _before(match), match.string, match.end()
    if before.endswith(("the ", "The ")) and _TEAM_AFTER.match(line, end):
        return True
    if _BEFORE_RECORD.search(before) or _AFTER_RECORD.match(line, end):
        return True
    season = int(match["a"]) + int(match["b"]) >= _FIRST_RECORD
    in_brackets = _CLOSES.match(line, end) and _TEAM_BEFORE.search(before)
    return bool(season and in_brackets and not _MATCH.search(_before(match, _FAR)))


def _say_record(match: Match) -> str:
    *first, last = (_games(match[n]) for n in "abc" if match[n])
    return f"{' '.join(first)} and {last}"


def _games(digits: str) -> str:
    return number(digits) if digits != "0" else "oh"


def _is_cricket(match: Match) -> bool:
    near = match.string[max(0, match.start() - _FAR) : match.end() + _FAR]
    return _CRICKET.search(near) is not None


def _is_batting(match: Match) -> bool:
    return word_before(match).lower() in _BATTING or match.string.startswith(
        (" average", " hitter", " batting", " on-base", " slugging", " clip"), match.end()
    )


_C, _KIND = re.compile, SemioticClass.RANGE

RULES = (
    Rule(
        _KIND,
        _C(
            rf"(?P<a>\d{GUARD}\d{{0,2}})[-–](?P<b>\d{{1,3}})(?:[-–](?P<c>\d{{1,2}}))?"
            r"(?![\w–/]|-[\w]|\.\d)"
        ),
        _say_record,
        _is_record,
    ),
    Rule(
        _KIND,
        _C(rf"(?P<a>\d{GUARD}\d{{1,2}})[/–-](?P<b>\d)(?![\w/–-]|\.\d)"),
        lambda m: f"{number(m['a'])} for {number(m['b'])}",
        lambda m: int(m["a"]) >= _SCORE_IN_CRICKET and _is_cricket(m),
    ),
    Rule(
        SemioticClass.SYMBOL,
        _C(r"\*(?<=\d\*)(?![\w*])"),
        lambda _m: " not out",
        _is_cricket,
    ),
    Rule(
        SemioticClass.DECIMAL,
        _C(r"\.(?P<n>\d{3})(?<![\w.]\.\d{3})(?![\w%]|\.\d)"),
        lambda m: code_number(m["n"]) if m["n"][0] != "0" else number(m.group()),
        _is_batting,
    ),
)
