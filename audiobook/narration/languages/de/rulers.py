"""Roman numerals: "Ludwig der Vierzehnte", "das neunzehnte Jahrhundert", "Band zwei"."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.patterns import word_after, word_before
from audiobook.narration.languages.shared.words import Romans
from audiobook.narration.semiotic import Match

from . import grammar
from .grammar import Case
from .numbers import cardinal, ordinal
from .ordinals import say_rank, stop_after

_NAMES_BEFORE = re.compile(r"(?:[A-ZÄÖÜ][\w’'-]{1,30} ){1,4}$")
_ARTICLES = {
    Case.NOMINATIVE: ("der", "die"),
    Case.ACCUSATIVE: ("den", "die"),
    Case.DATIVE: ("dem", "der"),
    Case.GENITIVE: ("des", "der"),
}
_CASES_OF_ARTICLES = {"des": Case.GENITIVE, "dem": Case.DATIVE, "den": Case.ACCUSATIVE}
_CONTRACTED = frozenset({"am", "beim", "im", "vom", "zum", "zur"})


def _say(value: int, match: Match) -> str:
    digits, name = str(value), word_before(match)
    if word_after(match).lower() in grammar.words("numbering"):
        return say_rank(digits, match, word_after(match))
    if len(match["n"]) == 1 and _is_initial(match):
        return match.group()
    if match["suffix"] and name.lower() not in grammar.words("numbered"):
        return _say_ruler(digits, match) + stop_after(match)
    return cardinal(digits) + match["suffix"]


def _is_initial(match: Match) -> bool:
    """Whether a name goes on after it: "Anna I. Müller"."""
    follower = word_after(match)
    return follower[:1].isupper() and follower not in grammar.words("begins a sentence")


def _say_ruler(digits: str, match: Match) -> str:
    before = grammar.before(match.string, match.start())
    names = _NAMES_BEFORE.search(before)
    called = names.group().split() if names else []
    case = _case(before[: names.start()] if names else before, called)
    female = any(name.removesuffix("s") in grammar.words("women") for name in called)
    article = _ARTICLES[case][female]
    weak = "e" if article in ("der", "die") and case in (Case.NOMINATIVE, Case.ACCUSATIVE) else "en"
    return f"{article} {ordinal(digits, weak).capitalize()}"


def _case(before: str, called: list[str]) -> Case:
    if called and called[-1].endswith("s") and called[-1][:-1] in grammar.words("rulers"):
        return Case.GENITIVE
    word = before.rstrip().rpartition(" ")[2].lower()
    if word in _CASES_OF_ARTICLES:
        return _CASES_OF_ARTICLES[word]
    return Case.DATIVE if word in _CONTRACTED else grammar.case_after(before)


def romans() -> Romans:
    """Where Roman numerals stand in German."""
    names = grammar.words("rulers")
    return Romans(
        say=_say,
        numbered=grammar.words("numbered"),
        numbering=grammar.words("numbering"),
        rulers=names | {f"{name}s" for name in names},
        suffix=r"\.?",
    )
