"""The engine ``pyttsx3``: the system's own speech (espeak-ng, SAPI5 or NSSS), made reliable.

pyttsx3 may hang, may abort its process, and works in one thread of one process only.  So it lives
in a process of its own, which is ended and started again when it does not answer in time.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from audiobook.errors import SpeechError, VoiceError
from audiobook.model import Setting, Speech, Utterance, Voice
from audiobook.speech.cache import kept_list
from audiobook.speech.pyttsx3_words import word_timings

_WORDS_A_MINUTE = 175  # espeak's own pace; pyttsx3 would set 200
_PATIENCE_SECONDS = 60.0
_LEAVING_SECONDS = 2.0
_SECONDS_A_CHARACTER = 0.05  # 100 times what espeak needs on an idle machine
# NUL would cut the text, and half a surrogate pair is no text.
_UNSPEAKABLE = re.compile("[\0\ud800-\udfff]")
# espeak-ng computes its sounds: its licence covers the program, not what it says.
_ESPEAK_TERMS = ("GPL-3.0-or-later", True, "computed by espeak-ng, of no recordings")
_SYSTEM_TERMS = ("", None, "a voice of this system, under its maker's terms")
_NO_VARIANTS = ("-x-", "shaw", "pinyin", "latn")


class Pyttsx3Engine:
    """Speaks through pyttsx3 in a process of its own.

    The process is ended when it has not answered within ``patience_seconds``, and 50 ms more for
    each character.
    """

    naturalness = 20

    def __init__(self, patience_seconds: float = _PATIENCE_SECONDS) -> None:
        self._patience_seconds = patience_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = ""
        self._settings: dict[str, Setting] = {}
        self._ids: dict[str, str] = {}
        self._voices: tuple[Voice, ...] = ()

    def configure(self, settings: Mapping[str, Setting]) -> None:
        """Take ``pitch`` and ``volume``."""
        taken = {key: settings[key] for key in ("pitch", "volume") if key in settings}
        if taken != self._settings:
            self.close()  # what was set in the process stays set
            self._settings = taken

    def identity(self, voice: str) -> str:
        """Versions of pyttsx3 and, where it ships as a package, of espeak-ng; pitch and volume."""
        said = [self._versions(), voice]
        return ", ".join([*said, *(f"{key} {value}" for key, value in self._settings.items())])

    def _versions(self) -> str:
        try:
            beneath = f"espeakng-loader {version('espeakng-loader')}"
        except PackageNotFoundError:
            beneath = sys.platform
        return f"pyttsx3 {version('pyttsx3')}, {beneath}"

    def voices(self) -> Sequence[Voice]:
        """The system's voices; those of espeak are named by their language (``en-us``)."""
        if not self._voices:
            self._list_voices()
        return self._voices

    def speak(self, utterance: Utterance, voice: str, rate: float) -> Speech:
        """Speak one utterance; espeak tells when each word is heard, other systems don't.

        Raises VoiceError for an unknown voice, SpeechError otherwise.
        """
        if not self._ids:
            self._list_voices()
        if voice not in self._ids:
            raise VoiceError(f"voice pyttsx3:{voice}", "is not there", "see: audiobook voices")
        request: dict[str, Any] = {
            "text": _UNSPEAKABLE.sub(" ", utterance.spoken) or " ",
            "voice": self._ids[voice],
            "words_a_minute": round(_WORDS_A_MINUTE * rate),
            **self._settings,
        }
        seconds = self._patience_seconds + _SECONDS_A_CHARACTER * len(utterance.spoken)
        reply, pcm = self._ask(request, seconds)
        words = word_timings(request["text"], reply["marks"], pcm, reply["rate_hz"])
        return Speech(pcm, reply["rate_hz"], words)

    def close(self) -> None:
        """End the process; the next call starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        try:
            process.communicate(timeout=_LEAVING_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _list_voices(self) -> None:
        # Only a package's voices are known by its version; a system's may change at any time.
        packaged = sys.platform == "linux"
        listed = kept_list(self._versions(), self._listed) if packaged else self._listed()
        named = list(_named(listed))
        self._ids = {voice.name: identity for voice, identity in named}
        self._voices = tuple(voice for voice, _ in named)

    def _listed(self) -> list[dict[str, Any]]:
        try:
            reply, _ = self._ask({"list": True}, self._patience_seconds)
        except SpeechError as error:
            remedy = "on Linux install espeakng-loader; or choose another engine"
            raise VoiceError("engine pyttsx3", f"can't start: {error.problem}", remedy) from error
        listed: list[dict[str, Any]] = reply["voices"]
        return listed

    def _ask(self, request: dict[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        subject = f"pyttsx3, “{request.get('text', 'list of voices')[:60]}”"
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Timer(seconds, process.kill)
        late.daemon = True
        deadline = time.monotonic() + seconds
        late.start()
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
            reply: dict[str, Any] = json.loads(line)
            pcm = _whole(process.stdout.read(reply.get("bytes", 0)), reply.get("bytes", 0))
        except (OSError, ValueError, EOFError) as error:
            self.close()
            how = f"did not answer in {seconds:.0f} s" if time.monotonic() >= deadline else "died"
            raise SpeechError(subject, f"the engine {how}", "it is started again") from error
        except BaseException:  # interrupted: the answer, unread, would be taken for the next one
            self.close()
            raise
        finally:
            late.cancel()
        if "error" in reply:
            raise SpeechError(subject, reply["error"])
        return reply, pcm

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._folder = tempfile.mkdtemp(prefix="audiobook-")
            self._process = subprocess.Popen(
                # -P: a wave.py that lies in the current folder must not be taken for Python's own.
                [sys.executable, "-P", "-m", "audiobook.speech.pyttsx3_child", self._folder],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process


def _whole(data: bytes, size: int) -> bytes:
    if len(data) < size:
        raise EOFError(f"{len(data)} of {size} bytes")
    return data


def _named(listed: list[dict[str, Any]]) -> Iterator[tuple[Voice, str]]:
    taken: set[str] = set()
    for entry in listed:
        languages = tuple(entry["languages"])
        # espeak's voices are languages; those of the other systems have names of their own.
        by_language = sys.platform == "linux" and len(languages) == 1
        name = languages[0] if by_language else entry["name"]
        if name in taken:
            name = entry["id"].rpartition("/")[2]
        taken.add(name)
        if by_language and any(part in name for part in _NO_VARIANTS):
            languages = ()  # spoken on request, never chosen for a language
        terms = _ESPEAK_TERMS if sys.platform == "linux" else _SYSTEM_TERMS
        voice = Voice("pyttsx3", name, languages, entry["name"], entry["gender"], None, *terms)
        yield voice, entry["id"]
