"""Times of day, against lengths of time and scores."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.patterns import BEGIN
from audiobook.narration.languages.shared.words import Clock, Time
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from . import grammar
from .numbers import cardinal

_NEAR = 50
_WORD = re.compile(r"[^\W\d_]+")
_LENGTH = re.compile(r" (?:Uhr|Stunden?|Std\.|Minuten?|Min\.|h|min)(?!\w)")
_C = re.compile


def _is_score(match: Match) -> bool:
    if _LENGTH.match(match.string, match.end()):
        return False
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    after = match.string[match.end() : match.end() + _NEAR]
    near = (*_WORD.findall(before)[-5:], *_WORD.findall(after)[:3])
    return any(word.lower() in grammar.words("score") for word in near)


def _say_time(time: Time) -> str:
    hour = cardinal(str(time.hour), "m")
    if time.second >= 0:
        minutes = _counted(time.minute, "Minute")
        return f"{hour} Uhr {minutes} {_counted(time.second, 'Sekunde')}"
    parts = time.match.groupdict()
    begins = parts.get("h2") and time.hour == int(parts["h"]) and not parts.get("m")
    if begins and time.hour != int(parts["h2"]):
        return hour
    return f"{hour} Uhr {cardinal(str(time.minute))}" if time.minute > 0 else f"{hour} Uhr"


def _say_length(match: Match) -> str:
    from_hours = match["c"] or match["unit"][0] in "Sh"
    nouns = ("Stunde", "Minute", "Sekunde") if from_hours else ("Minute", "Sekunde")
    numbers = [int(match[name]) for name in "abc" if match[name]]
    parts = zip(numbers, nouns, strict=False)
    return " ".join(_counted(number, noun) for number, noun in parts if number)


def _counted(number: int, noun: str) -> str:
    return f"{cardinal(str(number), 'f')} {noun}{'' if number == 1 else 'n'}"


CLOCK = Clock(say=_say_time, units=r" ?(?:Uhr|h)\b", letter="h", zones={"MEZ": "M E Z"})

LENGTHS_AND_SCORES = (
    Rule(
        SemioticClass.TIME,
        _C(r"(?:(?<=[Uu]m )|(?<=[Aa]b )|(?<=[Gg]egen ))(?P<n>[01]?\d|2[0-4]) ?h(?!\w)"),
        lambda m: f"{cardinal(m['n'], 'm')} Uhr",
    ),
    Rule(
        SemioticClass.MEASURE,
        _C(
            rf"{BEGIN}(?P<a>\d{{1,3}}):(?P<b>[0-5]\d)(?::(?P<c>[0-5]\d))? "
            r"(?P<unit>Stunden?|Std\.|Minuten?|Min\.|h|min)(?!\w)"
        ),
        _say_length,
    ),
    Rule(
        SemioticClass.RANGE,
        _C(rf"{BEGIN}(?P<a>\d{{1,3}})[:–-](?P<b>\d{{1,3}})(?![\w:–-])(?![.,]\d)"),
        lambda m: f"{cardinal(m['a'])} zu {cardinal(m['b'])}",
        _is_score,
    ),
)
