"""The engine ``piper``: neural voices that run on a CPU, several times faster than they speak.

piper-tts is licensed under GPL-3.0-or-later.  It is an optional plugin beside our code, imported
only when this engine is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING

from audiobook.errors import SpeechError, VoiceError
from audiobook.model import Setting, Speech, Utterance, Voice
from audiobook.speech.cores import threads_of_a_worker
from audiobook.speech.piper_text import text_for_piper, without_commands
from audiobook.speech.piper_voices import PiperFiles, find_voices, speakers_of
from audiobook.speech.piper_words import word_timings

if TYPE_CHECKING:
    from audiobook.speech.piper_model import Manner, PiperModel


class PiperEngine:
    """Speaks with Piper's voices in this process; each model is loaded once."""

    naturalness = 70

    def __init__(self) -> None:
        self._settings: dict[str, Setting] = {}
        self._found: dict[str, tuple[PiperFiles, Voice, int | None]] | None = None
        self._models: dict[str, PiperModel] = {}

    def configure(self, settings: Mapping[str, Setting]) -> None:
        """Take ``volume``, ``reproducible`` and the settings that begin with ``piper_``."""
        if self._settings == settings:
            return
        for key in ("piper_folder", "reproducible"):
            if self._settings.get(key) != settings.get(key):
                self.close()
        self._settings = dict(settings)

    def identity(self, voice: str) -> str:
        """Versions of Piper (espeak's data included) and onnxruntime, the model, and the noise."""
        packages = [f"{name} {_version(name)}" for name in ("piper-tts", "onnxruntime")]
        known = self._voices().get(voice)
        said = [*packages, voice, f"model {known[0].mark()}" if known else "no model"]
        said += [f"{key} {self._settings[key]}" for key in sorted(_SOUNDING & {*self._settings})]
        return ", ".join(said)

    def voices(self) -> Sequence[Voice]:
        """The voices of packages, of the folder stated and of those added.

        Raises VoiceError if piper-tts is not installed.
        """
        if find_spec("piper") is None:
            remedy = 'pip install "audiobook-editions[neural]"'
            raise VoiceError("engine 'piper'", "piper-tts is not installed", remedy)
        return [voice for _, voice, _ in self._voices().values()]

    def speak(self, utterance: Utterance, voice: str, rate: float) -> Speech:
        """Speak one utterance, at most 30 s of it at a time.

        Raises VoiceError for a voice that is not there or a model that is broken, SpeechError for
        a pronunciation with unknown phonemes or whatever goes wrong in the model.
        """
        if voice not in self._voices():
            raise VoiceError(f"voice piper:{voice}", "is not there", "see: audiobook voices")
        files, _, speaker = self._voices()[voice]
        model = self._model(files)
        text = text_for_piper(utterance, model.phonemes)
        try:
            pcm, sounds = model.speak(text, self._manner(speaker, rate))
            spoken = without_commands(utterance.spoken)
            words = word_timings(spoken, sounds, model.phonemes_of, model.rate_hz)
        except Exception as error:  # espeak, onnxruntime and others each have their own
            subject = f"piper:{voice}, “{utterance.spoken[:60]}”"
            raise SpeechError(subject, f"{type(error).__name__}: {error}"[:200]) from error
        return Speech(pcm, model.rate_hz, words)

    def close(self) -> None:
        """Let go of the models, and look anew for voices when next asked."""
        self._models.clear()
        self._found = None

    def _voices(self) -> dict[str, tuple[PiperFiles, Voice, int | None]]:
        if self._found is None:
            folder = str(self._settings.get("piper_folder", ""))
            self._found = {
                voice.name: (files, voice, speaker)
                for files in find_voices(folder).values()
                for voice, speaker in speakers_of(files)
            }
        return self._found

    def _model(self, files: PiperFiles) -> PiperModel:
        from audiobook.speech.piper_model import PiperModel  # noqa: PLC0415 - heavy

        if files.name not in self._models:
            # The order of additions, and so the bytes, depends on the number of threads.
            threads = 1 if self._settings.get("reproducible") else threads_of_a_worker()
            self._models[files.name] = PiperModel(files, threads)
        return self._models[files.name]

    def _manner(self, speaker: int | None, rate: float) -> Manner:
        from audiobook.speech.piper_model import Manner  # noqa: PLC0415 - heavy

        still = 0.0 if self._settings.get("reproducible") else None
        noise = self._settings.get("piper_noise", still)
        width = self._settings.get("piper_noise_width", still)
        return Manner(
            speaker,
            rate,
            float(str(self._settings.get("volume", 1.0))),
            still if still is not None or noise is None else float(str(noise)),
            still if still is not None or width is None else float(str(width)),
        )


_SOUNDING = {"volume", "reproducible", "piper_noise", "piper_noise_width"}
"""Settings that change the sound."""


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
