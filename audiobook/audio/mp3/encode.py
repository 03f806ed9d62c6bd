"""Encodes samples as MP3 with LAME, as they come.

LAME as a wheel (lameenc) is 2.4 times as fast as FFmpeg's build of it in PyAV at equal settings
(130 and 55 times real time at quality 2 on the machine it was measured on), but it gives the bare
stream; the Info frame before it is ours.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import lameenc
import numpy as np

from audiobook.audio.disk import writing
from audiobook.audio.mp3.info_frame import info_frame, info_frame_bytes
from audiobook.audio.mp3.layer3 import FRAME_SAMPLES, KBPS, RATES_HZ, Walk
from audiobook.audio.samples import Samples
from audiobook.errors import AudioError
from audiobook.model import Mastering

QUALITY = 3
"""LAME's effort: no better setting is heard in speech, and 2 takes half as long again."""

_FULL_SCALE = 32_767


class Encoder:
    """Writes an MPEG-1 layer III file of one channel while its samples come.

    The same samples give the same bytes, however they are cut into parts.  As a context manager it
    closes the file, and removes nothing: what an error left unfinished is the caller's to remove.
    """

    def __init__(self, path: Path, mastering: Mastering) -> None:
        """Begin the file at ``path``, of the bitrate and rate that ``mastering`` names.

        Raises AudioError for a bitrate or rate that layer III does not have; this and all that
        writes, where the disk takes no more.
        """
        self._lame = _lame(mastering)
        self._mastering = mastering
        self._walk = Walk(mastering.rate_hz)
        self._samples = 0
        self._path = path
        with writing(path):
            self._file = path.open("wb")
            self._file.write(bytes(info_frame_bytes(mastering)))

    @property
    def mean_kbps(self) -> int:
        """The mean bitrate of the frames so far, rounded."""
        seconds = self._walk.frames * FRAME_SAMPLES / self._mastering.rate_hz
        return round(self._walk.bytes * 8 / 1000 / seconds) if seconds else 0

    def write(self, samples: Samples) -> bytes:
        """Encode samples between -1 and 1; those beyond are clipped.

        Gives the part of the stream that became ready, often none of it.  The parts that this and
        ``close`` give are the file without the Info frame at its head: decoded, they begin with
        the decoder's and the encoder's delay (see ``ENCODER_DELAY``), which the frame would tell.
        """
        self._samples += len(samples)
        pcm = np.rint(np.clip(samples, -1, 1) * _FULL_SCALE).astype("<i2").tobytes()
        return self._append(bytes(self._lame.encode(pcm)))

    def close(self) -> bytes:
        """Finish the file, and give the last part of the stream.

        Raises AudioError if there was no sample.
        """
        if not self._samples:
            raise AudioError("MP3", "there is no sound to encode", "see: audiobook script")
        last = self._append(bytes(self._lame.flush()))
        with writing(self._path):
            self._file.seek(0)
            self._file.write(info_frame(self._walk, self._samples, self._mastering, QUALITY))
            self._file.close()
        return last

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # After ``close`` there is nothing left to write; without it, nothing that is wanted.
        with suppress(OSError):
            self._file.close()

    def _append(self, part: bytes) -> bytes:
        self._walk.follow(part)
        with writing(self._path):
            self._file.write(part)
        return part


def _lame(mastering: Mastering) -> lameenc.Encoder:
    if mastering.bitrate_kbps not in KBPS[1:] or mastering.rate_hz not in RATES_HZ:
        raise AudioError(
            f"MP3 at {mastering.bitrate_kbps} kbit/s and {mastering.rate_hz} Hz",
            "layer III has no such stream",
            f"bitrate-kbps may be {', '.join(map(str, KBPS[1:]))}",
        )
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(mastering.rate_hz)
    # LAME would choose a lower one below 64 kbit/s.
    encoder.set_out_sample_rate(mastering.rate_hz)
    if mastering.vbr_quality is None:
        encoder.set_bit_rate(mastering.bitrate_kbps)
    else:
        encoder.set_vbr(lameenc.VBR_MTRH)
        encoder.set_vbr_quality(mastering.vbr_quality)
    encoder.set_quality(QUALITY)
    return encoder
