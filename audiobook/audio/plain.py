"""Text made fit to stand in tags and transcripts."""

from __future__ import annotations

import re

NO_BREAK_SPACES = ("\xa0", "\u202f")

# Control characters but tab and line ends, and halves of surrogate pairs, which are no text.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def plain(text: str) -> str:
    """The text without what would end a field early (NUL) or can't be written as UTF-8."""
    return _UNFIT.sub("", text)
