"""Gender and case, as far as the words beside a number show them.

Endings follow the Duden grammar: weak after an article that shows the case, strong without one.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from audiobook.narration.languages import read_table

_WINDOW = 80
_LAST_WORDS = re.compile(r"([^\W\d_][\w-]*)(?: ([^\W\d_][\w-]*))?\.?,? ?[\"„‚»(]?$")
# "(vom 3. und) 4.", "(am 3. Mai bis) 5.": what stands before the first rank governs the others.
_RANKS_BEFORE = re.compile(
    r"(?:\d{1,4}\.(?:\d\d?\.)? ?(?:[^\W\d_][\w.]{1,10} )?(?:und|oder|bis|sowie|,|/|[-–]) ?)"
    r"{1,5}$"
)
_WEEKDAY = re.compile(
    r"(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Sonnabend|Mittwoch"
    r"|(?:Mo|Di|Mi|Do|Fr|Sa|So)\.?),? $"
)
_INFLECTED = re.compile(r"[a-zäöüß]+e[mnrs]?")
_ARTICLE_SETS = ("like der", "takes -en", "takes -e", "like ein")
_LIFE = ("*", "†")
_NOUN_AFTER = re.compile(
    r"(?: ?(?:und|oder|bis|sowie|[-–/,])? ?\d{1,4}\.){0,4} ?"
    r"(?:[a-zäöüß]{3,20}e[mnrs]? ){0,2}([A-ZÄÖÜ][\w-]*)"
)


class Case(StrEnum):
    """The four cases."""

    NOMINATIVE = "nominative"
    ACCUSATIVE = "accusative"
    DATIVE = "dative"
    GENITIVE = "genitive"


_ARTICLES = {
    Case.NOMINATIVE: {"m": "ein", "f": "eine", "n": "ein"},
    Case.ACCUSATIVE: {"m": "einen", "f": "eine", "n": "ein"},
    Case.DATIVE: {"m": "einem", "f": "einer", "n": "einem"},
    Case.GENITIVE: {"m": "eines", "f": "einer", "n": "eines"},
}
_STRONG = {
    Case.NOMINATIVE: {"m": "er", "f": "e", "n": "es"},
    Case.ACCUSATIVE: {"m": "en", "f": "e", "n": "es"},
    Case.DATIVE: {"m": "em", "f": "er", "n": "em"},
    Case.GENITIVE: {"m": "en", "f": "er", "n": "en"},
}


@cache
def _contexts() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(row[1].split()) for row in read_table("de", "contexts")}


def words(name: str) -> frozenset[str]:
    """A set of the words that say something of a number beside them."""
    return _contexts()[name]


@cache
def _genders() -> dict[str, str]:
    return {ending: row[0] for row in read_table("de", "genders") for ending in row[1].split()}


def gender(noun: str) -> str:
    """The gender that a noun's ending shows: "m", "f", "n", or "" if none does."""
    written, endings = f"^{noun.lower()}", _genders()
    return next(
        (endings[written[at:]] for at in range(len(written)) if written[at:] in endings), ""
    )


def is_often_ranked(noun: str) -> bool:
    """Whether a noun is one that ranks stand before without an article: "2. Auflage"."""
    return noun.lower().endswith(tuple(words("often ranked")))


def noun_after(text: str, at: int) -> str:
    """The noun that follows, adjectives between; "" if none does."""
    found = _NOUN_AFTER.match(text, at, at + _WINDOW)
    return found[1] if found and found[1] not in words("begins a sentence") else ""


def _last_words(before: str) -> tuple[str, str]:
    """The last word but one and the last one, "" where a number or a stop stands."""
    found = _LAST_WORDS.search(before)
    if not found:
        return "", ""
    return (found[1], found[2]) if found[2] else ("", found[1])


def before(text: str, at: int) -> str:
    """What stands before a number and may govern it."""
    return text[max(0, at - _WINDOW) : at]


def _determiner(stretch: str) -> tuple[str, str]:
    """The word that governs a rank, in lower case, and the one before it."""
    stretch = _WEEKDAY.sub("", _RANKS_BEFORE.sub("", stretch))
    earlier, last = _last_words(stretch)
    if not _governs(last) and _INFLECTED.fullmatch(last) and _governs(earlier):
        return earlier.lower(), ""
    return last.lower(), earlier.lower()


def _governs(word: str) -> bool:
    return any(word.lower() in words(name) for name in (*_ARTICLE_SETS, "dative", "accusative"))


def is_governed(stretch: str) -> bool:
    """Whether an article or a preposition stands before a rank."""
    return _governs(_determiner(stretch)[0])


def has_article(stretch: str) -> bool:
    """Whether an article, a pronoun or "am" stands before a rank."""
    return any(_determiner(stretch)[0] in words(name) for name in _ARTICLE_SETS)


def rank_ending(stretch: str, noun_gender: str, *, dates: bool = False) -> str:
    """The ending of a rank after some words and before a noun of some gender (or "")."""
    word, earlier = _determiner(stretch)
    if word in words("takes -en") or stretch.rstrip().endswith(_LIFE):
        return "en"
    if word in words("takes -e"):
        return "e"
    if word in words("like der"):
        oblique = noun_gender == "f" or (not noun_gender and earlier in words("dative"))
        return "en" if oblique else "e"
    if dates and (word in words("dative") or word in words("accusative")):
        return "en"
    return _STRONG[_case(word)][noun_gender or "m"]


def _case(word: str) -> Case:
    for case in (Case.DATIVE, Case.ACCUSATIVE, Case.GENITIVE):
        if word in words(case.value):
            return case
    return Case.NOMINATIVE


def case_after(stretch: str) -> Case:
    """The case of an amount after some words: that of a preposition, or of a verb's object."""
    for _ in range(3):
        word = _last_words(stretch)[1].lower()
        if word not in words("before an amount"):
            break
        stretch = stretch[: stretch.lower().rindex(word)]
    if word in words("accusative verbs"):
        return Case.ACCUSATIVE
    return _case(word)


def one(case: Case, noun_gender: str) -> str:
    """The number one before a noun: "ein", "eine", "einem"."""
    return _ARTICLES[case][noun_gender or "m"]


def half(case: Case, noun_gender: str) -> str:
    """A half before a noun: "ein halber", "einem halben"."""
    article = one(case, noun_gender)
    ending = _STRONG[case][noun_gender or "m"] if article in ("ein", "eine") else "en"
    return f"{article} halb{ending}"
