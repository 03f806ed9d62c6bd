"""How a speech is kept: under which name, and as which bytes."""

from __future__ import annotations

import io
import json
import struct
import wave

import msgspec

from audiobook.fingerprint import fingerprint
from audiobook.model import Narrator, Speech, SpokenWord, Utterance

_RIFF_BYTES = 44  # before the samples, as the wave module writes them
_WORDS = b"word"
_timings = msgspec.json.Decoder(list[tuple[int, int, int, int]])


def speech_key(narrator: Narrator, utterance: Utterance) -> str:
    """The hash, in hexadecimal, of all that the sound of an utterance depends on."""
    said_by = (narrator.engine, narrator.identity, narrator.voice, narrator.rate)
    return fingerprint(*said_by, utterance.language, utterance.spoken, utterance.pronunciations)


def wav(speech: Speech) -> bytes:
    """The speech as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, speech.rate_hz, 0, "NONE", ""))
        sound.writeframes(speech.pcm)
    return file.getvalue()


def timed_wav(speech: Speech) -> bytes:
    """The speech as a WAV file with the timings in a last chunk, which players pass over."""
    data = wav(speech)
    if not speech.words:
        return data
    timings = [(word.start, word.end, word.start_ms, word.end_ms) for word in speech.words]
    body = json.dumps(timings).encode()
    body += b" " * (len(body) % 2)  # chunks have even lengths
    data += _WORDS + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(data) - 8) + data[8:]


def read_timed_wav(data: bytes) -> Speech:
    """The speech in such a file.  Raises ValueError for any other bytes, and for a part of one."""
    if len(data) < _RIFF_BYTES or struct.unpack_from("<I", data, 4)[0] != len(data) - 8:
        raise ValueError("not the length it says it is")
    try:
        with wave.open(io.BytesIO(data), "rb") as sound:
            form = sound.getnchannels(), sound.getsampwidth()
            frames, rate_hz = sound.getnframes(), sound.getframerate()
            pcm = sound.readframes(frames)
        chunk = data[_RIFF_BYTES + len(pcm) :]
        timings = _timings.decode(chunk[8:]) if chunk[:4] == _WORDS else []
    except (wave.Error, EOFError, msgspec.MsgspecError) as error:
        raise ValueError(f"no WAV file of a speech: {error}") from error
    if form != (1, 2) or rate_hz < 1:
        raise ValueError("not one channel of 16 bits")
    if len(pcm) != 2 * frames:
        raise ValueError("samples are missing")
    return Speech(pcm, rate_hz, tuple(SpokenWord(*word) for word in timings))
