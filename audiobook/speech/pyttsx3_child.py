"""The process that pyttsx3 speaks in; ``pyttsx3_engine`` starts it, and ends it when it hangs.

A request is a line of JSON on standard input; the answer is a line of JSON on standard output,
followed by as many bytes of PCM as it announces.  ``{"list": true}`` asks for the voices,
``{"text", "voice", "words_a_minute"}`` for a speech; its answer holds the marks that
``pyttsx3_words`` reads, none where the engine is not espeak.  The only argument is a folder for
the files that pyttsx3 writes; it is removed at the end, also when the parent was killed.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sys
import time
import wave
from itertools import count, takewhile
from pathlib import Path
from typing import Any, BinaryIO

_POLL_SECONDS = 0.0005
_PITCH = 50  # espeak's own, of 100


def load_espeak() -> None:
    """Make pyttsx3 find the espeak-ng that a Python package ships.

    pyttsx3 asks for the library by its SONAME; one already loaded under that name is taken, so no
    system package is needed.  Elsewhere than on Linux, pyttsx3 speaks through the system's engine.
    """
    if sys.platform == "linux":
        import espeakng_loader  # noqa: PLC0415 - there is none for other systems' engines

        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)


class Speaker:
    """pyttsx3 with the care it needs.  ``folder`` takes the files it writes."""

    def __init__(self, folder: Path) -> None:
        load_espeak()
        import pyttsx3  # noqa: PLC0415 - only after the library it binds to is loaded

        self.engine = pyttsx3.init()
        self.file = folder / "speech.wav"
        self.voice = ""
        self.error = ""
        self.marks: list[tuple[int | None, int]] = []
        if sys.platform == "linux":
            self._listen()
        self.engine.connect("error", self._note_error)
        self._run(" ")  # the first run returns at once and writes nothing

    def voices(self) -> list[dict[str, Any]]:
        """Every voice: id, name, languages, gender."""
        return [
            {
                "id": voice.id,
                "name": voice.name,
                "languages": [_language(tag) for tag in voice.languages or ()],
                "gender": (voice.gender or "").lower().removeprefix("voicegender") or None,
            }
            for voice in self.engine.getProperty("voices")
        ]

    def speak(
        self,
        text: str,
        voice: str,
        words_a_minute: int,
        pitch: float | None = None,
        volume: float | None = None,
    ) -> tuple[bytes, int]:
        """PCM and its rate; ``marks`` are then its.  Raises RuntimeError with what the engine said.

        ``pitch`` is a multiple of the voice's own, ``volume`` a share of the loudest.
        """
        self.error = ""
        if voice != self.voice:
            self.engine.setProperty("voice", voice)
        self.engine.setProperty("rate", words_a_minute)
        if pitch is not None:
            self.engine.setProperty("pitch", round(_PITCH * pitch))
        if volume is not None:
            self.engine.setProperty("volume", volume)
        self.file.unlink(missing_ok=True)
        self._run(text)
        self.voice = "" if self.error else voice
        if self.error:
            raise RuntimeError(self.error)
        if not self.file.exists():
            raise RuntimeError("the engine wrote no sound")
        return _read_sound(self.file)

    def _run(self, text: str) -> None:
        _settle()
        self.marks.clear()
        self.engine.save_to_file(text, str(self.file))
        self.engine.runAndWait()
        _settle()

    def _listen(self) -> None:
        """Note when espeak begins a word and ends a clause, and let pyttsx3 have all it tells.

        pyttsx3's own word events leave out the time, and come when a sound is made, not heard.
        """
        from pyttsx3.drivers import _espeak  # noqa: PLC0415 - loads the library

        pyttsx3_takes = _espeak.SynthCallback

        def heard(wav: Any, samples: int, events: Any) -> int:
            for event in takewhile(lambda event: event.type, map(events.__getitem__, count())):
                if event.type == _espeak.EVENT_WORD:
                    self.marks.append((event.text_position - 1, event.sample))
                elif event.type == _espeak.EVENT_END:
                    self.marks.append((None, event.sample))
            taken: int = pyttsx3_takes(wav, samples, events)
            return taken

        _espeak.SetSynthCallback(heard)

    def _note_error(self, name: str, exception: Exception) -> None:
        del name
        self.error = str(exception) or type(exception).__name__


def _settle() -> None:
    """Wait until espeak is idle.

    pyttsx3 cancels what it is about to speak when espeak still counts as playing, as it does for a
    moment after its last callback or a new setting: then a speech comes out cut, or empty.
    """
    if sys.platform == "linux":
        from pyttsx3.drivers import _espeak  # noqa: PLC0415 - loads the library

        _espeak.Synchronize()
        while _espeak.IsPlaying():
            time.sleep(_POLL_SECONDS)


def _language(tag: str | bytes) -> str:
    text = tag.decode("utf-8", "ignore") if isinstance(tag, bytes) else tag
    return text.strip("\x00\x01\x02\x03\x04\x05").replace("_", "-").lower()


def _read_sound(file: Path) -> tuple[bytes, int]:
    try:
        with wave.open(str(file), "rb") as sound:
            if (sound.getnchannels(), sound.getsampwidth()) == (1, 2):
                return sound.readframes(sound.getnframes()), sound.getframerate()
    except wave.Error:
        pass  # macOS writes AIFF whatever the file's name says
    return _decode(file)


def _decode(file: Path) -> tuple[bytes, int]:
    import av  # noqa: PLC0415 - only where the engine writes no plain WAV

    with av.open(str(file)) as container:
        stream = container.streams.audio[0]
        to_mono = av.AudioResampler("s16", "mono", stream.rate)
        frames = [out for frame in container.decode(stream) for out in to_mono.resample(frame)]
        return b"".join(frame.to_ndarray().tobytes() for frame in frames), stream.rate


def main() -> None:
    """Answer requests until standard input ends."""
    answers = _own_standard_output()
    folder = Path(sys.argv[1])
    try:
        speaker = Speaker(folder)
        for line in sys.stdin:
            _answer(speaker, json.loads(line), answers)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _own_standard_output() -> BinaryIO:
    # pyttsx3 prints on standard output; what it prints must not mix with the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _answer(speaker: Speaker, request: dict[str, Any], answers: BinaryIO) -> None:
    pcm = b""
    try:
        if "list" in request:
            reply: dict[str, Any] = {"voices": speaker.voices()}
        else:
            pcm, rate_hz = speaker.speak(**request)
            reply = {"rate_hz": rate_hz, "bytes": len(pcm), "marks": speaker.marks}
    except Exception as error:  # the parent decides what any failure means
        reply = {"error": str(error) or type(error).__name__}
    answers.write(json.dumps(reply).encode() + b"\n" + pcm)
    answers.flush()


if __name__ == "__main__":
    main()
