"""Gain, light compression and a limiter: what makes speech loud enough without clipping it.

Synthetic speech peaks at 0 dBTP at about -21 LUFS, so the usual targets need some 5 dB of dynamics
control, not gain alone.  Where peaks must come nearer still to the level, a phase rotator, as radio
stations have it, spreads the pulses of the voice first: of a decibel of limiting it saves a third.
"""

from __future__ import annotations

import numpy as np

from audiobook.audio.mastering.aim import Aim
from audiobook.audio.mastering.filters import Chain, joined
from audiobook.audio.mastering.limiter import Limiter
from audiobook.audio.samples import Samples

_ROTATOR = [("allpass", "f=300:t=q:w=0.7:o=2")] * 4
_COMPRESSOR = ("acompressor", "threshold=-12dB:ratio=2:attack=5:release=80:knee=6")
_FLOATS = ("aformat", "sample_fmts=fltp")


class Dynamics:
    """Mono samples with their gain, compressed and limited.  They come out as long, and later."""

    def __init__(self, aim: Aim, rate_hz: int) -> None:
        rotator = _ROTATOR if aim.tight else []
        self._compressor = Chain([*rotator, _COMPRESSOR, _FLOATS], rate_hz)
        self._limiter = Limiter(aim.ceiling_dbtp, rate_hz)
        self._gain: float | None = None

    def push(self, samples: Samples, gain_db: float) -> Samples:
        """What is ready once more samples have gone in.

        Over these samples the gain goes from where it was to ``gain_db``.
        """
        gain = 10 ** (gain_db / 20)
        before = gain if self._gain is None else self._gain
        self._gain = gain
        louder = samples * np.linspace(before, gain, len(samples), dtype=np.float32)
        return self._limiter.push(joined(self._compressor.push(louder)))

    def end(self) -> Samples:
        """What was still held."""
        return np.concatenate(
            [self._limiter.push(joined(self._compressor.end())), self._limiter.end()]
        )
