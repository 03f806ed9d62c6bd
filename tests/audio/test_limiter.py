"""The limiter holds true peaks, leaves what is below alone, and keeps time."""

from __future__ import annotations

import numpy as np
import pytest
from sound_parts import RATE_HZ, sine

from audiobook.audio.mastering.limiter import Limiter
from audiobook.audio.mastering.loudness import Meter


def _limited(samples: np.ndarray, ceiling_dbtp: float, part: int = 10_000) -> np.ndarray:
    limiter = Limiter(ceiling_dbtp, RATE_HZ)
    samples = samples.astype(np.float32)
    parts = [limiter.push(samples[n : n + part]) for n in range(0, len(samples), part)]
    return np.concatenate([*parts, limiter.end()])


def _true_peak(samples: np.ndarray) -> float:
    meter = Meter(RATE_HZ)
    meter.push(samples)
    meter.end()
    return meter.loudness.true_peak_dbtp


def test_what_is_below_the_ceiling_is_let_through_as_it_is():
    sound = sine(-6, 2)
    assert np.array_equal(_limited(sound, -1), sound)


@pytest.mark.parametrize("ceiling_dbtp", [-1.0, -3.0, -9.0])
@pytest.mark.parametrize("hz", [100, 997, RATE_HZ / 4, RATE_HZ / 6])
def test_tones_are_held(hz, ceiling_dbtp):
    held = _limited(1.4 * sine(0, 2, hz), ceiling_dbtp)
    assert len(held) == 2 * RATE_HZ
    assert _true_peak(held) == pytest.approx(ceiling_dbtp, abs=0.15)


@pytest.mark.parametrize("place", [0, 1, 31, 5_000, 19_999])
def test_a_click_is_held_wherever_it_is(place):
    sound = sine(-20, 20_000 / RATE_HZ)
    sound[place] = 1.0
    held = _limited(sound, -6, part=7_000)
    assert _true_peak(held) <= -5.99
    assert np.argmax(np.abs(held)) == place


def test_the_gain_comes_back():
    sound = sine(-20, 3)
    sound[RATE_HZ] = 1.0
    held = _limited(sound, -6)
    assert np.array_equal(held[: RATE_HZ - 1_000], sound[: RATE_HZ - 1_000])
    assert held[-RATE_HZ:] == pytest.approx(sound[-RATE_HZ:], abs=1e-6)


def test_parts_make_no_difference():
    sound = np.random.default_rng(2).standard_normal(60_000)
    whole = _limited(sound, -3, part=60_000)
    assert _limited(sound, -3, part=3_333) == pytest.approx(whole, abs=1e-6)
