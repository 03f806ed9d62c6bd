"""Turns an MP3 down for the moments in which the encoder overshot.

What LAME leaves out of a pulse of the voice lifts it by 0.5 dB as a rule, and once in some minutes
by 2 dB.  Room for the rare ones would have all others limited more, and another pass costs the time
of the whole; so the few granules that a rare one lies in are turned down, as a limiter would.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from audiobook.audio.mastering.decode import DELAY, Decoder
from audiobook.audio.mastering.true_peak import BLOCK, REACH, block_peaks
from audiobook.audio.mp3.granules import GRANULE_SAMPLES, Granules, granules_of
from audiobook.audio.mp3.layer3 import FRAME_SAMPLES
from audiobook.model import Mastering

_STEPS = 2
_SPOTS_A_MINUTE = 2
"""A recording that is over in more places is too loud as a whole."""
_SYNTHESIS_DELAY = 240  # samples from the middle of a decoder's window to its end …
_SPREAD = 128  # … and to where it has faded, at either side
_RINGING = 2  # granules that a granule is still heard in
_WARM_UP_FRAMES = 12  # until a decoder has the bit reservoir of 511 bytes, and what overlaps


def turned_down(path: Path, mastering: Mastering, overs: list[int]) -> float | None:
    """Turn down a file of ``Encoder`` in the places that are over its true peak.

    ``overs`` are the first samples of blocks that are.  Gives the highest true peak, as a factor,
    around the places turned down; None where this is no remedy.  Raises AudioError where the file
    can't be written.
    """
    limit = 10 ** (mastering.true_peak_dbtp / 20)
    spots = list(_spots(overs))
    with granules_of(path, mastering) as granules:
        minutes = len(granules) * GRANULE_SAMPLES / mastering.rate_hz / 60
        if len(spots) > 1 + _SPOTS_A_MINUTE * minutes:
            return None
        peaks = [_spot_turned_down(granules, spot, limit) for spot in spots]
    highest = max(peaks)
    return highest if highest <= limit else None


def _spots(overs: list[int]) -> Iterator[range]:
    """The granules that make the places loud; those that touch are one."""
    spot = range(0)
    for over in overs:
        middle = over + DELAY - _SYNTHESIS_DELAY
        first = (middle - _SPREAD) // GRANULE_SAMPLES - 1
        end = (middle + BLOCK + _SPREAD) // GRANULE_SAMPLES + 1
        if spot and first > spot.stop:
            yield spot
            spot = range(0)
        spot = range(spot.start if spot else first, end)
    yield spot


def _spot_turned_down(granules: Granules, spot: range, limit: float) -> float:
    """The true peak that is left."""
    peak = limit
    for _ in range(_STEPS):
        granules.turn_down(spot)
        peak = _peak_around(granules, spot)
        if peak <= limit:
            break
    return peak


def _peak_around(granules: Granules, spot: range) -> float:
    """The highest true peak of all samples in which some granules are heard."""
    first_frame = max(0, spot.start // 2 - _WARM_UP_FRAMES)
    decoder = Decoder()
    stream = granules.frames(first_frame, (spot.stop + _RINGING) // 2 + 2)
    heard = [decoder.push(stream), decoder.end()]
    size = (len(spot) + _RINGING) * GRANULE_SAMPLES
    samples = np.pad(np.concatenate(heard), (DELAY + REACH, size + REACH))
    start = spot.start * GRANULE_SAMPLES - first_frame * FRAME_SAMPLES
    return float(block_peaks(samples[start : start + size + 2 * REACH], 0.0).max())
