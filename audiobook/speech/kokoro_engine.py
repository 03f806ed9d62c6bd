"""An engine that speaks with Kokoro, a neural voice of 82 million parameters, in 54 voices.

The speaking is kokoro-onnx's (MIT), which draws in phonemizer (GPL); both are imported when the
engine first speaks.  Model and voices are under the Apache License 2.0.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from audiobook.errors import SpeechError, VoiceError
from audiobook.model import Setting, Speech, Utterance, Voice
from audiobook.speech import kokoro_files as files
from audiobook.speech.kokoro_phonemes import Phonemiser, spoken_words
from audiobook.speech.onnx_session import open_session
from audiobook.speech.suggesting import nearest

if TYPE_CHECKING:
    from kokoro_onnx import Kokoro

_log = logging.getLogger(__name__)
_RATE_HZ = 24_000
_SLOWEST, _FASTEST = 0.5, 2.0  # what kokoro-onnx allows
_PACKAGES = ("kokoro-onnx", "phonemizer", "espeakng-loader", "onnxruntime")
_MADE_FROM = (
    "speech in the public domain and under Apache, MIT and CC BY, and synthetic speech of "
    "commercial services, as the model card says"
)
_GENDERS = {"f": "female", "m": "male"}
_LANGUAGES = {
    "a": ("en-US", "en-us"),
    "b": ("en-GB", "en-gb"),
    "e": ("es", "es"),
    "f": ("fr", "fr-fr"),
    "h": ("hi", "hi"),
    "i": ("it", "it"),
    "j": ("ja", "ja"),
    "p": ("pt-BR", "pt-br"),
    "z": ("zh", "cmn"),
}
"""The first letter of a voice's name: its language, and what espeak-ng calls that."""
_BEST = ("af_heart", "bf_emma")
"""Listed first, so taken where none is named: the model's own grades put them above the others."""
_NOT_READ = {
    "j": "Japanese, but espeak-ng can't read kanji to it",
    "z": "Chinese, but espeak-ng reads it without tones",
}
"""Voices that speak on request and are never chosen for a language."""


