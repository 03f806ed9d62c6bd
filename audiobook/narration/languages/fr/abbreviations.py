"""Abbreviations that need a look at the words around them: "M. Martin", but "Robert M. Martin"."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.patterns import (
    alternatives,
    full_stop,
    word_after,
    word_before,
)
from audiobook.narration.semiotic import Match, Rule, SemioticClass

_CAPITAL = r"[^\W\d_a-zà-ÿœ]"
_GIVEN_NAME = re.compile(rf"(?:[^.!?…»:;\"”] |[-.] ?){_CAPITAL}(?:[^\W\d_]{{1,20}}|\.) $")
_WINDOW = 40
_STREETS = {
    "av": "avenue",
    "ave": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "blvd": "boulevard",
    "boul": "boulevard",
    "fg": "faubourg",
    "imp": "impasse",
    "pl": "place",
    "rte": "route",
}


def _is_title(match: Match) -> bool:
    """After a given name inside a sentence, an M is an initial."""
    before = match.string[max(0, match.start() - _WINDOW) : match.start()]
    return not _GIVEN_NAME.search(before)


def _say_saint(match: Match) -> str:
    return "sainte" if "e" in match.group() else "saint"


def _say_era(match: Match) -> str:
    side = {"v": "avant ", "p": "après "}.get((match["side"] or "  ")[1], "")
    return f"{side}Jésus-Christ{full_stop(match)}"


def _say_letters(match: Match) -> str:
    """Before another word the last stop belongs to the letters: "J.-P. Martin"."""
    letters = " ".join(c for c in match.group() if c.isalpha())
    return letters + ("" if word_after(match) else full_stop(match))


def _is_initial(match: Match) -> bool:
    """At the start of a line, or after a given name: "George W. Bush"."""
    return not match.start() or word_before(match)[:1].isupper()


_C, _KIND = re.compile, SemioticClass.ABBREVIATION

RULES = (
    Rule(
        _KIND,
        _C(r"(?<!\w)(?:(?P<side>avant|après|av\.?|apr?\.?) )?J\.? ?-? ?C(?:\.|(?!\w))"),
        _say_era,
        lambda m: bool(m["side"]) or "." in m.group(),
    ),
    Rule(
        _KIND,
        _C(rf"(?<![\w.-])M\.(?= ?{_CAPITAL}(?:(?!\.)|\. [a-zà-ÿ])| (?:et|ou) M(?:me|lle)\b)"),
        lambda _match: "monsieur",
        _is_title,
    ),
    Rule(
        _KIND,
        _C(
            rf"(?<!\w)(?P<street>{alternatives([*_STREETS, *map(str.title, _STREETS)])})\.?"
            rf"(?= (?:d['’]|du |des? |{_CAPITAL}))"
        ),
        lambda match: _STREETS[match["street"].lower()],
    ),
    Rule(_KIND, _C(rf"(?<!\w)Ste?(?=-{_CAPITAL})"), _say_saint),
    Rule(
        SemioticClass.INITIALISM,
        _C(rf"(?<![\w.])(?:{_CAPITAL}\.[- ]?){{1,5}}{_CAPITAL}\.(?!\w)"),
        _say_letters,
    ),
    Rule(
        SemioticClass.INITIALISM,
        _C(rf"(?<![\w.'’-]){_CAPITAL}\.(?= {_CAPITAL}[^\W\d_])"),
        _say_letters,
        _is_initial,
    ),
)
