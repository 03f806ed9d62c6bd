"""The signs of a command line in prose: "ls -1", "!$", "2>&1", "~/notes"."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import number
from .patterns import word_before, word_set

_NAMES = {
    "!": "exclamation mark",
    "$": "dollar sign",
    "?": "question mark",
    "@": "at sign",
    "#": "hash",
    "*": "asterisk",
    "^": "caret",
}
_COMMANDS = word_set("commands")


def _say_signs(match: Match) -> str:
    return " ".join(_NAMES[sign] for sign in match.group())


def _say_redirection(match: Match) -> str:
    stream = f"{number(match['a'])} " if match["a"] else ""
    return f"{stream}greater than ampersand {number(match['b'])}"


def _is_option(match: Match) -> bool:
    return match.string[match.start() - 1] == " " and word_before(match) in _COMMANDS


_C, _KIND = re.compile, SemioticClass.ELECTRONIC

RULES = (
    Rule(_KIND, _C(r"--(?<![^ (]--)(?=[a-z]{2,20})"), lambda _m: "dash dash "),
    Rule(_KIND, _C(r"&&|\|\|"), lambda m: " and " if m.group() == "&&" else " or "),
    Rule(_KIND, _C(r"~(?:(?<![\w~].)(?=/)|(?<=[a-z] .)(?=[ ,;:)]|\.?$))"), lambda _m: "tilde"),
    Rule(_KIND, _C(r"(?<![\w!?$.,)\"”])(?:\$[!$?@#*]|![$^*])(?![\w!?$])"), _say_signs),
    Rule(_KIND, _C(r"(?<!\w)(?P<a>\d?)>&(?P<b>\d)(?!\w)"), _say_redirection),
    Rule(
        _KIND,
        _C(r"-(?P<n>\d{1,3})(?![\w%°]|[.,]\d)"),
        lambda m: f"dash {number(m['n'])}",
        _is_option,
    ),
)
