"""The outline of a waveform."""

from __future__ import annotations

from itertools import pairwise

from audiobook.model import Contour


def envelope(contour: Contour, columns: int) -> tuple[list[float], list[float]]:
    """The highest peak, and the mean of the peaks, of each of so many equal parts, or fewer.

    Both are between 0 and 1, and made of peaks in thousandths.
    """
    steps = len(contour.peaks)
    columns = min(columns, steps)
    peaks = [round(peak, 3) for peak in contour.peaks]
    bounds = [at * steps // columns for at in range(columns + 1)] if columns else []
    parts = [peaks[start:end] for start, end in pairwise(bounds)]
    return [max(part) for part in parts], [sum(part) / len(part) for part in parts]
