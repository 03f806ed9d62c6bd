"""A true-peak limiter: no more gain taken away than the ceiling asks for, and that without haste.

Peaks are looked for at four times the rate (``true_peak``); the gain is applied at the rate itself,
so nothing is resampled.  The reduction, in decibels, is the lowest curve that lies above what each
block needs, rises no faster than the attack and falls no faster than the release.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from audiobook.audio.mastering.true_peak import BLOCK, REACH, block_peaks
from audiobook.audio.samples import Samples

_LOOKAHEAD_BLOCKS = 12  # 9 ms at 44.1 kHz
_ATTACK_DB = 1.5  # for each block: 18 dB within the look-ahead
_RELEASE_DB_S = 120.0
_RAMP = np.arange(BLOCK, dtype=np.float32) / BLOCK

Decibels = npt.NDArray[np.float64]


class Limiter:
    """Holds mono samples below a ceiling.  What goes in comes out as long, and a little later."""

    def __init__(self, ceiling_dbtp: float, rate_hz: int) -> None:
        self._ceiling = 10 ** (ceiling_dbtp / 20)
        self._release_db = _RELEASE_DB_S * BLOCK / rate_hz
        self._held = np.zeros(REACH, dtype=np.float32)
        self._needs_db = np.zeros(0)  # of the blocks that are held
        self._reduction_db = 0.0  # where the first of them begins
        self._owed = 0

    def push(self, samples: Samples) -> Samples:
        """The samples that are ready once more have gone in."""
        self._owed += len(samples)
        return self._let_through(samples)

    def end(self) -> Samples:
        """The samples that were still held."""
        owed = self._owed
        silence = np.zeros((_LOOKAHEAD_BLOCKS + 1) * BLOCK + 2 * REACH, dtype=np.float32)
        return self._let_through(silence)[:owed]

    def _let_through(self, samples: Samples) -> Samples:
        self._held = np.concatenate([self._held, samples])
        self._judge()
        ready = len(self._needs_db) - _LOOKAHEAD_BLOCKS
        if ready <= 0:
            return np.zeros(0, dtype=np.float32)
        reduction_db = self._smoothed()[: ready + 1]
        self._needs_db = self._needs_db[ready:]
        self._reduction_db = float(reduction_db[-1])
        limited = self._held[REACH : REACH + ready * BLOCK] * _gains(reduction_db)
        self._held = self._held[ready * BLOCK :]
        self._owed -= len(limited)
        return limited

    def _judge(self) -> None:
        """By how many decibels each block that is now whole is over the ceiling."""
        known = len(self._needs_db) * BLOCK
        whole = (len(self._held) - known - 2 * REACH) // BLOCK * BLOCK
        if whole > 0:
            peaks = block_peaks(self._held[known : known + whole + 2 * REACH], self._ceiling)
            needs_db = 20 * np.log10(np.maximum(peaks / self._ceiling, 1.0))
            self._needs_db = np.concatenate([self._needs_db, needs_db])

    def _smoothed(self) -> Decibels:
        """The reduction where each held block begins."""
        needs_db = self._needs_db.copy()
        needs_db[1:] = np.maximum(needs_db[1:], self._needs_db[:-1])
        needs_db[0] = max(needs_db[0], self._reduction_db)
        place = np.arange(len(needs_db))
        rising = _ATTACK_DB * place
        ahead_db = np.maximum.accumulate((needs_db - rising)[::-1])[::-1] + rising
        falling = self._release_db * place
        smoothed: Decibels = np.maximum.accumulate(ahead_db + falling) - falling
        return smoothed


def _gains(reduction_db: Decibels) -> Samples:
    """Gain for each sample between the places where the reduction is known."""
    gains = (10 ** (-reduction_db / 20)).astype(np.float32)
    ramped = gains[:-1, None] + np.diff(gains)[:, None] * _RAMP
    return ramped.reshape(-1).astype(np.float32, copy=False)
