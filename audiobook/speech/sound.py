"""What is measured of a speech: how loud, how long, where it is silent, how it ends."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from audiobook.model import Speech

_FRAME_MS = 5
_SILENT = 0.02  # of the loudest sample: some -34 dB
_PAUSE_MS = 100  # a stop consonant is silent for less
# A low voice opens its glottis every 10 ms: less might lie between two pulses.
_END_MS = 10
_FULL_SCALE = 32_700
_FLAT_SAMPLES = 4  # at full scale in a row; a wave that is not clipped turns round sooner


@dataclass(frozen=True, slots=True)
class Sound:
    """Measures of a speech.  Silence is what stays below 2 % of its loudest sample."""

    peak: int
    """The loudest sample, of 32,767."""
    duration_s: float
    voiced_s: float
    """From the first sound to the last, without the pauses between."""
    longest_pause_s: float
    tail_s: float
    """The silence it ends with."""
    loudness_of_end: float
    """The loudest sample of its last 10 ms, as a share of the peak."""
    clipped: float
    """The share of samples that lie in flat tops at full scale."""


def measured(speech: Speech) -> Sound:
    """The measures of a speech; all zero for one without a sample that is not 0."""
    samples = np.abs(np.frombuffer(speech.pcm, dtype="<i2").astype(np.int32))
    peak = int(samples.max(initial=0))
    duration_s = samples.size / speech.rate_hz
    if not peak:
        return Sound(0, duration_s, 0.0, 0.0, duration_s, 0.0, 0.0)
    frame = max(1, speech.rate_hz * _FRAME_MS // 1000)
    loudest = np.maximum.reduceat(samples, np.arange(0, samples.size, frame))
    heard = np.flatnonzero(loudest > _SILENT * peak) * frame / speech.rate_hz
    gaps = np.diff(heard) - frame / speech.rate_hz
    end = samples[-(speech.rate_hz * _END_MS // 1000) :]
    return Sound(
        peak=peak,
        duration_s=duration_s,
        voiced_s=float(
            heard[-1] - heard[0] + frame / speech.rate_hz - gaps[gaps >= _PAUSE_MS / 1000].sum()
        ),
        longest_pause_s=float(gaps.max(initial=0.0)),
        tail_s=max(0.0, duration_s - float(heard[-1]) - frame / speech.rate_hz),
        loudness_of_end=float(end.max()) / peak,
        clipped=_in_flat_tops(samples) / samples.size,
    )


def _in_flat_tops(samples: np.ndarray) -> int:
    full = np.concatenate([[False], samples >= _FULL_SCALE, [False]])
    turns = np.flatnonzero(full[1:] != full[:-1])
    lengths = turns[1::2] - turns[::2]
    return int(lengths[lengths >= _FLAT_SAMPLES].sum())
