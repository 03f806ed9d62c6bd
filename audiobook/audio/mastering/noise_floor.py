"""What is heard between utterances, where nothing is said."""

from __future__ import annotations

import math
from collections import deque

import numpy as np

from audiobook.audio.samples import Samples

_EDGE_MS = 50  # at either side of a break, where the words before and after it still ring


class NoiseFloor:
    """RMS of all breaks of a recording, as its samples come.

    The silence before the first word and after the last is no break.
    """

    def __init__(self, breaks: deque[tuple[int, int]], rate_hz: int) -> None:
        """Of spans in samples, in order; they are taken out once their samples were measured."""
        self._breaks = breaks
        self._edge = _EDGE_MS * rate_hz // 1000
        self._position = 0
        self._energy = 0.0
        self._samples = 0

    def push(self, samples: Samples) -> None:
        """Measure more of the recording."""
        start, end = self._position, self._position + len(samples)
        self._position = end
        while self._breaks and self._breaks[0][0] < end:
            first, last = self._breaks[0]
            quiet = samples[max(0, first + self._edge - start) : max(0, last - self._edge - start)]
            self._energy += float(np.dot(quiet, quiet))
            self._samples += len(quiet)
            if last > end:
                return
            self._breaks.popleft()

    def dbfs(self, least_db: float) -> float | None:
        """The level, ``least_db`` at least; None where no break was long enough."""
        if not self._samples:
            return None
        power = self._energy / self._samples
        return max(least_db, 10 * math.log10(power)) if power > 0 else least_db
