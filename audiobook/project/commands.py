"""Commands that people are told to paste, with names in them that strangers gave."""

from __future__ import annotations

import shlex

MOVE_AWAY = "move it away, then: audiobook check --repair"
"""What to do about a folder where a file should be, and the other way round."""


def command(*words: str) -> str:
    """A line that a POSIX shell takes apart into just these words.

    Empty if people could not see or paste what it does: for characters that no screen shows.
    """
    line = shlex.join(words)
    return line if line.isprintable() else ""
