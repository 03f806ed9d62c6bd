"""Speaks a script, utterance by utterance; no word is spoken twice, and none is lost."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from audiobook.errors import SpeechError, VoiceError
from audiobook.model import Cast, Map, Narrator, Script, Speech, Utterance
from audiobook.plugins import ENGINES, Engine, plugin
from audiobook.speech.cache import SpeechCache
from audiobook.speech.casting import choose_narrator
from audiobook.speech.whole import BREAKS_OFF, flaw

_log = logging.getLogger(__name__)
_RUN_CHARACTERS = 2_000
_ATTEMPTS = 3
_SAME_LENGTH = 0.01


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring utterances that one worker speaks in one voice.

    ``place`` is their order in the script.
    """

    place: int
    narrator: Narrator
    utterances: tuple[Utterance, ...]


def synthesise(script: Script, cast: Cast, map: Map) -> Iterator[Speech]:  # noqa: A002
    """The speech of each utterance, in the script's order, as soon as it can be given.

    Speeches heard before come from the cache.  Raises SpeechError for an utterance that no attempt
    speaks whole.
    """
    waiting: dict[int, tuple[Speech, ...]] = {}
    place = 0
    for done, speeches in map(speak_run, _runs(script.utterances, cast)):
        waiting[done] = speeches
        while place in waiting:
            yield from waiting.pop(place)
            place += 1


def sample(voice: str, text: str, rate: float) -> Speech:
    """A speech by a voice, its name as ``choose_narrator`` takes it, never from the cache."""
    narrator = choose_narrator("en", "auto", voice, rate)
    utterance = Utterance(text, text, None, None, 0, "en")
    return spoken_whole(plugin(ENGINES, narrator.engine), utterance, narrator)


def speak_run(run: Run) -> tuple[int, tuple[Speech, ...]]:
    """The run's place, and the speeches of its utterances."""
    return run.place, tuple(_speech(utterance, run.narrator) for utterance in run.utterances)


def _runs(utterances: Iterable[Utterance], cast: Cast) -> Iterator[Run]:
    place = 0
    for narrator, read in groupby(utterances, cast.reader_of):
        for neighbours in _portions(read):
            yield Run(place, narrator, neighbours)
            place += 1


def _portions(utterances: Iterable[Utterance]) -> Iterator[tuple[Utterance, ...]]:
    gathered: list[Utterance] = []
    characters = 0
    for utterance in utterances:
        gathered.append(utterance)
        characters += len(utterance.spoken)
        if characters >= _RUN_CHARACTERS:
            yield tuple(gathered)
            gathered, characters = [], 0
    if gathered:
        yield tuple(gathered)


@cache
def _cache() -> SpeechCache:
    return SpeechCache()


def _speech(utterance: Utterance, narrator: Narrator) -> Speech:
    kept = _cache().get(narrator, utterance)
    if kept and flaw(kept, utterance.spoken, narrator.rate) in (None, BREAKS_OFF):
        return kept  # how it ends was judged when it was put there
    speech = spoken_whole(plugin(ENGINES, narrator.engine), utterance, narrator)
    _cache().put(narrator, utterance, speech)
    return speech


def spoken_whole(engine: Engine, utterance: Utterance, narrator: Narrator) -> Speech:
    """A speech held against its text; a flawed one is spoken again by an engine started anew.

    Raises SpeechError, naming the utterance, when every attempt failed; VoiceError at once.
    """
    problem = ""
    cut: Speech | None = None
    for _ in range(_ATTEMPTS):
        try:
            speech = engine.speak(utterance, narrator.voice, narrator.rate)
            problem = flaw(speech, utterance.spoken, narrator.rate) or ""
        except VoiceError:
            raise
        except SpeechError as error:
            problem = error.problem
        if problem == BREAKS_OFF:
            # What cuts a speech does so at random; if it ends alike twice, so the voice says it.
            if cut and _equally_long(cut, speech):
                return speech
            cut = speech
        if not problem:
            return speech
        _log.info("%s: “%s”: %s", narrator.engine, utterance.spoken[:60], problem)
        engine.close()
    subject = f"“{utterance.spoken[:80]}”, spoken by {narrator.engine}:{narrator.voice}"
    raise SpeechError(subject, problem, "respell it in lexicon.tsv or choose another --voice")


def _equally_long(one: Speech, other: Speech) -> bool:
    return abs(len(one.pcm) - len(other.pcm)) <= _SAME_LENGTH * len(one.pcm)
