"""Abbreviations: what each stands for depends on what stands before and after it."""

from __future__ import annotations

import re

from audiobook.narration.languages import read_table
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import ordinal
from .patterns import alternatives, full_stop, word_after, word_set

_MONTHS = "Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec"
_NUMBER = r"\s?[\d#]|\s[IVXLC]+\b(?!\.\s?[A-Z]\b)|\s[A-Z]-?\d"
_NUNS = (
    "Mary|Maria|Marie|Ann|Anne|Anna|Agnes|Angela|Bernadette|Catherine|Cecilia|Clare|Elizabeth"
    "|Frances|Helen|Jean|Joan|Josephine|Lucy|Margaret|Martha|Monica|Rita|Rose|Ruth|Simone|Teresa"
    "|Theresa"
)
# What must follow for an abbreviation to have a meaning, by the third column of its table; the
# first that fits decides.
_AFTER = {
    where: re.compile(pattern)
    for where, pattern in {
        "nun": rf"\s(?:{_NUNS})\b",
        "of": r"\sof\b",
        "byline": r"\s[A-Z]",
        "sum": r" ?[$£€¥₹]",
        "founded": r"\s?(?:in )?\d{4}(?!\d|,\d)",
        "ordinal": r"(?!\w)",
        "counted": r"(?!\w)",
        "year": rf"\s?(?:ca?\. ?)?['’]?\d|\s(?:{_MONTHS})|\sin\b",
        "clause": r"\s?\d{1,4}[A-Z]{0,2}(?:\(|\s(?:of|and|to|or)\b|[,;.]?$)",
        "wed": r"\s(?:[a-z]{3,9} )?[A-Z][a-z]",
        "beat": r"\s(?:(?:No\. )?\d{0,2} ?[A-Z][\w'’-]+ ){0,2}[A-Z][\w'’-]+,? \d{1,3}[-–]\d",
        "number": _NUMBER,
        "letter": rf"{_NUMBER}|\s\(?[B-HJ-Z]\b|\s\(?[AI](?=[,;.)]|$| of)",
        "name": r"[\s-]?[A-Z]|-[a-z]",
        "surname": r"\s[A-Z][a-z]",
        "surnamed": r"(?!\w)",
        "limit": r"\s[a-z\d]|[:,]",
        "mid": r"\s?[,;:)]|\s[a-z\d(&]",
        "title": r"(?!\w)",
        "firm": r"(?!\w)",
        "lead": r"(?!\w)|(?<=/)\w",
        "any": r"(?!\w)",
    }.items()
}
_COUNT = re.compile(r"[\d½¼¾]['’]?[ -]?$|\b(?:two|three|four|five|six|ten|few|several|many) $")
# What must stand before it, where anything must.
_BEFORE = {
    "ordinal": re.compile(
        r"(?:\d(?:st|nd|rd|th|d)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
        r"|nineteenth|twentieth|revised|new|original|paperback|hardcover|limited|special|deluxe|rare|later"
        r"|English|illustrated|annotated|enlarged|critical|collected|abridged) $"
    ),
    "counted": _COUNT,
    "byline": re.compile(r"[,;(\[] ?$"),
    "wed": re.compile(r"(?:[A-Z][a-z]+|[IVX]+|\d{4}[,;]?|\)) $"),
    "clause": re.compile(r"(?:^|[\s(,;])$"),
    "surnamed": re.compile(r"[A-Z][a-z'’]+,? $"),
}
_ENDING = {"any", "ordinal", "counted", "title"}
_STARTERS = word_set("begins a sentence")
_LINE_START = re.compile(r"^[\"“‘(\[]*$")
_WINDOW = 24
_SHORTEST = 3

_MEANINGS: dict[str, list[tuple[str, str]]] = {}
for _written, _spoken, _where in read_table("en", "abbreviations"):
    _MEANINGS.setdefault(_written, []).append((_spoken, _where))
for _found in _MEANINGS.values():
    _found.sort(key=lambda meaning: list(_AFTER).index(meaning[1]))


def _meanings(written: str) -> list[tuple[str, str]]:
    """What an abbreviation may stand for; in capitals only if it does not depend on its place."""
    if written in _MEANINGS:
        return _MEANINGS[written]
    if written.isupper() and len(written) > _SHORTEST:
        found = _MEANINGS.get(written.capitalize(), []) + _MEANINGS.get(written.lower(), [])
        return [meaning for meaning in found if meaning[1] in ("firm", "lead", "number")]
    small = written[0].lower() + written[1:]
    return _MEANINGS.get(small, []) if len(written) > _SHORTEST else []


def _before(match: Match) -> str:
    return match.string[max(0, match.start() - _WINDOW) : match.start()]


def _fits(match: Match, where: str) -> bool:
    if not _AFTER[where].match(match.string, match.end()):
        return False
    if where in _BEFORE:
        return bool(_BEFORE[where].search(_before(match)))
    if where == "limit":
        return not _COUNT.search(_before(match))
    return where != "name" or word_after(match) not in _STARTERS


def _stop(match: Match, where: str) -> str:
    """The full stop if it ends the sentence too."""
    if match.end() == len(match.string):
        return "." if match.group().endswith(".") else ""
    if where == "title":
        return ""
    named = where == "firm" or (where in _ENDING and match.group()[0].isupper())
    if named and word_after(match) not in _STARTERS:
        return ""
    return full_stop(match) if where in _ENDING or where == "firm" else ""


def _meaning(match: Match) -> tuple[str, str] | None:
    return next((m for m in _meanings(match.group()) if _fits(match, m[1])), None)


def _say(match: Match) -> str:
    spoken, where = _meaning(match) or (match.group(), "lead")
    if match.start() < _SHORTEST and _LINE_START.match(match.string[: match.start()]):
        spoken = spoken[0].upper() + spoken[1:]
    return spoken + _stop(match, where)


_C, _KIND = re.compile, SemioticClass.ABBREVIATION
_ONE_WORD = re.compile(r"[A-Za-z](?<![\w.].)(?<!\w-.)[A-Za-z'’]{0,12}(?:\.[A-Za-z]{1,5}){0,3}\.")
_SEVERAL_WORDS = [written for written in _MEANINGS if " " in written]
_ODD = [w for w in _MEANINGS if " " not in w and not _ONE_WORD.fullmatch(w)]


_INSIDE_A_WORD = re.compile(r"[\w.]$|\w-$")


def _is_one(match: Match) -> bool:
    inside = _INSIDE_A_WORD.search(match.string[max(0, match.start() - 2) : match.start()])
    return not inside and _meaning(match) is not None


def _rule(pattern: str) -> Rule:
    return Rule(_KIND, _C(pattern), _say, _is_one)


RULES = (
    # American courts and Congresses: "2d Cir.", "103d Cong."
    Rule(
        SemioticClass.ORDINAL,
        _C(r"(?<![\w.,])(?P<n>\d{0,3}[23])d(?= (?:Cir|Dist|Div|Sess|Cong|Dep)\b)"),
        lambda m: ordinal(m["n"]),
    ),
    _rule(rf"(?:{alternatives(_SEVERAL_WORDS)})(?:(?<=\.)|(?!\w))"),
    _rule(_ONE_WORD.pattern),
    _rule(rf"(?:{alternatives(_ODD)})(?:(?<=[./])|(?!\w))"),
)
