"""An engine that lets a server speak: any with OpenAI's ``/v1/audio/speech``."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence

from audiobook.errors import SpeechError, VoiceError
from audiobook.model import Setting, Speech, Utterance, Voice
from audiobook.speech.openai_client import KEY_VARIABLE, AskingError, Patience, SpeechClient
from audiobook.speech.wav_reading import read_wav

_MODEL = "tts-1"
_AT_ONCE = 2
_SLOWEST, _FASTEST = 0.25, 4.0  # what the interface allows
_RATE_HZ = 24_000  # of silence
_UNSPEAKABLE = re.compile("[\0-\x1f\x7f\ud800-\udfff]")


class OpenaiEngine:
    """Speaks through a server; address, model and voices come from ``[narrator]``.

    A voice is chosen for a language only if the configuration says that it speaks it
    (``nova=en``): a server may cost money, and does not say what its voices speak.
    """

    naturalness = 70

    def __init__(self, patience: Patience = Patience()) -> None:  # noqa: B008 - it is frozen
        self._patience = patience
        self._settings: Mapping[str, Setting] = {}
        self._client: SpeechClient | None = None

    def configure(self, settings: Mapping[str, Setting]) -> None:
        """Take ``openai_address``, ``openai_model``, ``openai_voices`` and ``openai_at_once``."""
        own = {key: value for key, value in settings.items() if key.startswith("openai_")}
        if own != self._settings:
            self.close()
            self._settings = own

    def identity(self, voice: str) -> str:
        """Address, model and voice; a server states no version, so a new one goes unnoticed."""
        return f"server {self._address()}, model {self._model()}, version unknown, {voice}"

    def voices(self) -> Sequence[Voice]:
        """The voices that the configuration names.  Raises VoiceError without an address."""
        where = f"{self._model()} at {self._address()}"
        return tuple(
            Voice("openai", name, (language,) if language else (), where)
            for name, language in self._named().items()
        )

    @staticmethod
    def characters_billed(utterances: Iterable[Utterance]) -> int:
        """What a server that charges by the character will count for these utterances."""
        return sum(len(_input(u)) for u in utterances if _has_words(u.spoken))

    def speak(self, utterance: Utterance, voice: str, rate: float) -> Speech:
        """Let the server speak one utterance; rates beyond 0.25 and 4 are asked for as those.

        Raises VoiceError for an unknown voice, a key that is refused or a server that is not there,
        SpeechError otherwise.
        """
        if voice not in self._named():
            raise VoiceError(f"voice openai:{voice}", "is not there", "add it to openai-voices")
        if not _has_words(utterance.spoken):
            return Speech(b"", _RATE_HZ)  # servers refuse it, or charge for silence
        request = {
            "model": self._model(),
            "voice": voice,
            "input": _input(utterance),
            "response_format": "wav",
            "speed": min(max(rate, _SLOWEST), _FASTEST),
        }
        subject = f"“{utterance.spoken[:80]}”, spoken by openai:{voice}"
        try:
            return read_wav(self._asked().sound(request))
        except AskingError as error:
            problem = f"{self._address()} {error}"
            if error.remedy:
                raise VoiceError(subject, problem, error.remedy) from error
            raise SpeechError(subject, problem) from error
        except ValueError as error:
            raise SpeechError(subject, f"{self._address()} sent {error}") from error

    def close(self) -> None:
        """End the connections."""
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def _asked(self) -> SpeechClient:
        if self._client is None:
            key = os.environ.get(KEY_VARIABLE, "")
            at_once = int(str(self._settings.get("openai_at_once", _AT_ONCE)))
            self._client = SpeechClient(self._address(), key, at_once, self._patience)
        return self._client

    def _address(self) -> str:
        address = str(self._settings.get("openai_address", ""))
        if not address:
            remedy = "set openai-address and openai-voices in [narrator]"
            raise VoiceError("engine openai", "has no server", remedy)
        return address.rstrip("/")

    def _model(self) -> str:
        return str(self._settings.get("openai_model", _MODEL))

    def _named(self) -> dict[str, str]:
        """Each voice's language, empty where none is stated."""
        self._address()
        named = self._settings.get("openai_voices", ())
        if not isinstance(named, tuple) or not named:
            raise VoiceError("engine openai", "has no voices", "name them: openai-voices")
        pairs = (entry.partition("=") for entry in named)
        return {name.strip(): language.strip() for name, _, language in pairs}


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _input(utterance: Utterance) -> str:
    return _UNSPEAKABLE.sub(" ", utterance.spoken)
