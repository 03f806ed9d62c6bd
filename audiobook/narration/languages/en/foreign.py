"""What an English voice cannot say: glosses in another script, and words without a vowel."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .patterns import full_stop, table, word_set

_SAID = word_set("said without a vowel")
_COMMANDS = word_set("commands")
# Every script from Cyrillic to Hangul; a word of Greek is one as well, but a single Greek letter is
# a sign, and has a name.
_OTHER = "\u0400-\u1cff\u2e80-\ud7af"
_GREEK = "\u0370-\u03ff"
# Two ranges in a set are compiled at once, more into a large table.
_RUN = re.compile(f"(?:[{_OTHER}]|[{_GREEK}]{{2}})(?:[{_OTHER}]++|[{_GREEK}]++|[ ,-]++)*+")
_GREEK_NAMES = table("greek")
_LONGEST_GLOSS = 200


def _is_gloss(match: Match) -> bool:
    """Whether brackets hold it, in a line that begins in our own letters."""
    before = match.string[max(0, match.start() - _LONGEST_GLOSS) : match.start()]
    return before.rfind("(") > before.rfind(")") and any(
        c.isascii() and c.isalpha() for c in before
    )


def _spell(match: Match) -> str:
    return " ".join(match["n"].upper()) + full_stop(match)


def _is_spelled(match: Match) -> bool:
    return match["n"].lower() not in _SAID and match["n"] not in _COMMANDS


def _is_consonant(match: Match) -> bool:
    return match.group()[0] not in "AEIOU"


def _say_mixed(match: Match) -> str:
    return " ".join(match["n"]) + (" s" if match["many"] else "")


_C, _KIND = re.compile, SemioticClass.INITIALISM
_CONSONANTS, _CAPITAL = "[b-df-hj-np-tv-xz]", "[B-DF-HJ-NP-TV-XZ]"

GLOSSES = (
    Rule(
        SemioticClass.SYMBOL,
        _C(rf"\((?=[^()]{{0,80}}\)){_RUN.pattern}\)"),
        lambda _m: "",
        lambda m: any(c.isascii() and c.isalpha() for c in m.string[: m.start()][-_LONGEST_GLOSS:]),
    ),
    Rule(SemioticClass.SYMBOL, _RUN, lambda _m: " ", _is_gloss),
)

RULES = (
    Rule(
        _KIND,
        _C(
            rf"(?<![\w'’.&/-])(?P<n>{_CONSONANTS}{{2,4}}|{_CAPITAL}(?!s){_CONSONANTS})(?![\w'’-])\.?"
        ),
        _spell,
        _is_spelled,
    ),
    Rule(_KIND, _C(r"[A-Z]s(?<!\w..)(?!\w)"), lambda m: f"{m.group()[0]}'s", _is_consonant),
    Rule(_KIND, _C(r"(?P<n>[a-z]{2,8})OS(?!\w)"), lambda m: f"{m['n']} O S"),
    Rule(_KIND, _C(r"(?<![\w'’])(?P<n>[a-z]{1,2}[A-Z]{1,4})(?P<many>s)?(?![\w])"), _say_mixed),
    Rule(
        SemioticClass.SYMBOL,
        _C(rf"(?<![{_GREEK}])[α-ρσ-ωΑ-ΡΣ-Ω](?![{_GREEK}])"),
        lambda m: _GREEK_NAMES[m.group().lower()],
    ),
)
