"""Every utterance spoken, kept in the user's cache folder: content-addressed and bounded.

Shared by all projects of a user and safe for many processes: a speech is a WAV file that appears
whole, named by the hash of all that its sound depends on, with its word timings in a chunk of its
own.  The least recently used go first.
"""

from __future__ import annotations

import io
import json
import logging
import os
import struct
import wave
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from audiobook.files import cache_folder, write_whole
from audiobook.fingerprint import fingerprint
from audiobook.model import Narrator, Speech, SpokenWord, Utterance

_log = logging.getLogger(__name__)
_LIMIT_BYTES = 2 * 2**30  # ten hours of speech at 22,050 Hz take 1.6 GB
_TRIMS_PER_LIMIT = 32
_RIFF_BYTES = 44  # before the samples, as the wave module writes them
_WORDS = b"word"


class SpeechCache:
    """Speeches by what was asked for.  A cache that can't be written is no error: it keeps less."""

    def __init__(
        self, folder: Path | None = None, limit_bytes: int = _LIMIT_BYTES, *, quiet: bool = False
    ) -> None:
        """``quiet`` is for one beside another, which warns when their disk is full."""
        self.folder = folder or cache_folder("speech")
        self.limit_bytes = limit_bytes
        self._unchecked_bytes = limit_bytes  # so that the first put looks at what lies there
        self._warned = quiet

    def get(self, narrator: Narrator, utterance: Utterance) -> Speech | None:
        """The speech, or None if it is not there or not whole."""
        path = self._path(narrator, utterance)
        try:
            speech = _read(path.read_bytes())
        except (OSError, EOFError, ValueError, wave.Error):
            return None
        with suppress(OSError):  # it may be another user's, to be read only
            os.utime(path)
        return speech

    def put(self, narrator: Narrator, utterance: Utterance, speech: Speech) -> None:
        """Keep a speech, and let go of the oldest if there are too many."""
        data = _with_words(wav(speech), speech.words)
        try:
            write_whole(self._path(narrator, utterance), data, durable=False)
            self._unchecked_bytes += len(data)
            if self._unchecked_bytes > self.limit_bytes / _TRIMS_PER_LIMIT:
                self._unchecked_bytes = 0
                self._trim()
        except OSError as error:
            if not self._warned:
                _log.warning("speech cache %s: %s; going on without it", self.folder, error)
            self._warned = True

    def _path(self, narrator: Narrator, utterance: Utterance) -> Path:
        said_by = (narrator.engine, narrator.identity, narrator.voice, narrator.rate)
        said = (utterance.language, utterance.spoken, utterance.pronunciations)
        key = fingerprint(*said_by, *said)
        return self.folder / key[:2] / f"{key[2:]}.wav"

    def _trim(self) -> None:
        found = []
        for path in self.folder.glob("??/*.wav"):
            with suppress(FileNotFoundError):  # another process may trim too
                status = path.stat()
                found.append((status.st_mtime_ns, status.st_size, path))
        excess = sum(size for _, size, _ in found) - self.limit_bytes
        for _, size, path in sorted(found):
            if excess <= 0:
                return
            path.unlink(missing_ok=True)
            excess -= size


def kept_list(identity: str, ask: Callable[[], list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """What ``ask`` once answered for this identity; it is asked only if that is not known."""
    path = cache_folder("voices") / f"{fingerprint(identity)}.json"
    with suppress(OSError, ValueError):
        known: list[dict[str, Any]] = json.loads(path.read_bytes())
        return known
    answer = ask()
    with suppress(OSError):
        write_whole(path, json.dumps(answer).encode(), durable=False)
    return answer


def wav(speech: Speech) -> bytes:
    """The speech as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, speech.rate_hz, 0, "NONE", ""))
        sound.writeframes(speech.pcm)
    return file.getvalue()


def _with_words(data: bytes, words: tuple[SpokenWord, ...]) -> bytes:
    """A WAV file with the timings in a last chunk, which players pass over."""
    if not words:
        return data
    timings = [(word.start, word.end, word.start_ms, word.end_ms) for word in words]
    body = json.dumps(timings).encode()
    body += b" " * (len(body) % 2)  # chunks have even lengths
    data += _WORDS + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(data) - 8) + data[8:]


def _read(data: bytes) -> Speech:
    """The speech in a WAV file.  Raises ValueError, EOFError or wave.Error if a part is missing."""
    if len(data) < _RIFF_BYTES or struct.unpack_from("<I", data, 4)[0] != len(data) - 8:
        raise ValueError("not the length it says it is")
    with wave.open(io.BytesIO(data), "rb") as sound:
        frames, rate_hz = sound.getnframes(), sound.getframerate()
        pcm = sound.readframes(frames)
    if len(pcm) != 2 * frames:
        raise ValueError("samples are missing")
    timings = data[_RIFF_BYTES + len(pcm) :]
    words = json.loads(timings[8:]) if timings[:4] == _WORDS else []
    return Speech(pcm, rate_hz, tuple(SpokenWord(*word) for word in words))
