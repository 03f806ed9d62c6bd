"""Measures loudness and true peak as ITU-R BS.1770-5 and EBU R 128 do, by FFmpeg's meter."""

from __future__ import annotations

import io
import math

import av
import numpy as np

from audiobook.audio.filters import Samples, frames_of, samples_of, through
from audiobook.errors import AudioError
from audiobook.model import Loudness

_SILENCE_DB = -120.0
_GATED_LUFS = -70.0
_STEP_S = 0.1
_GATING_BLOCK_STEPS = 4


def measure(mp3: bytes) -> tuple[Loudness, int]:
    """Loudness of an MP3 as a player decodes it, and its duration in milliseconds.

    Raises AudioError if it can't be decoded.
    """
    try:
        with av.open(io.BytesIO(mp3), mode="r", format="mp3") as container:
            stream = container.streams.audio[0]
            rate_hz = stream.rate
            samples = samples_of(container.decode(stream))
    except (av.FFmpegError, IndexError) as error:
        raise AudioError("MP3", f"can't be decoded: {error}", "make the edition again") from error
    return loudness_of(samples, rate_hz), round(len(samples) * 1000 / rate_hz)


def loudness_of(samples: Samples, rate_hz: int) -> Loudness:
    """Integrated loudness and true peak of mono samples, floats in -1 to 1.

    A sound shorter than the standard's gating block of 400 ms is measured as if silence followed.
    The loudness of a sound in which no block passes the gate is -70 LUFS.
    """
    integrated, peak = _meter(samples, rate_hz, "metadata=1:peak=true")
    return Loudness(integrated, 20 * math.log10(peak) if peak > 0 else _SILENCE_DB)


def integrated_lufs(samples: Samples, rate_hz: int) -> float:
    """The integrated loudness alone, for a third of the cost."""
    return _meter(samples, rate_hz, "metadata=1")[0]


def _meter(samples: Samples, rate_hz: int, arguments: str) -> tuple[float, float]:
    # FFmpeg's meter reports once in each step of 100 ms.  Silence is put after the sound so that it
    # reports a peak in the last, unfinished step; the loudness is what it was before that.
    steps = max(_GATING_BLOCK_STEPS, int(len(samples) / (rate_hz * _STEP_S)))
    ended = np.concatenate([samples, np.zeros(rate_hz // 2, dtype=np.float32)])
    integrated, peak = _GATED_LUFS, 0.0
    reports = through([("ebur128", arguments)], frames_of(ended, rate_hz), rate_hz)
    for step, report in enumerate(reports, start=1):
        figures = report.metadata
        if step <= steps:
            integrated = float(figures.get("lavfi.r128.I", integrated))
        peak = float(figures.get("lavfi.r128.true_peak", peak))
    return integrated, peak
