"""Times of day and lengths of time."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import cardinal, pair
from .patterns import BEGIN, DASH, full_stop

_ZONES = "EST|EDT|CST|CDT|MST|MDT|PST|PDT|GMT|UTC|BST|CET|CEST|IST|ET|PT"
_HALF = r"(?P<half>[ap]\.? ?m\b\.?|[AP]\.? ?M\b\.?)"
_CLOCK = r"(?P<h>[01]?\d|2[0-4])[:.](?P<m>[0-5]\d)(?:[:.](?P<s>[0-5]\d))?"


def _clock(hour: str, minute: str | None, second: str | None, half: bool) -> str:
    words = "twelve" if half and not int(hour) else cardinal(hour)
    if second is not None:
        return f"{words} hours {cardinal(minute or '0')} minutes and {cardinal(second)} seconds"
    if minute is None or (minute == "00" and half):
        return words
    if minute == "00":
        return f"{words} o'clock" if 0 < int(hour) <= 12 else f"{words} hundred"  # noqa: PLR2004
    return f"{words} {pair(minute)}"


def _say(match: Match) -> str:
    parts = match.groupdict()
    half = parts.get("half")
    spoken = _clock(parts["h"], parts.get("m"), parts.get("s"), bool(half))
    if parts.get("h2"):
        spoken += f" to {_clock(parts['h2'], parts.get('m2'), None, bool(half))}"
    if half:
        spoken += f" {half[0].upper()} M"
    return spoken + full_stop(match)


_C, _TIME = re.compile, SemioticClass.TIME
_UNTIL = r"(?P<h2>[01]?\d|2[0-4])(?:[:.](?P<m2>[0-5]\d))?"

RULES = (
    Rule(
        _TIME, _C(rf"{BEGIN}(?P<h>1[0-2]|0?\d)(?:[:.](?P<m>[0-5]\d))?{DASH}{_UNTIL} ?{_HALF}"), _say
    ),
    Rule(_TIME, _C(rf"{BEGIN}{_CLOCK}{DASH}(?P<h2>[01]?\d|2[0-4]):(?P<m2>[0-5]\d)(?![\w:])"), _say),
    Rule(_TIME, _C(rf"{BEGIN}{_CLOCK} ?{_HALF}(?!\w)"), _say),
    Rule(_TIME, _C(rf"{BEGIN}(?P<h>1[0-2]|0?[1-9]) ?{_HALF}(?!\w)"), _say),
    Rule(_TIME, _C(rf"{BEGIN}{_CLOCK.replace('[:.]', ':')}(?![\w:])(?!\.\d)"), _say),
    Rule(_TIME, _C(rf"\b(?:{_ZONES})\b(?<=[\dMm.h] \w\w\w)"), lambda m: " ".join(m.group())),
)
