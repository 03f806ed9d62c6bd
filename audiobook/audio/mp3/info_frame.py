"""The Info frame: it tells players how long an MP3 is, where to seek, and what to cut off.

A frame that decodes to silence and carries Xing's tag, with LAME's behind it (Mp3 Info Tag rev. 1,
gabriel.mp3-tech.org/mp3infotag.html).  Without it a player guesses the length of a stream of
variable bitrate, and plays the encoder's own samples at either end.  The fields that LAME keeps to
itself have the values that the program lame 3.100 writes at the same settings.
"""

from __future__ import annotations

import struct

from fastcrc import crc16

from audiobook.audio.mp3.layer3 import (
    FRAME_SAMPLES,
    HEADER_BYTES,
    KBPS,
    SIDE_INFO_BYTES,
    Walk,
    frame_bytes,
)
from audiobook.model import Mastering

ENCODER_DELAY = 576
"""Samples that LAME puts before the first of a recording."""

_XING = struct.Struct(">4sIII100sI")
_LAME = struct.Struct(">9sBBIHHBB3sBBHIH")
_CRC = struct.Struct(">H")
_TAG_END = HEADER_BYTES + SIDE_INFO_BYTES + _XING.size + _LAME.size + _CRC.size
_ALL_FIELDS = 0b1111  # frames, bytes, seek table and quality are there
_VERSION = b"LAME3.100"
_CBR, _VBR_MTRH = 1, 4
_PSY_TUNE = 0x10
_ATH_CBR, _ATH_VBR = 4, 5
_UNSET_VBR_QUALITY = 4
_LEAST_VBR_KBPS = 32
_SOURCE_RATES = {32_000: 0, 44_100: 1, 48_000: 2}
_UNWISE_RATE_HZ = 32_000  # LAME calls a recording at this rate or less a bad source
_STRONG_SHAPING_BELOW_KBPS = 192

# Up to which frequency LAME keeps a mono sound, in Hz.
_CBR_LOWPASS = {32: 8_250, 40: 10_500, 48: 11_250, 56: 15_000, 64: 16_500, 80: 20_250}
_CBR_LOWPASS_ABOVE = 20_500
_VBR_LOWPASS = (24_000, 19_500, 18_500, 18_000, 17_500, 17_000, 16_500, 15_600, 15_200, 7_230)


def info_frame_bytes(mastering: Mastering) -> int:
    """How long the Info frame of such a stream is."""
    return frame_bytes(_frame_kbps(mastering), mastering.rate_hz)


def info_frame(walk: Walk, samples: int, mastering: Mastering, quality: int) -> bytes:
    """The Info frame to go before a mono stream that was walked to its end.

    ``samples`` is the recording's length, ``quality`` LAME's quality setting.
    """
    length = info_frame_bytes(mastering)
    total = length + walk.bytes
    variable = mastering.vbr_quality is not None
    # The first frame's header, with its own bitrate and no padding slot.
    header = bytearray(walk.header)
    header[2] = KBPS.index(_frame_kbps(mastering)) << 4 | header[2] & 0b1100
    xing = _XING.pack(
        b"Xing" if variable else b"Info",
        _ALL_FIELDS,
        walk.frames,
        total,
        bytes(_seek_points(walk, length, total)),
        _quality_field(mastering, quality),
    )
    lame = _LAME.pack(
        _VERSION,
        _VBR_MTRH if variable else _CBR,
        min(255, int(_lowpass_hz(mastering) / 100 + 0.5)),
        0,  # the peak is not told
        0,  # nor a gain for the track, …
        0,  # … nor for the album
        _PSY_TUNE | (_ATH_VBR if variable else _ATH_CBR),
        _LEAST_VBR_KBPS if variable else min(255, mastering.bitrate_kbps),
        (ENCODER_DELAY << 12 | _padding(walk, samples)).to_bytes(3, "big"),
        _source_and_shaping(mastering),
        0,
        _preset(mastering),
        total,
        walk.crc,
    )
    tagged = bytes(header) + bytes(SIDE_INFO_BYTES) + xing + lame
    return (tagged + _CRC.pack(crc16.arc(tagged))).ljust(length, b"\0")


def resealed(frame: bytes, crc: int) -> bytes:
    """An Info frame once the stream behind it has another CRC-16/ARC."""
    tagged = frame[: _TAG_END - 2 * _CRC.size] + _CRC.pack(crc)
    return tagged + _CRC.pack(crc16.arc(tagged)) + frame[_TAG_END:]


def _frame_kbps(mastering: Mastering) -> int:
    """The stream's own bitrate, or the next above it whose frame has room for the tag."""
    least = 0 if mastering.vbr_quality is not None else mastering.bitrate_kbps
    return next(
        kbps for kbps in KBPS if kbps >= least and frame_bytes(kbps, mastering.rate_hz) >= _TAG_END
    )


def _padding(walk: Walk, samples: int) -> int:
    """Samples that LAME put after the last of the recording."""
    return walk.frames * FRAME_SAMPLES - ENCODER_DELAY - samples


def _seek_points(walk: Walk, before: int, total: int) -> list[int]:
    """For each percent of the time, how many 256ths of the bytes lie before it."""
    return [
        256 * (before + walk.place_of(walk.frames * percent // 100)) // total
        for percent in range(100)
    ]


def _quality_field(mastering: Mastering, quality: int) -> int:
    # With a variable bitrate, LAME 3.100 has one algorithm for the better qualities.
    if mastering.vbr_quality is not None:
        return 100 - 10 * mastering.vbr_quality
    return 100 - 10 * _UNSET_VBR_QUALITY - quality


def _lowpass_hz(mastering: Mastering) -> int:
    if mastering.vbr_quality is not None:
        highest = _VBR_LOWPASS[mastering.vbr_quality]
    else:
        highest = _CBR_LOWPASS.get(mastering.bitrate_kbps, _CBR_LOWPASS_ABOVE)
    return min(highest, mastering.rate_hz // 2)


def _source_and_shaping(mastering: Mastering) -> int:
    variable = mastering.vbr_quality is not None
    weak = variable or mastering.bitrate_kbps >= _STRONG_SHAPING_BELOW_KBPS
    unwise = mastering.rate_hz <= _UNWISE_RATE_HZ
    return _SOURCE_RATES[mastering.rate_hz] << 6 | unwise << 5 | (1 if weak else 2)


def _preset(mastering: Mastering) -> int:
    if mastering.vbr_quality is not None:
        return 500 - 10 * mastering.vbr_quality
    return mastering.bitrate_kbps
