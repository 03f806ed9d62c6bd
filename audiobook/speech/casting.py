"""Chooses who reads: an engine and a voice that speak the article's language."""

from __future__ import annotations

import difflib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from audiobook.errors import VoiceError
from audiobook.model import Cast, Narrator, Setting, Voice
from audiobook.plugins import ENGINES, Engine, engine_with, installed
from audiobook.speech.language_distance import UNDERSTOOD, distance, far
from audiobook.speech.suggesting import nearest

_log = logging.getLogger(__name__)
Told = tuple[tuple[str, Setting], ...]
"""The settings that engines are told."""
_NEURAL = 50  # the naturalness from which on listeners stay


@dataclass(frozen=True, slots=True)
class Demands:
    """What a project asks of whoever reads for it.

    ``voices`` are those for a language, by its tag.  ``commercial`` refuses every voice whose terms
    don't allow commercial use.
    """

    settings: Told = ()
    voices: tuple[tuple[str, str], ...] = ()
    commercial: bool = False

    def voice_for(self, language: str) -> tuple[str, str]:
        """The tag nearest to a language, and the voice that it asks for; empty if there is none."""
        ranked = sorted((distance(language, tag), tag, voice) for tag, voice in self.voices)
        return ranked[0][1:] if ranked and ranked[0][0][0] <= UNDERSTOOD else ("", "")


NO_DEMANDS = Demands()


_used: dict[str, Engine] = {}
"""The engines that this process has made, by name: those that may have started something."""


def choose_narrator(
    language: str, engine: str, voice: str, rate: float, demands: Demands = NO_DEMANDS
) -> Narrator:
    """The narrator for an article in ``language`` (BCP 47).

    ``engine`` may be ``auto``: the most natural installed engine that speaks the language.
    ``voice`` may be empty, a voice's name, ``engine:name``, or an engine's name alone.  Raises
    VoiceError for an engine or voice that is not there, naming the nearest, and for one whose terms
    are not what is demanded.
    """
    named_engine, colon, name = voice.partition(":")
    if named_engine in installed(ENGINES):
        engine, voice = named_engine, name
    if engine != "auto":
        chosen = _pick(engine, language, voice, demands)
        return _narrator(chosen, rate, demands)
    for candidate in _by_naturalness(demands.settings):
        found = _speaks(candidate, language, voice, demands)
        if found:
            return _narrator(found, rate, demands)
    if voice:
        if colon:
            _engine(named_engine)  # raises: it is the engine that is unknown
        raise _unknown_voice(voice, "", demands.settings)
    problem = "no installed engine speaks it"
    if demands.commercial:
        problem = "no installed voice that may be used commercially speaks it"
    remedy = "state another with --language, or choose a --voice"
    raise VoiceError(f"language {language!r}", problem, remedy)


def choose_cast(
    narrator: Narrator,
    language: str,
    others: Iterable[str],
    engine: str,
    quote_voice: str = "",
    demands: Demands = NO_DEMANDS,
) -> Cast:
    """Who reads an article in ``language`` beside its narrator.

    ``others`` are the languages (BCP 47) of what is not in the article's own; each is read by the
    voice that is demanded for it or that ``engine`` (or ``auto``) has, or by the narrator if there
    is none or the narrator's voice speaks it.  ``quote_voice``, named as for ``choose_narrator``,
    reads block quotes; empty means the narrator does.  Raises VoiceError for a quote voice or a
    demanded voice that is not there.
    """
    quotes = None
    if quote_voice:
        with asked_by("[narrator] quote-voice"):
            quotes = choose_narrator(language, "auto", quote_voice, narrator.rate, demands)
    foreign = []
    for other in sorted(set(others) - {language}):
        tag, demanded = demands.voice_for(other)
        if not demanded and _is_spoken_by(narrator, other):
            continue
        try:
            with asked_by(f"[narrator] voices, {tag}" if demanded else ""):
                reader = choose_narrator(other, engine, demanded, narrator.rate, demands)
        except VoiceError as error:
            if demanded:
                raise
            _log.info("%s; %s:%s reads it", error, narrator.engine, narrator.voice)
        else:
            foreign.append((other, reader))
    return Cast(narrator, quotes, tuple(foreign))


def _is_spoken_by(narrator: Narrator, language: str) -> bool:
    """Whether the voice of a narrator speaks a language; a test tone speaks all."""
    voices = _engine(narrator.engine, narrator.settings).voices()
    spoken = [tag for voice in voices if voice.name == narrator.voice for tag in voice.languages]
    return not spoken or any(far(language, tag) <= UNDERSTOOD for tag in spoken)


def all_voices(
    settings: Told = (),
    unusable: Callable[[VoiceError], None] = lambda error: _log.info("%s", error),
) -> Iterator[Voice]:
    """Every voice of every engine that can start here, the most natural engine first.

    ``unusable`` is told why an engine can't.
    """
    for name in _by_naturalness(settings):
        try:
            yield from _engine(name, settings).voices()
        except VoiceError as error:
            unusable(error)


