"""Every utterance spoken, kept in the user's cache folder: content-addressed and bounded.

Shared by all projects of a user and safe for many processes: a speech is a WAV file that appears
whole, named by the hash of all that its sound depends on, with its word timings in a chunk of its
own.  The least recently used go first.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from audiobook.files import cache_folder, write_whole
from audiobook.fingerprint import fingerprint
from audiobook.model import Narrator, Speech, Utterance
from audiobook.speech.kept import read_timed_wav, speech_key, timed_wav

_log = logging.getLogger(__name__)
_LIMIT_BYTES = 2 * 2**30  # ten hours of speech at 22,050 Hz take 1.6 GB
_TRIMS_PER_LIMIT = 32


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

    def holds(self, narrator: Narrator, utterance: Utterance) -> bool:
        """Whether there is a file for it, whole or not."""
        return self._path(narrator, utterance).exists()

    def get(self, narrator: Narrator, utterance: Utterance) -> Speech | None:
        """The speech, or None if it is not there or not whole."""
        path = self._path(narrator, utterance)
        try:
            speech = read_timed_wav(path.read_bytes())
        except (OSError, ValueError):
            return None
        with suppress(OSError):  # it may be another user's, to be read only
            os.utime(path)
        return speech

    def put(self, narrator: Narrator, utterance: Utterance, speech: Speech) -> None:
        """Keep a speech, and let go of the oldest if there are too many."""
        data = timed_wav(speech)
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
        key = speech_key(narrator, utterance)
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
