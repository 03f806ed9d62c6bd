"""One of Piper's voices, loaded: text in, samples and the lengths of phonemes out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from audiobook.errors import VoiceError
from audiobook.files import data_folder
from audiobook.speech.onnx_session import open_session
from audiobook.speech.piper_voices import PiperFiles
from audiobook.speech.piper_words import Sound

_SENTENCE_BREAK_MS = 250
"""Between the sentences of one utterance, at rate 1; Piper itself leaves none."""
# What a model needs in memory grows faster than the text: 400 characters 0.3 GB, 3,000 characters
# 3.3 GB and twice the time for each.
_MOST_PHONEMES = 450


@dataclass(frozen=True, slots=True)
class Manner:
    """How to speak.  The noises are None where the voice's own are to be used."""

    speaker: int | None
    rate: float
    volume: float
    noise: float | None
    noise_width: float | None


class PiperModel:
    """A model in memory, for one thread.

    ``threads`` are those that onnxruntime uses for it.  Raises VoiceError, naming the file, for a
    model or configuration that can't be loaded.
    """

    def __init__(self, files: PiperFiles, threads: int) -> None:
        from piper import PiperConfig, PiperVoice  # noqa: PLC0415 - heavy, and GPL: when chosen

        try:
            config = PiperConfig.from_dict(json.loads(files.config.read_bytes()))
            changed = _telling_lengths(files.model)
        except Exception as error:  # JSON, Piper, protobuf: each has errors of its own
            problem = f"voice can't be loaded: {type(error).__name__}: {error}"[:200]
            remedy = f"fetch it again: audiobook voices add {files.name}"
            raise VoiceError(str(files.model), problem, remedy) from error
        session = open_session(files.model, changed, threads)
        self._voice: Any = PiperVoice(session, config, download_dir=data_folder("piper"))
        self.rate_hz: int = config.sample_rate

    @property
    def phonemes(self) -> Mapping[str, Any]:
        """Those that the voice knows."""
        known: Mapping[str, Any] = self._voice.config.phoneme_id_map
        return known

    def phonemes_of(self, text: str) -> str:
        """Of a text said alone."""
        return "".join("".join(sentence) for sentence in self._voice.phonemize(text))

    def speak(self, text: str, manner: Manner) -> tuple[bytes, list[Sound]]:
        """Signed 16-bit samples, and the phonemes where the model tells their lengths."""
        pause = np.zeros(round(self.rate_hz * _SENTENCE_BREAK_MS / 1000 / manner.rate))
        parts: list[Any] = []
        sounds: list[Sound] = []
        length = 0
        for sentence in self._voice.phonemize(text):
            if parts:
                parts.append(pause)
                length += pause.size
            for phonemes in _portions(sentence):
                samples, lengths = self._spoken(phonemes, manner)
                sounds += self._sounds(phonemes, lengths, length)
                parts.append(samples)
                length += samples.size
        whole = np.concatenate(parts) if parts else pause
        scaled = np.clip(whole * manner.volume, -1.0, 1.0) * np.iinfo(np.int16).max
        return scaled.astype("<i2").tobytes(), sounds

    def _spoken(self, phonemes: list[str], manner: Manner) -> tuple[Any, list[int]]:
        from piper import SynthesisConfig  # noqa: PLC0415 - see above

        asked = SynthesisConfig(
            speaker_id=manner.speaker,
            length_scale=self._voice.config.length_scale / manner.rate,
            noise_scale=manner.noise,
            noise_w_scale=manner.noise_width,
        )
        ids = self._voice.phonemes_to_ids(phonemes)
        samples, lengths = self._voice.phoneme_ids_to_audio(ids, asked, include_alignments=True)
        known = lengths is not None and len(lengths) == len(ids)
        return np.atleast_1d(samples), [int(n) for n in lengths] if known else []

    def _sounds(self, phonemes: list[str], lengths: list[int], place: int) -> Iterator[Sound]:
        """Where each phoneme lies; a phoneme is one number or more, and a filler after it."""
        if not lengths:
            return
        ids = self._voice.config.phoneme_id_map
        numbers = iter(lengths)
        for phoneme in ("^", *(p for p in phonemes if p in ids), "$"):
            fillers = 0 if phoneme == "$" else len(ids["_"])
            count = len(ids[phoneme]) + fillers
            end = place + sum(next(numbers, 0) for _ in range(count))
            yield Sound(phoneme, place, end)
            place = end


def _telling_lengths(model: Path) -> bytes | None:
    """The model, made to tell the lengths of phonemes; None if it can't be, or ``onnx`` lacks."""
    try:
        import onnx  # noqa: PLC0415 - heavy, optional
        from piper.patch_voice_with_alignment import add_alignment_output  # noqa: PLC0415
    except ImportError:
        return None
    graph = onnx.load(str(model))
    try:
        add_alignment_output(graph)
    except ValueError:  # it does so already, or is built otherwise
        return None
    changed: bytes = graph.SerializeToString()
    return changed


def _portions(phonemes: list[str]) -> Iterator[list[str]]:
    """A sentence in portions that a model can take, cut after a clause or else between words."""
    while len(phonemes) > _MOST_PHONEMES:
        cut = _last(phonemes[:_MOST_PHONEMES], ",;:") or _last(phonemes[:_MOST_PHONEMES], " ")
        cut = cut or _MOST_PHONEMES
        yield phonemes[:cut]
        phonemes = phonemes[cut:]
    if phonemes:
        yield phonemes


def _last(phonemes: list[str], signs: str) -> int:
    """How many phonemes there are up to the last of the signs, itself included; 0 without any."""
    return max((n + 1 for n, phoneme in enumerate(phonemes) if phoneme in signs), default=0)
