"""A recording's level as bars."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

BARS = 160
"""As many as a phone can show apart."""
_LEAST_HEIGHT = 4


def waveform(peaks: Sequence[float]) -> str:
    """SVG path data of ``BARS`` bars or fewer, each one unit apart and at most 100 high.

    ``peaks`` are the highest samples of equal steps.  A bar is as high as the power of its steps
    against the loudest bar's: mastered speech has the same peaks throughout.  Empty for a
    recording of which nothing, or only silence, is told.
    """
    bars = min(BARS, len(peaks))
    edges = [len(peaks) * bar // bars for bar in range(bars + 1)] if bars else []
    powers = [fmean(peak * peak for peak in peaks[start:end]) for start, end in pairwise(edges)]
    loudest = max(powers, default=0.0)
    if loudest <= 0:
        return ""
    heights = (max(_LEAST_HEIGHT, round(100 * power / loudest)) for power in powers)
    return "".join(
        f"M{bar}.2 {50 - height / 2:g}h.6v{height}h-.6z" for bar, height in enumerate(heights)
    )
