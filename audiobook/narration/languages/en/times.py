"""Times of day and lengths of time."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import cardinal, number, pair
from .patterns import DASH, GUARD, full_stop, word_after, word_before, word_set

_ZONES = (
    "AST|ADT|NST|NDT|CAT|EAT|WAT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|AKST|AKDT|HST|GMT|UTC|BST|WET|WEST|CET|CEST|EET|EEST|MSK|SAST"
    "|IST|PKT|SGT|HKT|JST|KST|AWST|ACST|AEST|AEDT|NZST|NZDT"
)
_SHORT_ZONES = {
    "ET": "Eastern Time",
    "CT": "Central Time",
    "MT": "Mountain Time",
    "PT": "Pacific Time",
}
_STARTERS = word_set("begins a sentence")
_LAST_HOUR, _NOON = 24, 12
_INSIDE_A_NUMBER = frozenset(".:0123456789")
_HALF = r"(?P<half>[ap]\.? ?m\b\.?|[AP]\.? ?M\b\.?)"
_CLOCK = rf"(?P<h>\d{GUARD}\d?)[:.](?P<m>[0-5]\d)(?:[:.](?P<s>[0-5]\d))?"


def _clock(hour: str, minute: str | None, second: str | None, half: bool) -> str:
    words = "twelve" if half and not int(hour) else cardinal(hour)
    if second is not None:
        counts = ((hour, "hour"), (minute or "0", "minute"), (second, "second"))
        hours, minutes, seconds = (_counted(n, unit) for n, unit in counts)
        return f"{hours} {minutes} and {seconds}"
    if minute is None or (minute == "00" and half):
        return words
    if minute == "00":
        return f"{words} o'clock" if 0 < int(hour) <= 12 else f"{words} hundred"  # noqa: PLR2004
    return f"{words} {pair(minute)}"


def _minutes(two_digits: str) -> str:
    return "hundred" if two_digits == "00" else pair(two_digits)


def _counted(digits: str, unit: str) -> str:
    return f"{cardinal(digits)} {unit}{'' if int(digits) == 1 else 's'}"


def _is_time(match: Match) -> bool:
    return int(match["h"]) <= _LAST_HOUR


def _is_half_day(match: Match) -> bool:
    return int(match["h"]) <= _NOON


def _say_both(match: Match) -> str:
    """From one time to another, each with its half of the day."""
    first = _clock(match["h"], match["m"], None, True) + _half(match["half"])
    last = _clock(match["h2"], match["m2"], None, True) + _half(match["half2"])
    return f"{first} to {last}{_stop(match)}"


def _half(written: str) -> str:
    return f" {written[0].upper()} M"


def _stop(match: Match) -> str:
    # A capital after it is more often a name than a new sentence: "the 7:15 a.m. Acela".
    ends = match.end() == len(match.string) or word_after(match) in _STARTERS
    return full_stop(match) if ends else ""


def _say_run(match: Match) -> str:
    """A time that was run, swum or driven: "one minute fifty nine point four seconds"."""
    seconds = number(match["s"].lstrip("0").rjust(1, "0"))
    if not match["h"] and word_before(match).lower() in ("a", "an"):
        short = f"oh {seconds}" if match["s"].startswith("0") else seconds
        return f"{cardinal(match['m'])} {short}"
    minutes = _counted(match["m"], "minute")
    hours = match["h"] and f"{_counted(match['h'], 'hour')} "
    return f"{hours or ''}{minutes} {seconds} seconds"


def _say_length(match: Match) -> str:
    counts = ((match["h"], "hour"), (match["m"], "minute"), (match["s"], "second"))
    return " ".join(_counted(n, unit) for n, unit in counts if n)


def _say(match: Match) -> str:
    parts = match.groupdict()
    half = parts.get("half")
    spoken = _clock(parts["h"], parts.get("m"), parts.get("s"), bool(half))
    if parts.get("h2"):
        spoken += f" to {_clock(parts['h2'], parts.get('m2') or None, None, bool(half))}"
    if half:
        spoken += _half(half)
    return spoken + _stop(match)


_C, _TIME = re.compile, SemioticClass.TIME
_UNTIL = r"(?P<h2>[01]?\d|2[0-4])(?:[:.](?P<m2>[0-5]\d))?"
_SECOND_HALF = _HALF.replace("<half>", "<half2>")

_AFTER_HOUR = r"(?:[:.]?(?P<m>[0-5]\d)(?:[:.](?P<s>[0-5]\d))?)?"
_TO_SECOND_HALF = rf"(?P<h2>1[0-2]|0?[1-9])(?:[:.](?P<m2>[0-5]\d))? ?{_SECOND_HALF}"

RULES = (
    # A prescription: "400 mg q6h".
    Rule(
        _TIME,
        _C(r"q(?P<n>\d{1,2})(?P<to>[-–]\d{1,2})? ?(?P<unit>h|hrs?|d)\b"),
        lambda m: (
            f"every {cardinal(m['n'])}{' to ' + cardinal(m['to'][1:]) if m['to'] else ''}"
            f" {'days' if m['unit'] == 'd' else 'hours'}"
        ),
        lambda m: m.string[m.start() - 1 : m.start()] == " ",
    ),
    Rule(
        _TIME,
        _C(rf"(?P<h>[0-2]{GUARD}\d)(?P<m>[0-5]\d) ?(?:hrs|hours)\b\.?"),
        lambda m: f"{pair(m['h'])} {_minutes(m['m'])} hours{full_stop(m)}",
        _is_time,
    ),
    Rule(
        _TIME,
        _C(rf"(?P<h>[0-2]{GUARD}\d)(?P<m>[0-5]\d)(?= ?(?:{_ZONES}|Zulu|local time)\b)"),
        lambda m: f"{pair(m['h'])} {_minutes(m['m'])}",
        _is_time,
    ),
    Rule(
        _TIME,
        _C(rf"(?:(?P<h>\d{GUARD}):)?(?P<m>\d\d?):(?P<s>[0-5]\d\.\d{{1,3}})(?![\w:]|\.\d)"),
        _say_run,
        lambda m: m.string[m.start() - 1 : m.start()] not in _INSIDE_A_NUMBER,
    ),
    Rule(
        _TIME,
        _C(
            rf"(?P<h>\d{GUARD}\d?) ?(?:hr|h) ?(?P<m>[0-5]?\d) ?(?:min|m)"
            r"(?: ?(?P<s>[0-5]?\d) ?(?:sec|s))?(?!\w)"
        ),
        _say_length,
    ),
    Rule(
        _TIME,
        _C(rf"(?P<m>\d{GUARD}\d{{0,2}})(?P<h>) ?(?:min|m) ?(?P<s>[0-5]?\d) ?(?:sec|s)(?!\w)"),
        _say_length,
    ),
    # ISO 8601, after its date.
    Rule(
        _TIME,
        _C(r"T ?(?P<h>[01]\d|2[0-3]):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d)(?:\.\d{1,6})?)?Z?(?!\w)"),
        lambda m: f" {_clock(m['h'], m['m'], m['s'], False)}",
        lambda m: m.string[max(0, m.start() - 2) : m.start()].rstrip()[-1:].isdigit(),
    ),
    Rule(
        _TIME,
        _C(rf"(?P<h>\d{GUARD}\d?)(?:[:.](?P<m>[0-5]\d))?{DASH}{_UNTIL} ?{_HALF}"),
        _say,
        _is_half_day,
    ),
    Rule(
        _TIME,
        _C(rf"(?P<h>\d{GUARD}\d?){_AFTER_HOUR} ?{_HALF}(?:{DASH}{_TO_SECOND_HALF})?(?!\w)"),
        lambda m: _say_both(m) if m["h2"] else _say(m),
        _is_time,
    ),
    Rule(
        _TIME,
        _C(rf"{_CLOCK}{DASH}(?P<h2>[01]?\d|2[0-4]):(?P<m2>[0-5]\d)(?![\w:])"),
        _say,
        _is_time,
    ),
    Rule(
        _TIME,
        _C(
            rf"(?P<h>\d{GUARD}\d?):(?P<m>[0-5]\d){DASH}(?P<h2>1[0-2]|[1-9])(?P<m2>)"
            r"(?![\w:]|[.,-]\d| ?[ap]\.?m\b)"
        ),
        _say,
        _is_half_day,
    ),
    Rule(_TIME, _C(rf"{_CLOCK.replace('[:.]', ':')}(?![\w:])(?!\.\d)"), _say, _is_time),
    Rule(
        _TIME,
        _C(rf"(?<=[\dMm.h] )(?:{_ZONES}|[CEMP]T)\b"),
        lambda m: _SHORT_ZONES.get(m.group()) or " ".join(m.group()),
    ),
)
