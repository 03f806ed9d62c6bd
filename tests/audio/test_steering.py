"""A gain that was wrong at first is put right, slowly and without swinging."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from audiobook.audio.mastering.goal import Goal
from audiobook.audio.mastering.steering import Steering
from audiobook.model import Loudness

GOAL = Goal(-16.0, 0.5, by_rms=False, true_peak_dbtp=-1.0)
STEP_S = 3.0


def _steered(error_db: float, minutes: float) -> tuple[list[float], list[float]]:
    """The gain and the level so far, step by step, if speech is so much louder than was thought."""
    steering = Steering(GOAL, 9.0, 20.0)
    level, gains, levels = GOAL.level_db, [9.0], []
    for heard_s in np.arange(20, minutes * 60, STEP_S):
        gains.append(steering.gain_db(Loudness(level, -1.0), float(heard_s)))
        now = GOAL.level_db + gains[-1] - 9.0 + error_db
        level = (level * heard_s + now * STEP_S) / (heard_s + STEP_S)
        levels.append(level)
    return gains, levels


@pytest.mark.parametrize("error_db", [-2.0, 0.7, 3.0])
@pytest.mark.parametrize(("minutes", "left_db"), [(10, 0.35), (60, 0.1)])
def test_an_error_is_put_right(error_db, minutes, left_db):
    gains, levels = _steered(error_db, minutes)
    assert levels[-1] == pytest.approx(GOAL.level_db, abs=left_db)
    assert gains[-1] == pytest.approx(9.0 - error_db, abs=2 * left_db)
    assert max(abs(gain - 9.0) for gain in gains) < 1.5 * abs(error_db)


def test_no_change_is_heard():
    gains, _ = _steered(3.0, 10)
    assert max(abs(b - a) for a, b in itertools.pairwise(gains)) <= 0.1 * STEP_S + 1e-9


def test_what_is_right_is_left_alone():
    gains, _ = _steered(0.0, 10)
    assert set(gains) == {9.0}
