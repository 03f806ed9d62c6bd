"""Finds the gain with which the first takes come to their goal.

Since compression and limiting take away loudness again, it is found by trying.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from audiobook.audio.mastering.aim import Aim
from audiobook.audio.mastering.dynamics import Dynamics
from audiobook.audio.mastering.goal import Goal
from audiobook.audio.mastering.levelling import LEVEL_LUFS
from audiobook.audio.mastering.loudness import GATED_LUFS, rms_dbfs
from audiobook.audio.mastering.take_level import gated_lufs
from audiobook.audio.samples import Samples

_CLOSE_DB = 0.15
_DRIVE = (2.5, 0.7)  # what compression takes away of speech, and more for each decibel of gain
_FIRST_SLOPE = 0.55  # of a decibel of gain, what compression leaves of it
_TRIES = 8
_MOST_GAIN_DB = 40.0


def calibrated_gain_db(pieces: Iterable[Samples], goal: Goal, aim: Aim, rate_hz: int) -> float:
    """The gain, in dB, with which levelled sound comes to where is aimed at.

    Raises AudioError where no gain does: the limiter takes away what more of it adds.
    """
    pieces = list(pieces)
    aimed_db = goal.level_db + aim.level_shift_db
    gain_db = _first_gain_db(aimed_db)
    slope = _FIRST_SLOPE
    tried: tuple[float, float] | None = None
    for _ in range(_TRIES):
        loud = _made_loud(pieces, gain_db, aim, rate_hz)
        lufs = gated_lufs(loud, rate_hz)
        level_db = rms_dbfs(loud) if goal.by_rms else lufs
        missing_db = aimed_db - level_db
        if abs(missing_db) <= _CLOSE_DB or lufs <= GATED_LUFS:
            break
        if gain_db == _MOST_GAIN_DB and missing_db > goal.tolerance_db:
            raise goal.unreachable(level_db - aim.level_shift_db, goal.true_peak_dbtp)
        if tried and gain_db != tried[0]:
            slope = min(1.0, max(0.2, (level_db - tried[1]) / (gain_db - tried[0])))
        tried = gain_db, level_db
        gain_db = min(gain_db + missing_db / slope, _MOST_GAIN_DB)
    return gain_db


def _made_loud(pieces: Iterable[Samples], gain_db: float, aim: Aim, rate_hz: int) -> Samples:
    dynamics = Dynamics(aim, rate_hz)
    return np.concatenate([*(dynamics.push(piece, gain_db) for piece in pieces), dynamics.end()])


def _first_gain_db(aimed_db: float) -> float:
    needed_db = aimed_db - LEVEL_LUFS
    at_0_db, more = _DRIVE
    return needed_db + max(0.0, at_0_db + more * needed_db)
