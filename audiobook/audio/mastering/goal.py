"""How loud a recording is to be, in the terms of whoever takes it."""

from __future__ import annotations

from dataclasses import dataclass

from audiobook.model import Loudness, Mastering

_TOLERANCE_LU = 0.5


@dataclass(frozen=True, slots=True)
class Goal:
    """A level in decibels, by integrated loudness or by RMS, and how far off it may be."""

    level_db: float
    tolerance_db: float
    by_rms: bool

    @classmethod
    def of(cls, mastering: Mastering) -> Goal:
        """What ``mastering`` asks for: its loudness, or the middle of its range of RMS."""
        if mastering.rms_dbfs is not None:
            low, high = mastering.rms_dbfs
            return cls((low + high) / 2, (high - low) / 2, by_rms=True)
        assert mastering.integrated_lufs is not None
        return cls(mastering.integrated_lufs, _TOLERANCE_LU, by_rms=False)

    @property
    def unit(self) -> str:
        """What the level is counted in."""
        return "dBFS RMS" if self.by_rms else "LUFS"

    def level(self, loudness: Loudness) -> float:
        """The level that counts of what was measured."""
        if self.by_rms:
            assert loudness.rms_dbfs is not None
            return loudness.rms_dbfs
        return loudness.integrated_lufs

    def off_db(self, loudness: Loudness) -> float:
        """By how much what was measured is too loud; negative: too soft."""
        return self.level(loudness) - self.level_db
