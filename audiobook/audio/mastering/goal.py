"""How loud a recording is to be, in the terms of whoever takes it."""

from __future__ import annotations

from dataclasses import dataclass

from audiobook.audio.mastering.loudness import GATED_LUFS
from audiobook.errors import AudioError
from audiobook.model import Loudness, Mastering

_TOLERANCE_LU = 0.5


@dataclass(frozen=True, slots=True)
class Goal:
    """A level in decibels, by integrated loudness or by RMS, and how far off it may be."""

    level_db: float
    tolerance_db: float
    by_rms: bool
    true_peak_dbtp: float
    """Which no peak may be above."""

    @classmethod
    def of(cls, mastering: Mastering) -> Goal:
        """What ``mastering`` asks for: its loudness, or the middle of its range of RMS."""
        if mastering.rms_dbfs is not None:
            low, high = mastering.rms_dbfs
            middle, reach = (low + high) / 2, (high - low) / 2
            return cls(middle, reach, by_rms=True, true_peak_dbtp=mastering.true_peak_dbtp)
        assert mastering.integrated_lufs is not None
        return cls(
            mastering.integrated_lufs,
            _TOLERANCE_LU,
            by_rms=False,
            true_peak_dbtp=mastering.true_peak_dbtp,
        )

    def level(self, loudness: Loudness) -> float:
        """The level that counts of what was measured."""
        if self.by_rms:
            assert loudness.rms_dbfs is not None
            return loudness.rms_dbfs
        return loudness.integrated_lufs

    def off_db(self, loudness: Loudness) -> float:
        """By how much what was measured is too loud; negative: too soft."""
        return self.level(loudness) - self.level_db

    def met_by(self, measured: Loudness) -> bool:
        """Whether a recording is as loud as it is to be, and no louder; silence always is."""
        unheard = measured.integrated_lufs <= GATED_LUFS
        near = abs(self.off_db(measured)) <= self.tolerance_db
        return measured.true_peak_dbtp <= self.true_peak_dbtp and (near or unheard)

    def unreachable(self, level_db: float, true_peak_dbtp: float) -> AudioError:
        """What to tell of a recording that comes to this level at this peak, whatever is tried."""
        unit = "dBFS RMS" if self.by_rms else "LUFS"
        return AudioError(
            "[mastering]",
            f"this voice comes to {level_db:.1f} {unit} at {true_peak_dbtp:.1f} dBTP, "
            f"not {self.level_db:.1f} at {self.true_peak_dbtp:.1f}",
            "ask for less: lower integrated-lufs, or raise true-peak-dbtp",
        )
