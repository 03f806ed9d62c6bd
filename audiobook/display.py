"""Foreign texts and times as people are shown them, on a page or on a terminal."""

from __future__ import annotations

import re

LONGEST_TITLE = 255
"""In characters; what podcast apps take, so a page shows what they do."""

_STEERING = re.compile("[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e]")
_NOT_IN_JSON = re.compile("[\x7f-\x9f\u202a-\u202e\ud800-\udfff]")
_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def printable(text: str) -> str:
    """A text without what would steer the screen: C0 and C1 controls, bidirectional overrides.

    Tabs and line feeds stay, other ends of lines become line feeds.  Isolates (U+2066 to U+2069)
    stay, too: they end with their paragraph, and right-to-left texts are written with them.
    """
    return _STEERING.sub("", _LINE_BREAKS.sub("\n", text))


def printable_json(document: str) -> str:
    """The same JSON, printable: with escapes for what would steer the screen, or is no character.

    Of the C0 controls, JSON itself allows none in a string.
    """
    return _NOT_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", document)


def shortened(text: str, limit: int = LONGEST_TITLE) -> str:
    """One line, cut with an ellipsis to at most ``limit`` characters."""
    line = " ".join(printable(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def clock(ms: int) -> str:
    """A time as apps make links of: ``4:05`` or ``1:04:05``; only seconds that are over count."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
