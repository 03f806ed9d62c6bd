"""Turns down single granules of a finished MP3: half a frame each, some 13 ms.

``global_gain``, a field of a frame's side information (ISO/IEC 11172-3, 2.4.2.7), scales all that a
granule decodes to; one less is 1.5 dB softer.  mp3gain changes it in a whole file, mp3DirectCut for
fades.  Decoders overlap neighbouring granules, so that the change has no edge.
"""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fastcrc import crc16

from audiobook.audio.disk import writing
from audiobook.audio.mp3.info_frame import info_frame_bytes, resealed
from audiobook.audio.mp3.layer3 import FRAME_SAMPLES, HEADER_BYTES, SIDE_INFO_BYTES, length_of
from audiobook.model import Mastering

GRANULE_SAMPLES = FRAME_SAMPLES // 2

_SHIFTS = (89, 30)
"""How many bits of the side information lie behind each granule's ``global_gain``."""
_GAIN = 0xFF
_PART_BYTES = 1 << 20


class Granules:
    """Those of a file of ``Encoder``, counted from the first behind its Info frame."""

    def __init__(self, data: mmap.mmap, mastering: Mastering) -> None:
        """Of a whole file that can be written."""
        self._data = data
        self._first = info_frame_bytes(mastering)
        self._frames = array("Q", [self._first])
        while (start := self._frames[-1]) < len(data):
            header = data[start : start + HEADER_BYTES]
            self._frames.append(start + length_of(header, mastering.rate_hz))

    def turn_down(self, granules: Iterable[int]) -> None:
        """Make some of them 1.5 dB softer."""
        for granule in granules:
            frame, half = divmod(granule, 2)
            start = self._frames[frame] + HEADER_BYTES
            place, one_less = slice(start, start + SIDE_INFO_BYTES), 1 << _SHIFTS[half]
            side = int.from_bytes(self._data[place], "big")
            if side // one_less & _GAIN:
                self._data[place] = (side - one_less).to_bytes(SIDE_INFO_BYTES, "big")

    def __len__(self) -> int:
        return 2 * (len(self._frames) - 1)

    def frames(self, first: int, end: int) -> bytes:
        """The frames from one to before another, each of two granules."""
        places = self._frames[first : end + 1]
        return self._data[places[0] : places[-1]]

    def reseal(self) -> None:
        """Tell the Info frame the stream's new checksum."""
        crc = 0
        for start in range(self._first, len(self._data), _PART_BYTES):
            crc = crc16.arc(self._data[start : start + _PART_BYTES], crc)
        self._data[: self._first] = resealed(self._data[: self._first], crc)


@contextmanager
def granules_of(path: Path, mastering: Mastering) -> Iterator[Granules]:
    """The granules of a file, which is whole again in the end.

    Raises AudioError where it can't be written.
    """
    with writing(path), path.open("r+b") as file, mmap.mmap(file.fileno(), 0) as data:
        granules = Granules(data, mastering)
        yield granules
        granules.reseal()
