"""How French says times of day and lengths of time."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.patterns import BEGIN
from audiobook.narration.languages.shared.words import Clock, Time
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import cardinal, decimals, ordinal

_UNITS = {"h": ("heure", "f"), "j": ("jour", "")}


def _counted(value: int, unit: str, gender: str = "f") -> str:
    return f"{cardinal(str(value), gender)} {unit}{'s' if value > 1 else ''}"


def _of_day(hour: int, minute: int) -> str:
    minutes = f" {cardinal(str(minute), 'f')}" if minute > 0 else ""
    return _counted(hour, "heure") + minutes


def _say(time: Time) -> str:
    # What has seconds, or names its minutes, is as often a length of time: all is named.
    if time.second < 0 and "m" not in time.match.group():
        return _of_day(time.hour, time.minute)
    parts = ((time.hour, "heure"), (time.minute, "minute"), (time.second, "seconde"))
    return " ".join(_counted(value, unit) for value, unit in parts if value >= 0)


CLOCK = Clock(say=_say, units=r" ?[hH]\b", letter="[hH]", cues=frozenset("à"))


def _say_length(match: Match) -> str:
    parts = ((match["h"], "heure"), (match["m"], "minute"), (match["s"], "seconde"))
    return " ".join(_counted(int(value), unit) for value, unit in parts if value)


def _say_out_of(match: Match) -> str:
    unit, gender = _UNITS[match["unit"][0]]
    return f"{_counted(int(match['n']), unit, gender)} sur {cardinal(match['of'], gender)}"


def _say_stopped(match: Match) -> str:
    """As a stopwatch is read: "trois minutes vingt-six secondes trente-sept"."""
    minutes = f"{_counted(int(match['m']), 'minute')} " if match["m"] else ""
    hundredths = f" {decimals(match['rest'])}" if match["rest"] else ""
    return f"{minutes}{_counted(int(match['s']), 'seconde')}{hundredths}"


def _say_minute(match: Match) -> str:
    added = f" plus {cardinal(match['added'])}" if match["added"] else ""
    return f"{ordinal(match['m'])} minute{added}"


_C, _TIME = re.compile, SemioticClass.TIME

RULES = (
    Rule(
        _TIME,
        _C(
            rf"{BEGIN}(?:(?P<h>\d{{1,4}}) ?h ?)?(?P<m>\d{{1,4}}) ?(?:min|mn)\b"
            r"(?: ?(?P<s>\d{1,2}) ?s\b)?"
        ),
        _say_length,
        lambda m: bool(m["h"] or m["s"]),
    ),
    Rule(
        _TIME,
        _C(
            r"(?<![\w.,])(?P<n>\d{1,2}) ?(?P<unit>h|heures|j|jours) ?(?:/|sur) ?(?P<of>\d{1,2})"
            r"(?: ?[hj])?(?!\w)"
        ),
        _say_out_of,
    ),
    Rule(
        _TIME,
        _C(
            rf"{BEGIN}(?:(?P<m>\d{{1,2}}) ?['’′] ?)?(?P<s>\d{{1,2}}) ?[\"″”]"
            r"(?P<rest>\d{1,3})(?!\w)"
        ),
        _say_stopped,
    ),
    Rule(
        _TIME,
        _C(rf"{BEGIN}(?P<m>\d{{1,2}}) ?['’′] ?(?P<s>[0-5]\d) ?(?:[\"″”]|'')(?P<rest>)(?!\w)"),
        _say_stopped,
    ),
    # The minute of a match: "à la 67'", "(12', 90'+3)".
    Rule(
        _TIME,
        _C(
            r"(?:(?<=\b[lL]a )|(?<=\()|(?<=['’′], ))(?P<m>\d{1,3})(?:e|ème)?['’′]"
            r"(?: ?\+ ?(?P<added>\d{1,2}))?(?![\w'’′])"
        ),
        _say_minute,
    ),
)
