"""Speaks a script, utterance by utterance; no word is spoken twice, and none is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import NoReturn

from audiobook.errors import WorkerError
from audiobook.files import cache_folder
from audiobook.model import Cast, Map, Narrator, Script, Speech, Utterance
from audiobook.plugins import Charging, engine_with
from audiobook.speech.attempts import spoken_whole
from audiobook.speech.cache import SpeechCache
from audiobook.speech.habits import Habits
from audiobook.speech.presence import check_voice
from audiobook.speech.shared_cache import shared_cache
from audiobook.speech.watchdog import patience_seconds
from audiobook.speech.whole import Kind, flaw

_RUN_CHARACTERS = 600
"""Some 40 s of speech: the first is there soon, and the last keeps nobody waiting for long."""
_UNJUDGED_BYTES = 2**26  # they are a few for each process, and soon judged


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring utterances that one worker speaks in one voice.

    ``place`` is their order in the script.
    """

    place: int
    narrator: Narrator
    utterances: tuple[Utterance, ...]

    def __str__(self) -> str:
        return self.utterances[0].spoken

    @property
    def patience_seconds(self) -> float:
        """How long a worker may take over it."""
        return patience_seconds(" ".join(said.spoken for said in self.utterances))

    def lost(self, problem: str) -> NoReturn:
        """Raise WorkerError: no worker survives it, and there is no recording without it."""
        raise WorkerError(f"the text from “{self.utterances[0].spoken[:80]}” on", problem)


def synthesise(script: Script, cast: Cast, map: Map) -> Iterator[Speech]:  # noqa: A002
    """The speech of each utterance, in the script's order, as soon as it can be given.

    Workers begin at once.  Speeches heard before come from the cache.  The iterator raises
    SpeechError for an utterance that no attempt speaks whole, WorkerError for a run of them that
    hangs or kills each worker.
    """
    return _in_order(map(speak_run, _runs(script.utterances, cast)))


def _in_order(spoken: Iterable[tuple[int, tuple[Speech, ...]]]) -> Iterator[Speech]:
    waiting: dict[int, tuple[Speech, ...]] = {}
    place = 0
    for done, speeches in spoken:
        waiting[done] = speeches
        while place in waiting:
            yield from waiting.pop(place)
            place += 1


def characters_billed(script: Script, cast: Cast) -> int:
    """How many characters of a script an engine that costs money charges for, at most."""
    billed = 0
    for narrator, read in groupby(script.utterances, cast.reader_of):
        engine = engine_with(narrator.engine, narrator.settings)
        if isinstance(engine, Charging):
            billed += engine.characters_billed(read)
    return billed


def sample(text: str, language: str, narrator: Narrator) -> Speech:
    """A text in a language (BCP 47) as a narrator says it, never from the cache."""
    utterance = Utterance(text, text, None, None, 0, language)
    engine = engine_with(narrator.engine, narrator.settings)
    return spoken_whole(engine, utterance, narrator)


def speak_run(run: Run) -> tuple[int, tuple[Speech, ...]]:
    """The run's place, and the speeches of its utterances.

    Those spoken before the narrator's habits were known are judged by them at the end.  Till then
    they are kept apart, so that a run which is killed has lost the one in hand and no other.  A
    shared cache is asked once before, and given once after: few requests, and many at once.
    """
    _fetch_shared(run)
    speeches: list[Speech] = []
    unjudged: list[int] = []
    fresh: list[int] = []
    for place, utterance in enumerate(run.utterances):
        habits = _habits(run.narrator, utterance.language)
        speech = _kept(run.narrator, utterance)
        if speech is None:
            fresh.append(place)
            judged = habits.known
            speech = _left_behind(run.narrator, utterance, habits)
            speech = speech or _spoken(run.narrator, utterance, habits)
            if judged:
                _cache().put(run.narrator, utterance, speech)
            else:
                _unjudged_cache().put(run.narrator, utterance, speech)
                unjudged.append(place)
        habits.learn(speech, utterance)
        speeches.append(speech)
    for place in unjudged:
        utterance = run.utterances[place]
        habits = _habits(run.narrator, utterance.language)
        if habits.flaw(speeches[place], utterance):
            speeches[place] = _spoken(run.narrator, utterance, habits)
        _cache().put(run.narrator, utterance, speeches[place])
    if fresh and (shared := shared_cache()):
        shared.put(run.narrator, [(run.utterances[place], speeches[place]) for place in fresh])
    return run.place, tuple(speeches)


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


@cache
def _unjudged_cache() -> SpeechCache:
    return SpeechCache(cache_folder("speech") / "unjudged", _UNJUDGED_BYTES, quiet=True)


@cache
def _habits(narrator: Narrator, language: str) -> Habits:
    """What this process has learnt of a narrator; ``language`` is of the text, not of the voice."""
    del narrator, language  # they are the key
    return Habits()


def _fetch_shared(run: Run) -> None:
    """Keep here what other machines have spoken of a run."""
    shared = shared_cache()
    if shared:
        lacking = [said for said in run.utterances if not _cache().holds(run.narrator, said)]
        for utterance, speech in shared.get(run.narrator, lacking):
            _cache().put(run.narrator, utterance, speech)


def _kept(narrator: Narrator, utterance: Utterance) -> Speech | None:
    """The speech in the cache, if it still sounds; its end and pace were judged before."""
    kept = _cache().get(narrator, utterance)
    found = kept and flaw(kept, utterance.spoken, narrator.rate)
    return None if found and found.kind is Kind.CERTAIN else kept


def _left_behind(narrator: Narrator, utterance: Utterance, habits: Habits) -> Speech | None:
    """The speech that a run left which ended before it could judge it, if it is found whole."""
    left = _unjudged_cache().get(narrator, utterance)
    if left is None or flaw(left, utterance.spoken, narrator.rate) or habits.flaw(left, utterance):
        return None
    return left


def _spoken(narrator: Narrator, utterance: Utterance, habits: Habits) -> Speech:
    _check_voice(narrator)
    engine = engine_with(narrator.engine, narrator.settings)
    return spoken_whole(engine, utterance, narrator, habits)


@cache
def _check_voice(narrator: Narrator) -> None:
    """Raise VoiceError unless this process, maybe far from who chose the voice, has the same."""
    check_voice(narrator)
