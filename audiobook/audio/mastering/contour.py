"""A recording's level over time, in so many steps at most, however long it grows."""

from __future__ import annotations

from audiobook.model import Contour

_MOST_STEPS = 2_000


class ContourBuilder:
    """Takes one figure after another; its steps double in length whenever they are too many."""

    def __init__(self, step_ms: int) -> None:
        self._step_ms = step_ms
        self._merged = 1  # how many of the steps given make one of ours
        self._peaks: list[float] = []
        self._lufs: list[float] = []
        self._taken = 0

    def add(self, peak: float, short_term_lufs: float) -> None:
        """One more step of the length given."""
        if self._taken % self._merged == 0:
            if len(self._peaks) == _MOST_STEPS:
                self._double_steps()
            self._peaks.append(peak)
            self._lufs.append(short_term_lufs)
        else:
            self._peaks[-1] = max(self._peaks[-1], peak)
            self._lufs[-1] = short_term_lufs
        self._taken += 1

    def _double_steps(self) -> None:
        self._peaks = [max(self._peaks[n : n + 2]) for n in range(0, _MOST_STEPS, 2)]
        self._lufs = self._lufs[1::2]
        self._merged *= 2

    def contour(self) -> Contour:
        """All steps so far."""
        return Contour(
            step_ms=self._step_ms * self._merged,
            peaks=tuple(round(peak, 4) for peak in self._peaks),
            short_term_lufs=tuple(round(lufs, 1) for lufs in self._lufs),
        )
