"""How a speech is kept: under which name, and as which bytes."""

from __future__ import annotations

import json
import struct

import msgspec

from audiobook.fingerprint import fingerprint
from audiobook.model import Narrator, Speech, SpokenWord, Utterance

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")  # of a RIFF file, its format, and its samples
_CHUNK = struct.Struct("<4sI")
_WORDS = b"word"
_timings = msgspec.json.Decoder(list[tuple[int, int, int, int]])


def speech_key(narrator: Narrator, utterance: Utterance) -> str:
    """The hash, in hexadecimal, of all that the sound of an utterance depends on."""
    said_by = (narrator.engine, narrator.identity, narrator.voice, narrator.rate)
    return fingerprint(*said_by, utterance.language, utterance.spoken, utterance.pronunciations)


def wav(speech: Speech) -> bytes:
    """The speech as a WAV file."""
    size = len(speech.pcm)
    return _HEADER.pack(*_header(_HEADER.size + size, speech.rate_hz, size)) + speech.pcm


def timed_wav(speech: Speech) -> bytes:
    """The speech as a WAV file with the timings in a last chunk, which players pass over."""
    data = wav(speech)
    if not speech.words:
        return data
    timings = [(word.start, word.end, word.start_ms, word.end_ms) for word in speech.words]
    body = json.dumps(timings).encode()
    body += b" " * (len(body) % 2)  # chunks have even lengths
    data += _CHUNK.pack(_WORDS, len(body)) + body
    return b"RIFF" + struct.pack("<I", len(data) - 8) + data[8:]


def read_timed_wav(data: bytes) -> Speech:
    """The speech in such a file.  Raises ValueError for any other bytes, and for a part of one."""
    # Python's wave raises what it likes for bytes that are none.
    if len(data) < _HEADER.size:
        raise ValueError("less than a WAV file")
    header = _HEADER.unpack_from(data)
    rate_hz, size = header[7], header[12]
    if not rate_hz or size % 2 or header != _header(len(data), rate_hz, size):
        raise ValueError("no WAV file of a speech, or a part of one")
    pcm, rest = data[_HEADER.size :][:size], data[_HEADER.size + size :]
    if len(pcm) != size:
        raise ValueError("samples are missing")
    return Speech(pcm, rate_hz, _words_in(rest))


def _header(length: int, rate_hz: int, size: int) -> tuple[bytes | int, ...]:
    """Of a file of so many bytes, with so many bytes of samples: PCM, one channel, 16 bits."""
    form = (b"WAVE", b"fmt ", 16, 1, 1, rate_hz, 2 * rate_hz, 2, 16)
    return b"RIFF", length - 8, *form, b"data", size


def _words_in(chunk: bytes) -> tuple[SpokenWord, ...]:
    if not chunk:
        return ()
    body = chunk[_CHUNK.size :]
    if chunk[: _CHUNK.size] != _CHUNK.pack(_WORDS, len(body)):
        raise ValueError("half of its timings")
    try:
        return tuple(SpokenWord(*word) for word in _timings.decode(body))
    except msgspec.MsgspecError as error:
        raise ValueError(f"timed by something else: {error}") from error
