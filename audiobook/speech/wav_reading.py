"""Reads WAV as servers send it, which Python's ``wave`` partly refuses and partly believes."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from audiobook.model import Speech

_HEADER = struct.Struct("<4sI")
_FORMAT = struct.Struct("<HHIIHH")
_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
_SUBFORMAT = 24  # where an extensible format's own tag stands
_STREAMED = 0x7FFF_0000  # who sends before the end is known writes a length like this, or none
_FULL_SCALE = 32_768


def read_wav(data: bytes) -> Speech:
    """The sound in a WAV file: any width, integers or floats, channels averaged to one.

    Raises ValueError for what is no WAV file, is in another format, or breaks off.
    """
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError(f"no WAV file but {_kind(data)}")
    tag = channels = rate_hz = bits = 0
    for name, size, body in _chunks(data):
        if name == b"fmt " and len(body) >= _FORMAT.size:
            tag, channels, rate_hz, _, _, bits = _FORMAT.unpack_from(body)
            if tag == _EXTENSIBLE and len(body) >= _SUBFORMAT + 2:
                tag = int.from_bytes(body[_SUBFORMAT : _SUBFORMAT + 2], "little")
        if name == b"data":
            if 0 < size < _STREAMED and len(body) < size:
                raise ValueError(f"half a WAV file: {len(body)} of {size} bytes of sound")
            if not channels or not rate_hz:
                raise ValueError("a WAV file without a format")
            samples = _samples(body, tag, bits)
            whole = samples[: samples.size // channels * channels].reshape(-1, channels)
            mono = np.clip(whole.mean(axis=1) * _FULL_SCALE, -_FULL_SCALE, _FULL_SCALE - 1)
            return Speech(np.rint(mono).astype("<i2").tobytes(), rate_hz)
    raise ValueError("a WAV file without sound")


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, bytes]]:
    """Name, stated length and content of each chunk; the content may be shorter."""
    place = 12
    while place + _HEADER.size <= len(data):
        name, size = _HEADER.unpack_from(data, place)
        start = place + _HEADER.size
        streamed = name == b"data" and (size == 0 or size >= _STREAMED)
        yield name, size, data[start:] if streamed else data[start : start + size]
        place = start + size + size % 2


def _samples(body: bytes, tag: int, bits: int) -> NDArray[np.float64]:
    """The samples of all channels, full scale at 1."""
    width = bits // 8
    body = body[: len(body) // width * width] if width else b""
    if tag == _FLOAT and bits in (32, 64):
        return np.frombuffer(body, f"<f{width}").astype(np.float64)
    if tag == _PCM and bits == 8:  # noqa: PLR2004 - the one width that is unsigned
        return (np.frombuffer(body, "u1").astype(np.float64) - 128) / 128
    if tag == _PCM and bits in (16, 24, 32):
        wide = np.zeros((len(body) // width, 4), "u1")
        wide[:, 4 - width :] = np.frombuffer(body, "u1").reshape(-1, width)
        return wide.view("<i4")[:, 0].astype(np.float64) / 2**31
    raise ValueError(f"a WAV file of format {tag} with {bits} bits")


def _kind(data: bytes) -> str:
    start = data[:200].lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")):
        return "a web page"
    if start.startswith((b"{", b"[")):
        return f"JSON: {data[:200].decode(errors='replace')}"
    if start.startswith((b"id3", b"\xff\xfb", b"\xff\xf3", b"oggs", b"flac")):
        return "compressed sound"
    return "nothing" if not data else f"bytes that begin {data[:16]!r}"
