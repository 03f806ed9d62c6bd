"""Steers the gain by what was measured of the MP3 so far, so slowly that nobody hears it."""

from __future__ import annotations

from audiobook.audio.mastering.goal import Goal
from audiobook.model import Loudness

_MOST_DB_S = 0.1


class Steering:
    """A controller whose error is that of the level of all that was heard.

    That level follows the gain the more slowly the longer the recording is, so what is learnt in a
    second counts as a share of the time heard: the error falls as one over time, without swinging.
    """

    def __init__(self, goal: Goal, gain_db: float, from_s: float) -> None:
        """Begin with a gain that is known to be right for the first ``from_s`` seconds."""
        self._goal = goal
        self._gain_db = gain_db
        self._learnt_db = gain_db
        self._heard_s = from_s

    def gain_db(self, heard: Loudness, heard_s: float) -> float:
        """The gain from here on, ``heard_s`` seconds having been measured."""
        passed_s = heard_s - self._heard_s
        if passed_s <= 0:
            return self._gain_db
        off_db = self._goal.off_db(heard)
        self._learnt_db -= off_db * passed_s / heard_s
        change_db = self._learnt_db - off_db - self._gain_db
        most_db = _MOST_DB_S * passed_s
        self._gain_db += min(max(change_db, -most_db), most_db)
        self._heard_s = heard_s
        return self._gain_db