class KokoroEngine:
    """Speaks with Kokoro.  ``af_heart:60+am_adam:40`` is a mix of two voices, by weight."""

    naturalness = 90

    def __init__(self) -> None:
        self._settings: Mapping[str, Setting] = {}
        self._found: tuple[Path, Path] | None = None
        self._names: list[str] = []
        self._mixes: tuple[str, ...] | None = None
        self._model: Kokoro | None = None
        self._phonemisers: dict[str, Phonemiser] = {}

    def configure(self, settings: Mapping[str, Setting]) -> None:
        """Take ``kokoro_model`` and ``kokoro_voices``, both paths, and ``kokoro_mixes``."""
        own = {key: value for key, value in settings.items() if key.startswith("kokoro_")}
        if own != self._settings:
            self._settings, self._found, self._mixes = own, None, None
            self._phonemisers.clear()  # they know another model's phonemes
            self.close()

    def identity(self, voice: str) -> str:
        """Versions of the libraries, and marks of the model and the voices."""
        beneath = ", ".join(f"{package} {version(package)}" for package in _PACKAGES)
        model, archive = self._files()
        return f"{beneath}, model {files.digest(model)}, voices {files.digest(archive)}, {voice}"

    def voices(self) -> Sequence[Voice]:
        """The voices of the archive, then the mixes that the configuration names.

        A mix that makes no sense is left out, with one warning.  Raises VoiceError without
        kokoro-onnx, a model or voices.
        """
        if self._mixes is None:
            self._files()
            self._mixes = tuple(self._sound_mixes())
        return tuple(_voice(name) for name in (*self._names, *self._mixes))

    def speak(self, utterance: Utterance, voice: str, rate: float) -> Speech:
        """Speak one utterance; rates beyond 0.5 and 2 are spoken at those.

        Raises VoiceError for an unknown voice, SpeechError for phonemes that Kokoro lacks.
        """
        weights = self._weights(voice)
        kokoro = self._kokoro()
        shares = [kokoro.voices[name] * np.float32(share) for name, share in weights.items()]
        style = np.sum(shares, axis=0)
        phonemes, words = self._phonemiser(next(iter(weights))).said(utterance)
        if not any(phoneme.isalpha() for phoneme in phonemes):
            return self._nothing(utterance)
        speed = min(max(rate, _SLOWEST), _FASTEST)
        try:
            samples, rate_hz, timings = kokoro.create_timed(
                phonemes, style, speed, is_phonemes=True
            )
        except (ValueError, RuntimeError) as error:
            raise SpeechError(f"“{utterance.spoken[:80]}”", f"kokoro: {error}") from error
        pcm = (np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes()
        return Speech(pcm, rate_hz, tuple(spoken_words(words, phonemes, timings)))

    def close(self) -> None:
        """Let go of the model; the next speech loads it again."""
        self._model = None

    def _files(self) -> tuple[Path, Path]:
        """The model and the archive of voices."""
        if self._found is None:
            if find_spec("kokoro_onnx") is None:
                remedy = 'pip install "audiobook-editions[kokoro]"'
                raise VoiceError("engine kokoro", "is not installed", remedy)
            model, voices = (
                str(self._settings.get(key, "")) for key in ("kokoro_model", "kokoro_voices")
            )
            self._found = files.model_file(model), files.voices_file(voices)
            names = files.voice_names(self._found[1])
            self._names = sorted(names, key=lambda name: (name not in _BEST, name))
        return self._found

    def _sound_mixes(self) -> Iterator[str]:
        mixes = self._settings.get("kokoro_mixes", ())
        assert isinstance(mixes, tuple)
        for mix in mixes:
            try:
                self._weights(mix)
            except VoiceError as error:
                _log.warning("[narrator] kokoro-mixes: %s", error)
            else:
                yield mix

    def _kokoro(self) -> Kokoro:
        if self._model is None:
            from kokoro_onnx import Kokoro  # noqa: PLC0415 - only when it is to speak

            model, archive = self._files()
            self._model = Kokoro.from_session(open_session(model), str(archive))
        return self._model

    def _phonemiser(self, voice: str) -> Phonemiser:
        _, language = _LANGUAGES.get(voice[:1], _LANGUAGES["a"])
        if language not in self._phonemisers:
            vocabulary = self._kokoro().tokenizer.vocab
            self._phonemisers[language] = Phonemiser(language, vocabulary)
        return self._phonemisers[language]

    def _weights(self, voice: str) -> dict[str, float]:
        """The share of each voice in a mix, the heaviest first; they add up to one."""
        self._files()
        shares: dict[str, float] = {}
        for part in voice.split("+"):
            name, _, share = part.strip().partition(":")
            if name not in self._names:
                near = nearest(name, dict.fromkeys(self._names, ""))
                remedy = f"did you mean {' or '.join(near)}?" if near else "see: audiobook voices"
                raise VoiceError(f"voice kokoro:{voice}", f"{name!r} is not there", remedy)
            try:
                shares[name] = float(share or 1)
            except ValueError:
                shares[name] = 0.0
            if not 0 < shares[name] < float("inf"):
                remedy = "write it as in af_heart:60+am_adam:40"
                raise VoiceError(f"voice kokoro:{voice}", f"{part!r} has no share", remedy)
        whole = sum(shares.values())
        return {name: shares[name] / whole for name in sorted(shares, key=lambda n: -shares[n])}

    @staticmethod
    def _nothing(utterance: Utterance) -> Speech:
        if any(character.isalnum() for character in utterance.spoken):
            problem = "the voice knows none of its letters"
            raise SpeechError(f"“{utterance.spoken[:80]}”", problem, "choose another --voice")
        return Speech(b"", _RATE_HZ)


def _voice(name: str) -> Voice:
    """What a voice's name tells: af_heart is American and female."""
    language, _ = _LANGUAGES.get(name[:1], ("", ""))
    unread = _NOT_READ.get(name[:1])
    mixed = "a mix of voices" if "+" in name else ""
    return Voice(
        engine="kokoro",
        name=name,
        languages=(language,) if language and not unread else (),
        description=unread or mixed or name.partition("_")[2].replace("_", " ").title(),
        gender=_GENDERS.get(name[1:2]),
        rate_hz=_RATE_HZ,
        licence="Apache-2.0",
        commercial=True,
        made_from=_MADE_FROM,
    )
