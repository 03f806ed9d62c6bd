"""Chooses who reads: an engine and a voice that speak the article's language."""

from __future__ import annotations

import difflib
import logging
from collections.abc import Iterable, Iterator, Sequence

import langcodes
from langcodes.tag_parser import LanguageTagError

from audiobook.errors import VoiceError
from audiobook.model import Cast, Narrator, Voice
from audiobook.plugins import ENGINES, Engine, installed, plugin

_log = logging.getLogger(__name__)
_NO_MATCH = 1_000
_UNDERSTOOD = 25  # CLDR's distance beyond which one language's speakers don't follow the other
_ELSEWHERE = 20  # for another region or script, which are one language to the ear


_used: dict[str, Engine] = {}
"""The engines that this process has made, by name: those that may have started something."""


def choose_narrator(language: str, engine: str, voice: str, rate: float) -> Narrator:
    """The narrator for an article in ``language`` (BCP 47).

    ``engine`` may be ``auto``: the most natural installed engine that speaks the language.
    ``voice`` may be empty, a voice's name, ``engine:name``, or an engine's name alone.  Raises
    VoiceError for an engine or voice that is not there, naming the nearest.
    """
    named_engine, colon, name = voice.partition(":")
    if named_engine in installed(ENGINES):
        engine, voice = named_engine, name
    if engine != "auto":
        return _narrator(_engine(engine), engine, _pick(engine, language, voice), rate)
    for candidate in _by_naturalness():
        found = _speaks(candidate, language, voice)
        if found:
            return _narrator(_engine(candidate), candidate, found, rate)
    if voice:
        if colon:
            _engine(named_engine)  # raises: it is the engine that is unknown
        raise _unknown_voice(voice, [v.name for v in all_voices()])
    raise VoiceError(
        f"language {language!r}",
        "no installed engine speaks it",
        "state another with --language, or choose a --voice",
    )


def choose_cast(
    narrator: Narrator, language: str, others: Iterable[str], engine: str, quote_voice: str = ""
) -> Cast:
    """Who reads an article in ``language`` beside its narrator.

    ``others`` are the languages (BCP 47) of what is not in the article's own; each is read by the
    voice that ``engine`` (or ``auto``) has for it, or by the narrator if there is none or the
    narrator's voice speaks it.  ``quote_voice``, named as for ``choose_narrator``, reads block
    quotes; empty means the narrator does.  Raises VoiceError for a quote voice that is not there.
    """
    quotes = None
    if quote_voice:
        quotes = choose_narrator(language, "auto", quote_voice, narrator.rate)
    foreign = []
    for other in sorted(set(others) - {language}):
        if _is_spoken_by(narrator, other):
            continue
        try:
            foreign.append((other, choose_narrator(other, engine, "", narrator.rate)))
        except VoiceError as error:
            _log.info("%s; %s:%s reads it", error, narrator.engine, narrator.voice)
    return Cast(narrator, quotes, tuple(foreign))


def _is_spoken_by(narrator: Narrator, language: str) -> bool:
    """Whether the voice of a narrator speaks a language; a test tone speaks all."""
    found = [v for v in _engine(narrator.engine).voices() if v.name == narrator.voice]
    spoken = [tag for voice in found for tag in voice.languages]
    return not spoken or any(_far(language, tag) <= _UNDERSTOOD for tag in spoken)


def all_voices() -> Iterator[Voice]:
    """Every voice of every engine that can start here, the most natural engine first."""
    for name in _by_naturalness():
        try:
            yield from _engine(name).voices()
        except VoiceError as error:
            _log.warning("%s", error)


def close_engines() -> None:
    """End what the engines of this process have started."""
    while _used:
        _used.popitem()[1].close()


def _engine(name: str) -> Engine:
    try:
        engine: Engine = plugin(ENGINES, name)
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


def _by_naturalness() -> list[str]:
    found = {}
    for name in installed(ENGINES):
        try:
            found[name] = _engine(name).naturalness
        except VoiceError as error:
            _log.warning("%s", error)
    return sorted(found, key=lambda name: -found[name])


def _narrator(engine: Engine, name: str, voice: str, rate: float) -> Narrator:
    return Narrator(name, voice, rate, engine.identity(voice))


def _pick(engine: str, language: str, voice: str) -> str:
    """The voice asked for, or the engine's best for the language."""
    voices = _engine(engine).voices()
    names = [v.name for v in voices]
    if voice:
        if voice not in names:
            raise _unknown_voice(f"{engine}:{voice}", names)
        return voice
    found = _best(voices, language)
    if found is None:
        remedy = f"name one of its voices: --voice {engine}:{names[0]}" if names else ""
        raise VoiceError(f"engine {engine!r}", f"has no voice for language {language!r}", remedy)
    return found


def _speaks(engine: str, language: str, voice: str) -> str | None:
    try:
        voices = _engine(engine).voices()
    except VoiceError as error:
        _log.warning("%s", error)
        return None
    if voice:
        return voice if voice in [v.name for v in voices] else None
    # A voice of no language is a test tone: never what `auto` means.
    return _best([v for v in voices if v.languages], language)


def _best(voices: Sequence[Voice], language: str) -> str | None:
    """The voice whose language is nearest; among equals the very same tag, then the first."""
    if all(not voice.languages for voice in voices):
        return voices[0].name if voices else None
    ranked = [(_distance(language, tag), voice) for voice in voices for tag in voice.languages]
    (distance, _), voice = min(ranked, key=lambda pair: pair[0])
    return voice.name if distance <= _UNDERSTOOD else None


def _distance(language: str, tag: str) -> tuple[int, bool]:
    return _far(language, tag), language.lower() != tag.lower()


def _far(language: str, tag: str) -> int:
    try:
        anywhere = langcodes.Language.get(language).language or language
        return min(
            langcodes.tag_distance(language, tag),
            langcodes.tag_distance(anywhere, tag) + _ELSEWHERE,
        )
    except LanguageTagError:
        return _NO_MATCH


def _unknown_voice(voice: str, names: Sequence[str]) -> VoiceError:
    near = difflib.get_close_matches(voice.rpartition(":")[2], names, n=3, cutoff=0.4)
    remedy = f"did you mean {' or '.join(near)}?" if near else "see: audiobook voices"
    return VoiceError(f"voice {voice}", "is not installed", remedy)
