"""How loud a sound is, without much ado: ITU-R BS.1770, K-weighted in the frequency domain.

Weighting the spectrum of each 100 ms costs a fifth of filtering the samples, and what leaks from
one to the next moves the level of speech by less than 0.1 LU (see docs/sound.md).  Enough to level
takes and to find a gain; what an edition measures is told by ``loudness``.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from audiobook.audio.mastering.loudness import GATED_LUFS
from audiobook.audio.samples import Samples
from audiobook.model import Take

_FRAMES_A_SECOND = 10
_BLOCK_FRAMES = 4
_OFFSET_DB = -0.691
_RELATIVE_GATE_DB = -10.0
_FULL_SCALE = 32_768
# Tables 1 and 2 of the standard: both filters at 48 kHz.
_TABLES_HZ = 48_000
_SHELF = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (-1.69065929318241, 0.73248077421585),
)
_HIGHPASS = ((1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))


def level_lufs(take: Take) -> float:
    """The gated loudness of a take, as ``gated_lufs`` has it."""
    samples = np.frombuffer(take.pcm, dtype="<i2").astype(np.float32) / np.float32(_FULL_SCALE)
    return gated_lufs(samples, take.rate_hz)


def gated_lufs(samples: Samples, rate_hz: int) -> float:
    """The gated loudness of mono samples between -1 and 1; -70 if nothing passes the gate.

    A sound shorter than the standard's block of 400 ms is measured as if silence followed.
    """
    size = rate_hz // _FRAMES_A_SECOND
    count = max(_BLOCK_FRAMES, len(samples) // size)
    whole = np.zeros(count * size, dtype=np.float32)
    whole[: len(samples)] = samples[: len(whole)]
    spectra = np.abs(np.fft.rfft(whole.reshape(-1, size))) ** 2
    powers = spectra @ _weights(size, rate_hz)
    blocks = np.convolve(powers, np.full(_BLOCK_FRAMES, 1 / _BLOCK_FRAMES), "valid")
    heard = blocks[blocks > _power(GATED_LUFS)]
    if not heard.size:
        return GATED_LUFS
    gate = heard.mean() * 10 ** (_RELATIVE_GATE_DB / 10)
    return _OFFSET_DB + 10 * float(np.log10(heard[heard > gate].mean()))


@cache
def _weights(size: int, rate_hz: int) -> npt.NDArray[np.float64]:
    """What each power of a frame's spectrum adds to its K-weighted mean square."""
    frequencies = np.fft.rfftfreq(size, 1 / rate_hz)
    z = np.exp(-2j * np.pi * frequencies / _TABLES_HZ)
    response = np.ones_like(z)
    for (b0, b1, b2), (a1, a2) in (_SHELF, _HIGHPASS):
        response *= (b0 + b1 * z + b2 * z**2) / (1 + a1 * z + a2 * z**2)
    both_sides = np.full(len(frequencies), 2.0)
    both_sides[0] = 1.0
    weights: npt.NDArray[np.float64] = both_sides * np.abs(response) ** 2 / size**2
    return weights


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET_DB) / 10))
