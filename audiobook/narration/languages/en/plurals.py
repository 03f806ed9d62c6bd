"""Numbers with an s: seconds ("it took 70s"), or several that bear a number ("the Under 19s")."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .codes import code_number
from .numbers import cardinal, number, plural
from .patterns import word_after, word_before, word_set

_BEFORE_SECONDS = word_set("seconds")
_ANOTHER = re.compile(r",? (?:and|or|&) \d{1,3}s\b")
_ANOTHER_BEFORE = re.compile(r"\b\d{1,3}s,? (?:and|or|&) $")
_NEAR = 12
_BEFORE_PLURAL = word_set("plural numbers")


def _is_decade(digits: str) -> bool:
    return len(digits) == 2 and digits.endswith("0")  # noqa: PLR2004


def _begins_here(match: Match) -> bool:
    before = match.string[match.start() - 1 : match.start()]
    return not (before.isalnum() or (before and before in "’'.,"))


def _is_seconds(match: Match) -> bool:
    if not _begins_here(match) or _is_joined(match):
        return False
    before = word_before(match)
    if before.lower() in _BEFORE_SECONDS and before != "Under":
        return True
    if before.lower() in ("a", "an") and word_after(match).islower():
        return True
    named = before.lower() in _BEFORE_PLURAL or not before or before[0].isupper()
    digits = match["n"]
    is_count = not _is_decade(digits) and len(digits) < len("747") and not named
    return is_count and match.string[match.start() - 1] == " "


def _is_joined(match: Match) -> bool:
    """Whether another stands beside it: "in 1s and 5s"."""
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    return bool(_ANOTHER.match(match.string, match.end()) or _ANOTHER_BEFORE.search(before))


def _is_plural(match: Match) -> bool:
    return not _is_decade(match["n"]) and _begins_here(match)


def _say_seconds(match: Match) -> str:
    described = word_before(match).lower() in ("a", "an") and word_after(match).islower()
    return f"{number(match['n'])} {'second' if match['n'] == '1' or described else 'seconds'}"


_C, _S = re.compile, r"(?P<n>\d{1,3})s(?!\w)(?!\. ?\d+d)"

RULES = (
    # Planks: "2 x 4s".
    Rule(
        SemioticClass.SERIAL,
        _C(r"(?P<a>\d{1,2}) ?[x×] ?(?P<n>\d{1,2})s(?!\w)"),
        lambda m: f"{number(m['a'])} by {plural(number(m['n']))}",
        _begins_here,
    ),
    # Several of a model: "eight A100s".
    Rule(
        SemioticClass.SERIAL,
        _C(r"(?P<l>[A-Z]{1,3})(?P<n>\d{1,4})s(?!\w)"),
        lambda m: f"{' '.join(m['l'])} {plural(code_number(m['n']))}",
        _begins_here,
    ),
    Rule(SemioticClass.MEASURE, _C(_S), _say_seconds, _is_seconds),
    Rule(
        SemioticClass.SERIAL,
        _C(rf"[-–](?<=[A-Za-z].) ?{_S}"),
        lambda m: f" {plural(code_number(m['n']))}",
        lambda m: not _is_decade(m["n"]),
    ),
    Rule(
        SemioticClass.CARDINAL,
        _C(r"\d{1,3}(?:,\d{3}){1,4}s(?!\w)"),
        lambda m: plural(cardinal(m.group().strip("s").replace(",", ""))),
    ),
    Rule(
        SemioticClass.SERIAL,
        _C(_S),
        lambda m: plural(code_number(m["n"])),
        _is_plural,
    ),
)
