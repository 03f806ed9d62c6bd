"""The frames of an MP3, as ISO/IEC 11172-3 lays them out, and a walk over them."""

from __future__ import annotations

from fastcrc import crc16

KBPS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""The bitrates of layer III, by their index in a frame's header."""
RATES_HZ = (44_100, 48_000, 32_000)
FRAME_SAMPLES = 1152
HEADER_BYTES = 4
SIDE_INFO_BYTES = 17
"""Of a frame of one channel."""

_MOST_MARKS = 4096


def frame_bytes(kbps: int, rate_hz: int) -> int:
    """The length of a frame without a padding slot."""
    return FRAME_SAMPLES // 8 * 1000 * kbps // rate_hz


def length_of(header: bytes, rate_hz: int) -> int:
    """The length of the frame that begins with a header."""
    kbps, padding = KBPS[header[2] >> 4], header[2] >> 1 & 1
    return frame_bytes(kbps, rate_hz) + padding


class Walk:
    """Follows a stream from header to header while it is made, and remembers what it saw.

    Its memory stays the same however long the stream is: of the frames' places it keeps some
    thousands, evenly spread.
    """

    def __init__(self, rate_hz: int) -> None:
        self.frames = 0
        self.bytes = 0
        """In whole frames."""
        self.crc = 0
        """CRC-16/ARC of these bytes."""
        self.header = b""
        """Of the first frame."""
        self._rate_hz = rate_hz
        self._unread = b""
        self._marks: list[int] = []
        self._stride = 1

    def follow(self, part: bytes) -> None:
        """Go on through the next part of the stream; parts may be cut anywhere."""
        data = self._unread + part
        at = 0
        while len(data) - at >= HEADER_BYTES:
            length = length_of(data[at : at + HEADER_BYTES], self._rate_hz)
            if len(data) - at < length:
                break
            self._mark(self.bytes + at)
            self.frames += 1
            at += length
        self.header = self.header or data[:HEADER_BYTES]
        self.crc = crc16.arc(data[:at], self.crc)
        self.bytes += at
        self._unread = data[at:]

    def place_of(self, frame: int) -> int:
        """The byte that a frame begins at, or one before it by a two-thousandth of the stream."""
        return self._marks[frame // self._stride]

    def _mark(self, place: int) -> None:
        if self.frames % self._stride:
            return
        if len(self._marks) == _MOST_MARKS:
            del self._marks[1::2]
            self._stride *= 2
        self._marks.append(place)
