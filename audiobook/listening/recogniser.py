"""Whisper, through faster-whisper: the extra ``listen``."""

from __future__ import annotations

import warnings
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from audiobook.errors import AudioError, ConfigError

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE_HZ = 16_000
_EXTRA = 'pip install "audiobook-editions[listen]"'


class Recogniser:
    """A Whisper model on the processor, in 8-bit integers.

    ``model`` is a folder with a model in CTranslate2's format, or the name of one that
    faster-whisper downloads (``base``, ``small.en``, …) when it first hears something.
    """

    def __init__(self, model: str, threads: int = 0) -> None:
        self._name = model
        self._threads = threads

    def hear(self, sound: NDArray[np.float32], language: str) -> str:
        """The words in a sound: 16,000 samples a second, between -1 and 1.

        ``language`` is a BCP 47 tag.  Raises ConfigError if faster-whisper or the model is not
        there, or the model does not know the language.
        """
        spoken = language.partition("-")[0].lower()
        if spoken not in self._model.supported_languages:
            problem = f"knows no language {spoken!r}"
            raise ConfigError(f"model {self._name}", problem, "choose another with --model")
        with warnings.catch_warnings():
            # Silence makes it divide by zero, and go on.
            warnings.simplefilter("ignore", RuntimeWarning)
            segments, _ = self._model.transcribe(
                sound,
                language=spoken,
                condition_on_previous_text=False,  # one misheard sentence must not lead to more
                without_timestamps=True,
            )
            return " ".join(segment.text.strip() for segment in segments)

    @cached_property
    def _model(self) -> Any:
        try:
            from faster_whisper import WhisperModel  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise ConfigError("faster-whisper", f"can't be imported: {error}", _EXTRA) from error
        try:
            return WhisperModel(
                self._name, device="cpu", compute_type="int8", cpu_threads=self._threads
            )
        except (OSError, RuntimeError, ValueError) as error:
            remedy = "give --model a folder with model.bin in it, or a name such as base"
            raise ConfigError(f"model {self._name}", f"can't be loaded: {error}", remedy) from error


def decoded(path: Path) -> NDArray[np.float32]:
    """A sound file as the recogniser takes it.  Raises AudioError."""
    try:
        from faster_whisper import decode_audio  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ConfigError("faster-whisper", f"can't be imported: {error}", _EXTRA) from error
    try:
        samples: NDArray[np.float32] = decode_audio(str(path), RATE_HZ)
    except (OSError, ValueError, IndexError) as error:
        raise AudioError(str(path), f"can't be decoded: {error}", "make it again") from error
    return samples
