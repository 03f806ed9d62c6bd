"""Encodes samples as MP3 with LAME, as they come.  The Info frame before LAME's stream is ours."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from audiobook.audio.disk import writing
from audiobook.audio.mp3.info_frame import info_frame, info_frame_bytes
from audiobook.audio.mp3.lame import QUALITY, LameHere
from audiobook.audio.mp3.lame_apart import LameApart
from audiobook.audio.mp3.layer3 import FRAME_SAMPLES, KBPS, RATES_HZ, Walk
from audiobook.audio.samples import Samples
from audiobook.errors import AudioError
from audiobook.model import Mastering

_FULL_SCALE = 32_767


class Encoder:
    """Writes an MPEG-1 layer III file of one channel while its samples come.

    The same samples give the same bytes, however they are cut into parts, here or ``apart``.  As a
    context manager it closes the file, and removes nothing: what an error left unfinished is the
    caller's to remove.
    """

    def __init__(self, path: Path, mastering: Mastering, *, apart: bool = False) -> None:
        """Begin the file at ``path``, of the bitrate and rate that ``mastering`` names.

        ``apart`` has LAME work in a process of its own while the caller does something else.

        Raises AudioError for a bitrate or rate that layer III does not have; this and all that
        writes, where the disk takes no more, or that process dies.
        """
        _check(mastering)
        self._mastering = mastering
        self._walk = Walk(mastering.rate_hz)
        self._samples = 0
        self._path = path
        with writing(path):
            self._file = path.open("wb")
            self._file.write(bytes(info_frame_bytes(mastering)))
        make = LameApart if apart else LameHere
        self._lame = make(mastering.rate_hz, mastering.bitrate_kbps, mastering.vbr_quality)

    @property
    def mean_kbps(self) -> int:
        """The mean bitrate of the frames so far, rounded."""
        seconds = self._walk.frames * FRAME_SAMPLES / self._mastering.rate_hz
        return round(self._walk.bytes * 8 / 1000 / seconds) if seconds else 0

    def write(self, samples: Samples) -> bytes:
        """Encode samples between -1 and 1; those beyond are clipped.

        Gives the part of the stream that the samples before these made ready.  The parts that this
        and ``close`` give are the file without the Info frame at its head: decoded, they begin with
        the decoder's and the encoder's delay (see ``ENCODER_DELAY``), which the frame would tell.
        """
        self._samples += len(samples)
        pcm = np.rint(np.clip(samples, -1, 1) * _FULL_SCALE).astype("<i2").tobytes()
        return self._append(self._lame.encode(pcm))

    def close(self) -> bytes:
        """Finish the file, and give the last part of the stream.

        Raises AudioError if there was no sample.
        """
        if not self._samples:
            raise AudioError("MP3", "there is no sound to encode", "see: audiobook script")
        last = self._append(self._lame.flush())
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
        self._lame.close()
        # After ``close`` there is nothing left to write; without it, nothing that is wanted.
        with suppress(OSError):
            self._file.close()

    def _append(self, part: bytes) -> bytes:
        self._walk.follow(part)
        with writing(self._path):
            self._file.write(part)
        return part


def _check(mastering: Mastering) -> None:
    if mastering.bitrate_kbps not in KBPS[1:] or mastering.rate_hz not in RATES_HZ:
        raise AudioError(
            f"MP3 at {mastering.bitrate_kbps} kbit/s and {mastering.rate_hz} Hz",
            "layer III has no such stream",
            f"bitrate-kbps may be {', '.join(map(str, KBPS[1:]))}",
        )