def has_neural_voice(settings: Told = ()) -> bool:
    """Whether there is any voice that sounds like a person, whatever it speaks."""
    return any(is_neural(voice.engine) for voice in all_voices(settings))


def is_neural(engine: str) -> bool:
    """Whether an engine's voices sound like a person."""
    return _engine(engine).naturalness >= _NEURAL


def close_engines() -> None:
    """End what the engines of this process have started."""
    while _used:
        _used.popitem()[1].close()


def _engine(name: str, settings: Told = ()) -> Engine:
    try:
        engine = engine_with(name, settings)
        _used[name] = engine
    except ImportError as error:
        raise VoiceError(
            f"engine {name!r}", f"can't be imported: {error}", "install it anew, or uninstall it"
        ) from error
    except KeyError:
        known = list(installed(ENGINES))
        near = difflib.get_close_matches(name, known, n=1)
        remedy = f"did you mean {near[0]!r}?" if near else f"installed are: {', '.join(known)}"
        raise VoiceError(f"engine {name!r}", "is not installed", remedy) from None
    return engine


def _by_naturalness(settings: Told) -> list[str]:
    found = {}
    for name in installed(ENGINES):
        try:
            found[name] = _engine(name, settings).naturalness
        except VoiceError as error:
            _log.warning("%s", error)
    return sorted(found, key=lambda name: -found[name])


def _narrator(voice: Voice, rate: float, demands: Demands) -> Narrator:
    identity = _engine(voice.engine, demands.settings).identity(voice.name)
    return Narrator(
        voice.engine, voice.name, rate, identity, voice.licence, voice.made_from, demands.settings
    )


def _pick(engine: str, language: str, name: str, demands: Demands) -> Voice:
    """The voice asked for, or the engine's best for the language."""
    voices = _engine(engine, demands.settings).voices()
    names = [voice.name for voice in voices]
    if name:
        for voice in voices:
            if voice.name == name:
                return _permitted(voice, demands)
        raise _unknown_voice(f"{engine}:{name}", engine, demands.settings)
    best = _best([v for v in voices if _permits(v, demands)], language) or _best(voices, language)
    if best is None:
        remedy = f"name one of its voices: --voice {engine}:{names[0]}" if names else ""
        raise VoiceError(f"engine {engine!r}", f"has no voice for language {language!r}", remedy)
    return _permitted(best, demands)


def _speaks(engine: str, language: str, name: str, demands: Demands) -> Voice | None:
    try:
        voices = _engine(engine, demands.settings).voices()
    except VoiceError as error:
        _log.info("%s", error)
        return None
    if name:
        return next((_permitted(v, demands) for v in voices if v.name == name), None)
    # A voice of no language is a test tone: never what `auto` means.
    return _best([v for v in voices if v.languages and _permits(v, demands)], language)


def _permits(voice: Voice, demands: Demands) -> bool:
    return voice.commercial is True or not demands.commercial


def _permitted(voice: Voice, demands: Demands) -> Voice:
    if _permits(voice, demands):
        return voice
    stated = "; ".join(part for part in (voice.licence, voice.made_from) if part)
    what = "forbid" if voice.commercial is False else "leave open"
    raise VoiceError(
        f"voice {voice.engine}:{voice.name}",
        f"its terms ({stated or 'none are stated'}) {what} commercial use",
        "name another --voice (see: audiobook voices), or take commercial = true out of [show]",
    )


def _best(voices: Sequence[Voice], language: str) -> Voice | None:
    """The voice whose language is nearest; among equals the very same tag, then the first."""
    if all(not voice.languages for voice in voices):
        return voices[0] if voices else None
    ranked = [(distance(language, tag), voice) for voice in voices for tag in voice.languages]
    (nearest_by, _), voice = min(ranked, key=lambda pair: pair[0])
    return voice if nearest_by <= UNDERSTOOD else None


def _unknown_voice(asked: str, engine: str, settings: Told) -> VoiceError:
    """With the nearest voices of the engine that is named, or else of all."""
    name = asked.rpartition(":")[2]
    described = {f"{v.engine}:{v.name}": v.description for v in all_voices(settings)}
    own = {voice: words for voice, words in described.items() if voice.startswith(f"{engine}:")}
    near = nearest(name, own) or nearest(name, described)
    remedy = f"did you mean {' or '.join(near)}?" if near else "see: audiobook voices"
    return VoiceError(f"voice {asked}", "is not installed", remedy)


@contextmanager
def asked_by(setting: str) -> Iterator[None]:
    """Say of a voice that is not there which setting asks for it; empty means none does."""
    try:
        yield
    except VoiceError as error:
        if not setting:
            raise
        raise VoiceError(f"{setting}: {error.subject}", error.problem, error.remedy) from error
