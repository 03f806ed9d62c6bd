"""How long a run will still take, as far as that can be told."""

from __future__ import annotations

import math

from audiobook.project import Phase, Standing

_SILENT_SECONDS = 5.0
"""Nothing is said before so much work was seen."""
_MEMORY_SECONDS = 20.0
_MEMORY_SHARE = 1 / 3  # of the time seen: what was long ago counts less
_SETTLING_SECONDS = 8.0
_STEPS = ((60, 10), (1200, 60), (5400, 300), (math.inf, 600))
"""Up to so many seconds, only so many at a time are worth telling apart."""


class TimeLeft:
    """Follows a run, and says how long the rest takes at the rate of late, in characters.

    Both the rate and what is said of it are smoothed exponentially, so that it does not jump.
    """

    def __init__(self) -> None:
        self._at: float | None = None
        self._characters = 0
        self._seen = 0.0
        self._late_seconds = 0.0
        self._late_characters = 0.0
        self._left: float | None = None

    def seconds(self, now: float, standing: Standing) -> float | None:
        """What is left at ``now``, in seconds of a clock; None if that can't be told.

        To be asked again every second or so.
        """
        passed = 0.0 if self._at is None else now - self._at
        gained = standing.characters_done - self._characters
        has_begun = self._characters > 0  # the start of workers says nothing about their rate
        self._at, self._characters = now, standing.characters_done
        if standing.phase is not Phase.MAKING:
            return None
        if has_begun:
            self._see(passed, gained)
        if self._seen < _SILENT_SECONDS or self._late_characters <= 0:
            return None
        # Few long articles can't be shared among all who are at work now.
        whole = standing.characters - standing.characters_done
        left = max(whole, standing.longest_left * standing.in_hand)
        self._settle(passed, left * self._late_seconds / self._late_characters)
        return self._left

    def _see(self, passed: float, gained: int) -> None:
        self._seen += passed
        memory = max(_MEMORY_SECONDS, self._seen * _MEMORY_SHARE)
        kept = math.exp(-passed / memory)
        self._late_seconds = self._late_seconds * kept + passed
        self._late_characters = self._late_characters * kept + gained

    def _settle(self, passed: float, found: float) -> None:
        if self._left is None:
            self._left = found
            return
        expected = max(0.0, self._left - passed)
        kept = math.exp(-passed / _SETTLING_SECONDS)
        self._left = found + (expected - found) * kept


def said_left(seconds: float) -> str:
    """A time left in words, no finer than it can be known."""
    step = next(step for limit, step in _STEPS if seconds <= limit)
    rounded = max(step, math.ceil(seconds / step) * step)
    if rounded < 60:  # noqa: PLR2004 - a minute
        return f"about {rounded} s left"
    hours, minutes = divmod(rounded // 60, 60)
    if not hours:
        return f"about {minutes} min left"
    return f"about {hours} h {minutes} min left" if minutes else f"about {hours} h left"
