"""The voices of a project: who reads what, and what each of them is like."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence

from audiobook import speech
from audiobook.config import NarratorSettings
from audiobook.errors import VoiceError
from audiobook.model import Cast, Narrator, Show, Speech, Voice

_log = logging.getLogger(__name__)

# Article 1 of the Universal Declaration of Human Rights, which is in the public domain.
SAMPLES = {
    "en": "All human beings are born free and equal in dignity and rights.",
    "de": "Alle Menschen sind frei und gleich an Würde und Rechten geboren.",
    "es": "Todos los seres humanos nacen libres e iguales en dignidad y derechos.",
    "fr": "Tous les êtres humains naissent libres et égaux en dignité et en droits.",
    "it": "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti.",
    "nl": "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren.",
    "pl": "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw.",
    "pt": "Todos os seres humanos nascem livres e iguais em dignidade e em direitos.",
    "ru": "Все люди рождаются свободными и равными в своём достоинстве и правах.",
    "cmn": "人人生而自由，在尊严和权利上一律平等。",
    "zh": "人人生而自由，在尊严和权利上一律平等。",
}


class Voices:
    """All that a project does with voices."""

    def __init__(self, settings: NarratorSettings) -> None:
        self._settings = settings
        self._told = settings.for_engines()
        self._advised = False

    def cast(
        self, language: str, others: Iterable[str], show: Show, named: str, rate: float | None
    ) -> Cast:
        """Who reads an article in ``language`` with passages in ``others`` (BCP 47) for a show.

        ``named`` is the voice that the command line names, which goes before those for a language,
        the show's and the narrator's; ``rate`` likewise.  Raises VoiceError.
        """
        asked = self._settings
        demands = speech.Demands(self._told, tuple(asked.voices.items()), bool(show.commercial))
        tag, of_language = demands.voice_for(language)
        by_setting = {
            "": named,  # the command line shows by itself who asks
            f"[narrator] voices, {tag}": of_language,
            f"voice of show {show.name!r}": show.voice,
            "[narrator] voice": asked.voice,
        }
        setting, voice = next((item for item in by_setting.items() if item[1]), ("", ""))
        rate = rate or asked.rate
        with speech.asked_by(setting):
            narrator = speech.choose_narrator(language, asked.engine, voice, rate, demands)
        if asked.engine == "auto" and not voice:
            self._advise(narrator)
        return speech.choose_cast(
            narrator, language, others, asked.engine, asked.quote_voice, demands
        )

    def _advise(self, narrator: Narrator) -> None:
        """Say once how to get a voice that sounds like a person, if there is none at all."""
        if self._advised or speech.is_neural(narrator.engine):
            return
        self._advised = True
        if not speech.has_neural_voice(self._told):
            _log.warning(
                "no neural voice is installed, so %s reads; "
                'pip install "audiobook-editions[neural]" gives one',
                narrator.engine,
            )

    def installed(self, language: str | None) -> Iterator[Voice]:
        """The voices installed, or those that speak a language, the most natural engine first."""
        for voice in speech.all_voices(self._told):
            if language is None or any(_same_language(language, tag) for tag in voice.languages):
                yield voice

    def unusable(self) -> list[str]:
        """Why each engine can't speak that is there and can't."""
        why: list[VoiceError] = []
        for _ in speech.all_voices(self._told, why.append):
            pass
        return [str(error) for error in why]

    def speed(self, voice: Voice) -> float | None:
        """Seconds of speech that it makes in a second here; None if that was never measured."""
        return speech.known_speed(voice, self._told)

    def try_out(self, name: str, text: str | None) -> tuple[Voice, Speech, float]:
        """A voice by its name, what it says, and the seconds that took; its speed is kept.

        Without a ``text`` it says a sentence in its own language.  Raises VoiceError, SpeechError.
        """
        narrator = speech.choose_narrator(
            "en", "auto", name, self._settings.rate, speech.Demands(self._told)
        )
        voice = next(v for v in self.installed(None) if _is(v, narrator))
        language = next(iter(voice.languages), "en")
        spoken, took = speech.timed_sample(text or _sentence(language), language, narrator)
        return voice, spoken, took

    def comparison(self, names: Sequence[str], text: str | None, language: str) -> str:
        """An HTML page with a sample of each voice named, or of each engine's best for a language.

        Raises VoiceError, SpeechError.
        """
        text = text or _sentence(language)
        names = names or list(self._best_of_each(language))
        made = [self.try_out(name, text) for name in names]
        return speech.comparison_page(text, language, made)

    def _best_of_each(self, language: str) -> Iterator[str]:
        demands = speech.Demands(self._told)
        for engine in dict.fromkeys(voice.engine for voice in self.installed(None)):
            try:
                narrator = speech.choose_narrator(language, engine, "", 1.0, demands)
            except VoiceError as error:
                _log.info("%s", error)
                continue
            yield f"{narrator.engine}:{narrator.voice}"

    def add(self, name: str) -> Voice:
        """Fetch a voice for Piper.  Raises VoiceError; then nothing was kept."""
        voice = speech.add_voice(name, self._settings.piper_address)
        speech.close_engines()  # they look anew for what is there
        return voice


def _is(voice: Voice, narrator: Narrator) -> bool:
    return (voice.engine, voice.name) == (narrator.engine, narrator.voice)


def _sentence(language: str) -> str:
    return SAMPLES.get(language.partition("-")[0].lower(), SAMPLES["en"])


def _same_language(asked: str, tag: str) -> bool:
    # "en" asks for every English; "en-GB" for that one.
    return f"{tag}-".lower().startswith(f"{asked}-".lower())
