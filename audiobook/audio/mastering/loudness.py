"""Measures loudness and true peak as ITU-R BS.1770-5 and EBU R 128 do.

K-weighting, gating and loudness range are FFmpeg's; the true peak is ours, which finds the same for
a tenth of the cost (see docs/sound.md).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

import av
import numpy as np

from audiobook.audio.mastering.contour import ContourBuilder
from audiobook.audio.mastering.filters import Chain, joined, samples_of
from audiobook.audio.mastering.true_peak import TruePeakMeter
from audiobook.audio.samples import Samples
from audiobook.errors import AudioError
from audiobook.model import Contour, Loudness

SILENCE_DB = -120.0
"""What stands for the level of silence, which has none."""
GATED_LUFS = -70.0
"""The loudness of a sound in which nothing passes the standard's absolute gate."""
_STEPS_A_SECOND = 10
_GATING_BLOCK_STEPS = 4


class Meter:
    """Measures mono samples, floats in -1 to 1, as they come.

    Of true peaks above ``most_dbtp`` it is noted where they are.
    """

    def __init__(self, rate_hz: int, most_dbtp: float = math.inf) -> None:
        self._rate_hz = rate_hz
        self._chain = Chain([("ebur128", "metadata=1"), ("aformat", "sample_fmts=fltp")], rate_hz)
        self._contour = ContourBuilder(1000 // _STEPS_A_SECOND)
        self._true_peak = TruePeakMeter(10 ** (most_dbtp / 20))
        self._integrated_lufs = GATED_LUFS
        self._range_lu = 0.0
        self._steps = 0
        self._energy = 0.0
        self.samples = 0
        """How many were measured."""

    def push(self, samples: Samples) -> None:
        """Measure more samples."""
        if not len(samples):
            return
        self.samples += len(samples)
        self._energy += float(np.dot(samples, samples))
        self._true_peak.push(samples)
        self._note(self._chain.push(samples))

    def end(self) -> None:
        """Measure what is left; a sound shorter than a gating block as if silence followed."""
        self._true_peak.end()
        missing = self._rate_hz * _GATING_BLOCK_STEPS // _STEPS_A_SECOND - self.samples
        if missing > 0:
            self._note(self._chain.push(np.zeros(missing, dtype=np.float32)))
        self._note(self._chain.end())

    @property
    def loudness(self) -> Loudness:
        """What was measured so far."""
        return Loudness(
            integrated_lufs=self._integrated_lufs,
            true_peak_dbtp=decibels(self._true_peak.peak**2),
            range_lu=self._range_lu,
            rms_dbfs=decibels(self._energy / max(1, self.samples)),
        )

    @property
    def overs(self) -> list[int]:
        """The first sample of each block of 32 with a peak above the most it may be."""
        return self._true_peak.overs

    @property
    def peak_below(self) -> float:
        """The highest of the other true peaks, as a factor."""
        return self._true_peak.below

    @property
    def contour(self) -> Contour:
        """The level over time so far."""
        return self._contour.contour()

    def _note(self, reports: Iterable[av.AudioFrame]) -> None:
        """Take down what FFmpeg's meter says after each step of 100 ms."""
        step_samples = self._rate_hz // _STEPS_A_SECOND
        for report in reports:
            figures = report.metadata
            samples = samples_of(report)
            short_term_lufs = max(GATED_LUFS, float(figures.get("lavfi.r128.S", GATED_LUFS)))
            self._contour.add(float(np.abs(samples).max()), short_term_lufs)
            if len(samples) < step_samples:
                continue
            self._integrated_lufs = float(figures["lavfi.r128.I"])
            self._range_lu = float(figures["lavfi.r128.LRA"])


def measure(mp3: Path) -> tuple[Loudness, int]:
    """Loudness of an MP3 as a player decodes it, and its duration in milliseconds.

    Raises AudioError if it can't be decoded.
    """
    try:
        with av.open(str(mp3), mode="r", format="mp3") as container:
            stream = container.streams.audio[0]
            meter = Meter(stream.rate)
            for frame in container.decode(stream):
                meter.push(joined([frame]))
    except (av.FFmpegError, IndexError) as error:
        raise AudioError(
            str(mp3), f"can't be decoded: {error}", "make the edition again"
        ) from error
    meter.end()
    return meter.loudness, round(meter.samples * 1000 / stream.rate)


def rms_dbfs(samples: Samples) -> float:
    """The level of a whole sound by its mean power."""
    return decibels(float(np.dot(samples, samples)) / max(1, len(samples)))


def decibels(power: float) -> float:
    """A power beside that of full scale, ``SILENCE_DB`` at least."""
    return max(SILENCE_DB, 10 * math.log10(power)) if power > 0 else SILENCE_DB
