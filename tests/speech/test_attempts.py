"""What an engine speaks badly is spoken again, then in parts, then named in an error."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from speech_parts import said, sentences

from audiobook.errors import SpeechError, VoiceError, WorkerError
from audiobook.model import Narrator, Speech
from audiobook.speech.attempts import spoken_whole
from audiobook.speech.habits import Habits
from audiobook.speech.tone import ToneEngine
from audiobook.speech.watchdog import ended_after
from audiobook.workers import processes

TONE = Narrator("tone", "sine", 3.0, ToneEngine().identity("sine"))


class Poorly:
    """An engine that fails as often as it is told, then speaks in tones."""

    naturalness = 0

    def __init__(self, failures):
        self.failures = list(failures)
        self.closed = 0

    def identity(self, voice):  # noqa: ARG002 - the protocol's
        return "poorly"

    def voices(self):
        return ToneEngine().voices()

    def speak(self, utterance, voice, rate):  # noqa: ARG002 - the protocol's
        if not self.failures:
            return ToneEngine().speak(utterance, "sine", rate)
        failure = self.failures.pop(0)
        if isinstance(failure, Exception):
            raise failure
        return failure

    def close(self):
        self.closed += 1


SILENT = Speech(bytes(40_000), 22_050)
WORDS = said("Nobody will ever hear this sentence.")


@pytest.mark.parametrize(
    "failures", [[SILENT], [SILENT, SpeechError("it", "fell over")]], ids=["once", "twice"]
)
def test_a_flawed_speech_is_spoken_again_by_an_engine_started_anew(failures):
    engine = Poorly(failures)
    assert spoken_whole(engine, WORDS, TONE) == ToneEngine().speak(WORDS, "sine", TONE.rate)
    assert engine.closed == len(failures)


def test_what_no_attempt_speaks_is_named():
    with pytest.raises(SpeechError, match=r"Nobody will ever hear.*it is silent.*lexicon\.tsv"):
        spoken_whole(Poorly([SILENT] * 9), WORDS, TONE)


def cut_at(share: float) -> Speech:
    """The sentence, broken off in the middle of the tone that is sounding then."""
    whole = ToneEngine().speak(WORDS, "sine", TONE.rate)
    samples = np.abs(np.frombuffer(whole.pcm, dtype="<i2"))
    first = int(share * samples.size)
    loudest = first + int(samples[first : first + samples.size // 20].argmax())
    return Speech(whole.pcm[: 2 * loudest], whole.rate_hz)


def test_a_speech_cut_at_random_is_never_taken():
    cuts = [cut_at(share) for share in np.linspace(0.9, 0.3, 9)]
    with pytest.raises(SpeechError, match="breaks off"):
        spoken_whole(Poorly(cuts), WORDS, TONE)


def test_a_word_that_ends_in_a_burst_each_time_is_taken_as_it_is():
    engine = Poorly([cut_at(0.9), cut_at(0.9), SILENT])
    assert spoken_whole(engine, WORDS, TONE) == cut_at(0.9)


def test_a_voice_that_is_not_there_is_not_tried_again():
    engine = Poorly([VoiceError("voice x", "is not there")] * 9)
    with pytest.raises(VoiceError):
        spoken_whole(engine, WORDS, replace(TONE, voice="x"))
    assert len(engine.failures) == 8


CLAUSES = said("When the tide is out, the boats lie in the mud and wait for it.")


def test_what_is_not_spoken_whole_is_spoken_in_two_parts():
    """The words are all there, in order, with the break of a comma between the parts."""
    speech = spoken_whole(Poorly([SILENT] * 3), CLAUSES, TONE)
    tones = ToneEngine()
    first = tones.speak(said("When the tide is out, "), "sine", TONE.rate)
    second = tones.speak(said("the boats lie in the mud and wait for it."), "sine", TONE.rate)
    silence = bytes(2 * (50 * speech.rate_hz // 1000))
    assert speech.pcm == first.pcm + silence + second.pcm


def test_parts_that_fail_are_no_way_out():
    engine = Poorly([SILENT] * 3 + [cut_at(0.5)] + [SILENT] * 9)
    with pytest.raises(SpeechError, match="it is silent"):
        spoken_whole(engine, CLAUSES, TONE)


@pytest.fixture(scope="module")
def tones_known() -> Habits:
    habits = Habits()
    for text in sentences(20, seed=21):
        habits.learn(ToneEngine().speak(said(text), "sine", TONE.rate), said(text))
    assert habits.known
    return habits


def test_a_speech_said_twice_over_is_spoken_again(tones_known):
    whole = ToneEngine().speak(CLAUSES, "sine", TONE.rate)
    engine = Poorly([replace(whole, pcm=2 * whole.pcm)])
    assert spoken_whole(engine, CLAUSES, TONE, tones_known) == whole


class Drawling(Poorly):
    """Takes three times as long over what it says."""

    def speak(self, utterance, voice, rate):
        del voice
        return ToneEngine().speak(utterance, "sine", rate / 3)


@pytest.mark.parametrize("utterance", [CLAUSES, said("Strengths")], ids=["sentence", "one word"])
def test_what_takes_as_long_in_parts_or_each_time_is_left_as_it_is(tones_known, utterance):
    slow = ToneEngine().speak(utterance, "sine", TONE.rate / 3)
    assert tones_known.flaw(slow, utterance)
    assert spoken_whole(Drawling([]), utterance, TONE, tones_known) == slow


def _hang(item: int) -> int:
    with ended_after(0.5):
        time.sleep(600 if item == 3 else 0)
    return item


def test_a_worker_whose_engine_hangs_is_ended_and_the_others_go_on():
    done = []
    with processes(2) as spread, pytest.raises(WorkerError, match="1 of the jobs"):
        done.extend(spread(_hang, range(6)))
    assert sorted(done) == [0, 1, 2, 4, 5]


def test_the_only_process_is_never_ended():
    with ended_after(0.01):
        time.sleep(0.1)
