"""Times of day."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .patterns import BEGIN, DASH, alternatives, full_stop, word_before
from .words import Clock, Time

_HOUR, _MINUTE = r"[01]?\d|2[0-4]", r"[0-5]\d"


def _number(written: str | None) -> int:
    return int(written) if written else -1


def rules(clock: Clock, to: str) -> tuple[Rule, ...]:
    """Times with a colon, with a letter ("14 h 30"), with a point before the unit, and ranges."""

    def say(match: Match) -> str:
        parts = match.groupdict()
        half = parts.get("half") or ""
        first = Time(match, int(match["h"]), _number(parts.get("m")), _number(parts.get("s")), half)
        said = clock.say(first)
        if parts.get("h2"):
            last = Time(match, int(match["h2"]), _number(parts.get("m2")), half=half)
            said = f"{said} {to} {clock.say(last)}"
        return said if said.endswith(".") else said + full_stop(match)

    def is_cued(match: Match) -> bool:
        return word_before(match).lower() in clock.cues

    start, last = rf"(?P<h>{_HOUR})", rf"(?P<h2>{_HOUR})"
    minutes, seconds = rf"(?P<m>{_MINUTE})", rf"(?P<s>{_MINUTE})"
    last_minutes = rf"(?P<m2>{_MINUTE})"
    unit, letter = rf"(?:{clock.units})", rf" ?(?:{clock.letter}) ?"
    half = rf" ?(?P<half>{clock.half or '(?!)'})"
    end = r"(?![\w:])(?![.,]\d)"
    forms = (
        rf"{start}(?:[:.]{minutes})?{DASH}{last}(?:[:.]{last_minutes})?{half}",
        rf"{start}[:.]{minutes}{unit}?{DASH}{last}[:.]{last_minutes}{unit}{end}",
        rf"{start}:{minutes}{DASH}{last}:{last_minutes}{end}",
        rf"{start}{letter}(?:{minutes})?{DASH}{last}{letter}(?:{last_minutes})?{end}",
        rf"{start}(?:[:.]{minutes}(?:[:.]{seconds})?)?{unit}?{half}",
        rf"{start}{letter}{minutes}(?: ?m(?![^\W\d_]))?(?: ?{seconds} ?s\b)?(?! ?min\b){end}",
        rf"{start}[:.]{minutes}(?:[:.]{seconds})?{unit}",
        rf"{start}:{minutes}(?::{seconds})?{end}",
    )
    return (
        *(Rule(SemioticClass.TIME, re.compile(rf"{BEGIN}{form}"), say) for form in forms),
        Rule(SemioticClass.TIME, re.compile(rf"{BEGIN}{start}\.{minutes}{end}"), say, is_cued),
        Rule(
            SemioticClass.TIME,
            re.compile(rf"(?<=[\dh.] )(?:{alternatives(clock.zones)})(?!\w)"),
            lambda match: clock.zones[match.group()],
        ),
    )
