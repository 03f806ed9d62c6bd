"""Speaks an utterance until it is whole: again, then in two parts; else an error names it."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from audiobook.errors import SpeechError, VoiceError
from audiobook.model import Narrator, Speech, Utterance
from audiobook.plugins import Engine
from audiobook.speech.clauses import halves, joined
from audiobook.speech.habits import Habits
from audiobook.speech.sound import measured
from audiobook.speech.watchdog import ended_after, patience_seconds
from audiobook.speech.whole import Flaw, Kind, flaw

_log = logging.getLogger(__name__)
_ATTEMPTS = 3
_SAME_LENGTH = 0.01
_SAME_PACE = 0.15  # the parts take a little longer: each ends like a sentence


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What came of asking: a speech, and what is wrong with it or why there is none."""

    speech: Speech | None
    flaw: Flaw | None


def spoken_whole(
    engine: Engine, utterance: Utterance, narrator: Narrator, habits: Habits | None = None
) -> Speech:
    """A speech held against its text and against the narrator's habits, if they are given.

    A flawed one is spoken again, by an engine started anew; then in two parts, which are joined.
    Raises SpeechError, naming the utterance, when that fails too; VoiceError at once.
    """
    voice = _HeldVoice(engine, narrator, habits or Habits())
    whole = voice.say(utterance)
    if whole.speech and not whole.flaw:
        return whole.speech
    speech = _in_parts(voice, utterance, whole)
    if speech:
        return speech
    subject = f"“{utterance.spoken[:80]}”, spoken by {narrator.engine}:{narrator.voice}"
    remedy = "respell it in lexicon.tsv or choose another --voice"
    raise SpeechError(subject, str(whole.flaw), remedy)


@dataclass(frozen=True, slots=True)
class _HeldVoice:
    """A narrator whose every speech is judged."""

    engine: Engine
    narrator: Narrator
    habits: Habits

    def say(self, utterance: Utterance) -> _Attempt:
        """The first attempt without a flaw, or the last."""
        attempt, earlier = _Attempt(None, None), list[_Attempt]()
        for _ in range(_ATTEMPTS):
            attempt = self._try(utterance)
            if attempt.flaw is None:
                break
            if any(_alike(attempt, other) for other in earlier):
                # What cuts a speech does so at random; if it ends alike twice, so the voice says
                # it.  A pace that is the same twice would be so a third time.
                return _Attempt(attempt.speech, None) if _is(attempt, Kind.END) else attempt
            earlier.append(attempt)
            _log.info("%s: “%s”: %s", self.narrator.engine, utterance.spoken[:60], attempt.flaw)
            if attempt.flaw.kind is not Kind.END:
                self.engine.close()
        return attempt

    def _try(self, utterance: Utterance) -> _Attempt:
        try:
            with ended_after(patience_seconds(utterance.spoken)):
                speech = self.engine.speak(utterance, self.narrator.voice, self.narrator.rate)
        except VoiceError:
            raise
        except SpeechError as error:
            return _Attempt(None, Flaw(error.problem))
        found = flaw(speech, utterance.spoken, self.narrator.rate)
        return _Attempt(speech, found or self.habits.flaw(speech, utterance))


def _in_parts(voice: _HeldVoice, utterance: Utterance, whole: _Attempt) -> Speech | None:
    """The utterance spoken as two; or as one after all, if its parts clear it of its flaw."""
    parts = halves(utterance)
    if parts is None:
        # One word may take what time it likes, if it takes it each time.
        return whole.speech if _is(whole, Kind.PACE) else None
    first, second = (voice.say(part) for part in parts)
    if first.speech is None or second.speech is None:
        return None
    if whole.speech and _is(whole, Kind.PACE):
        together_s = measured(first.speech).voiced_s + measured(second.speech).voiced_s
        whole_s = measured(whole.speech).voiced_s
        if abs(together_s - whole_s) <= _SAME_PACE * whole_s:
            return whole.speech
    if first.flaw or second.flaw:
        return None
    break_ms = round(parts[0].break_ms / voice.narrator.rate)
    return joined(first.speech, second.speech, len(parts[0].spoken), break_ms)


def _is(attempt: _Attempt, kind: Kind) -> bool:
    return attempt.flaw is not None and attempt.flaw.kind is kind


def _alike(one: _Attempt, other: _Attempt) -> bool:
    """Whether two attempts share a flaw that may be none, and last as long."""
    if one.speech is None or other.speech is None or one.flaw is None or other.flaw is None:
        return False
    if one.flaw.kind is Kind.CERTAIN or one.flaw.kind is not other.flaw.kind:
        return False
    length = len(one.speech.pcm)
    return abs(length - len(other.speech.pcm)) <= _SAME_LENGTH * length
