"""The wave between the samples, at four times their rate, as ITU-R BS.1770-5 (Annex 2) asks for.

An interpolated point is a weighted sum of the samples around it, so it can't exceed the loudest of
them by more than the sum of the weights' magnitudes.  Where that stays below what matters, nothing
is interpolated, and nothing is missed.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from audiobook.audio.samples import Samples

BLOCK = 32
"""Samples of a block, the grain in which peaks are told."""
REACH = 12
"""How many samples at either side an interpolated point depends on."""
_OVERSAMPLING = 4
_ROWS = 48  # of a product so small that no library spreads it over threads, which costs more
_KAISER_BETA = 6.0  # within 0.05 dB up to 16 kHz at a rate of 44.1 kHz


def _interpolator() -> npt.NDArray[np.float32]:
    """Weights of a block's samples and their neighbours, for each point between two samples."""
    fractions = np.arange(1, _OVERSAMPLING) / _OVERSAMPLING
    points = np.add.outer(np.arange(BLOCK), fractions).ravel()
    distance = np.arange(-REACH, BLOCK + REACH)[:, None] - points
    inside = np.clip(1 - (distance / REACH) ** 2, 0, None)
    window = np.where(inside > 0, np.i0(_KAISER_BETA * np.sqrt(inside)), 0)
    weights = np.sinc(distance) * window
    result: npt.NDArray[np.float32] = (weights / weights.sum(axis=0)).astype(np.float32)
    return result


_INTERPOLATOR = _interpolator()
_MOST_GROWTH = float(np.abs(_INTERPOLATOR).sum(axis=0).max())


def block_peaks(samples: Samples, threshold: float) -> npt.NDArray[np.float32]:
    """The highest magnitude in each block of ``samples[REACH:-REACH]``, a whole number of blocks.

    It is the true peak where that is above ``threshold``; elsewhere it may be the sample peak.
    """
    peaks: npt.NDArray[np.float32] = (
        np.abs(samples[REACH:-REACH]).reshape(-1, BLOCK).max(axis=1, initial=0)
    )
    around = np.empty(len(peaks) + 2, dtype=np.float32)
    around[0] = np.abs(samples[:REACH]).max()
    around[1:-1] = peaks
    around[-1] = np.abs(samples[-REACH:]).max()
    near = np.maximum(np.maximum(around[:-2], around[2:]), peaks)
    close = np.flatnonzero(near * _MOST_GROWTH > threshold)
    windows = np.lib.stride_tricks.sliding_window_view(samples, BLOCK + 2 * REACH)[::BLOCK]
    for some in np.split(close, range(_ROWS, len(close), _ROWS)):
        between = np.abs(windows[some] @ _INTERPOLATOR).max(axis=1, initial=0)
        peaks[some] = np.maximum(peaks[some], between)
    return peaks


class TruePeakMeter:
    """The highest true peak of all samples pushed so far, but for the last few.

    Where one lies above a limit is told, too; ``below`` is the highest of the others.
    """

    def __init__(self, limit: float = math.inf) -> None:
        self.peak = 0.0
        self.below = 0.0
        self.overs: list[int] = []
        """The first sample of each block with a peak above the limit."""
        self._limit = limit
        self._position = 0
        self._held = np.zeros(REACH, dtype=np.float32)

    def push(self, samples: Samples) -> None:
        """Measure more samples."""
        held = np.concatenate([self._held, samples])
        whole = (len(held) - 2 * REACH) // BLOCK * BLOCK
        if whole > 0:
            peaks = block_peaks(held[: whole + 2 * REACH], self.below)
            over = peaks > self._limit
            self.peak = max(self.peak, float(peaks.max()))
            self.below = max(self.below, float(peaks[~over].max(initial=0)))
            self.overs += (self._position + BLOCK * np.flatnonzero(over)).tolist()
            held = held[whole:]
            self._position += whole
        self._held = held

    def end(self) -> None:
        """Measure the last samples, as if silence followed."""
        self.push(np.zeros(BLOCK + 2 * REACH, dtype=np.float32))
