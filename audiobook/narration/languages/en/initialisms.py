"""Initialisms, said letter by letter, against acronyms; Roman numerals against both."""

from __future__ import annotations

import re

from audiobook.narration.languages import read_table
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import cardinal, ordinal, roman
from .patterns import full_stop, word_after, word_before, word_set

_WORDS = {row[0] for name in ("acronyms", "words") for row in read_table("en", name)}
_RULERS = word_set("rulers")
_NUMBERED = word_set("before a numeral")
_FIRST_PERSON = word_set("after I")
_SHOUTED = 0.6
_LONGEST_SPELLED = 5
_SHORT = 3
_NEAR = 60
_COMPOUND_START, _COMPOUND_END = re.compile(r"^[\w-]+"), re.compile(r"[\w-]+$")
# A word that can be said: vowels among the consonants, never three consonants together.
_SAYABLE = re.compile(r"(?!.*[^AEIOUY]{3})(?:[^AEIOUY]{0,2}[AEIOUY]{1,2})+[^AEIOUY]{0,2}")
_AS_IS = re.compile(r"[A-Z]{2,}")


def _say_roman(match: Match) -> str:
    value = str(roman(match["n"]) or 0)
    if _names_ruler(match):
        return f"the {ordinal(value)}" + ("'s" if match["owner"] else "")
    if word_after(match).lower() in ("century", "centuries"):
        return ordinal(value)
    return cardinal(value)


def _names_ruler(match: Match) -> bool:
    return word_before(match) in _RULERS and match.string[match.start() - 1] == " "


def _is_roman(match: Match) -> bool:
    numeral, before = match["n"], word_before(match)
    if roman(numeral) is None:
        return False
    if len(numeral) == 1 and numeral not in "IVX":
        return False
    if before.lower() in _NUMBERED or word_after(match).lower() in ("century", "centuries"):
        return True
    if len(numeral) == 1:
        return _names_ruler(match) and word_after(match) not in _FIRST_PERSON
    return _names_ruler(match) or (set(numeral) <= set("IVX") and before[:1].isupper())


def _is_shouted(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return sum(c.isupper() for c in letters) > _SHOUTED * len(letters)


def _around(match: Match) -> str:
    """The words near a match; those it is hyphenated with say nothing of how the line is set."""
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    after = match.string[match.end() : match.end() + _NEAR]
    if before.endswith("-") or after.startswith("-"):
        others = _COMPOUND_END.sub("", before) + _COMPOUND_START.sub("", after, count=1)
        if any(c.isalpha() for c in others):
            return others
    return before + match.group() + after


def _is_initialism(match: Match) -> bool:
    capitals = match["n"]
    if capitals in _WORDS or _is_shouted(_around(match)):
        return False
    return len(capitals) <= _SHORT or not _SAYABLE.fullmatch(capitals)


def _say_initialism(match: Match) -> str:
    letters, ending = " ".join(match["n"]), match["ending"]
    return letters + ("'s" if ending else "")


def _say_dotted(match: Match) -> str:
    letters = " ".join(c for c in match["n"] if c.isalpha())
    return letters + ("'s" if match["ending"] else "") + full_stop(match)


_C = re.compile

RULES = (
    Rule(
        SemioticClass.ROMAN,
        _C(
            r"^[\[(]?(?P<n>[IVX]{2,6}|[IVXLC]{1,8}(?=[.)\]]))(?!\w)(?!\.\w)(?=\W*(?:$|[A-Z]))"
            r"(?P<owner>)"
        ),
        _say_roman,
        lambda m: roman(m["n"]) is not None,
    ),
    Rule(
        SemioticClass.ROMAN,
        _C(
            r"(?<![\w.'’-])(?P<n>[IVXLCDM]{1,12})\b(?!['’](?!s\b)|-\d|\.[A-Z])"
            r"(?P<owner>['’]s)?(?:\.(?= [a-z(]))?"
        ),
        _say_roman,
        _is_roman,
    ),
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
    Rule(
        SemioticClass.INITIALISM,
        _C(
            rf"(?<![\w.])(?P<n>[A-Z]{{2,{_LONGEST_SPELLED}}})"
            r"(?P<ending>['’]?s\b)?(?!\w)"
        ),
        _say_initialism,
        _is_initialism,
    ),
    Rule(
        SemioticClass.INITIALISM,
        _C(r"(?<!\w)[A-Z](?:&[A-Z])+(?!\w)"),
        lambda m: " ".join(m.group().replace("&", " and ").split()),
    ),
)
