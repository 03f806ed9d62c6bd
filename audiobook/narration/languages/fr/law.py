"""Numbers of articles, laws and rulings: "L. 121-1", "art. 222-33", "n° 2005-102".

Their parts are hyphenated; it is no range, and the hyphen is said.
"""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import NAMING, cardinal

_NAMES = {"n": "numéro", "N": "numéro"}
_SIGNS = {"-": "tiret", ".": "point"}
_PART = re.compile(r"\d+|[-.]")


def _say(match: Match) -> str:
    code = match["code"]
    parts = (_SIGNS.get(part) or cardinal(part, NAMING) for part in _PART.findall(match["n"]))
    return " ".join([_NAMES.get(code, code), *parts])


_C, _KIND = re.compile, SemioticClass.SERIAL

RULES = (
    Rule(
        _KIND,
        _C(r"(?<!\w)(?P<code>[nN])[°º] ?(?P<n>\d{1,4}-\d{1,5}(?:[-.]\d{1,4}){0,3})(?!\w)"),
        _say,
    ),
    Rule(
        _KIND,
        _C(r"(?<![\w.])(?P<code>[LRDA])\. ?(?P<n>\d{1,4}(?:-\d{1,4}){0,3})(?!\w)(?!\.\d)"),
        _say,
    ),
    Rule(
        _KIND,
        _C(r"(?<!\w)[aA](?P<code>rt\.|rticle) (?P<n>\d{1,4}(?:-\d{1,4}){1,3})(?!\w)"),
        lambda match: f"article{_say(match).removeprefix(match['code'])}",
    ),
    Rule(_KIND, _C(r"(?<!\w)[nN](?:[°º]|os?)s? ?(?=\d)"), lambda _match: "numéro "),
)
