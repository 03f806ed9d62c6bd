"""Every utterance in its place, none spoken twice, none lost."""

from __future__ import annotations

import uuid
from dataclasses import replace

import numpy as np
import pytest
from speech_parts import alike, pyttsx3_narrator, said, script, sentences

from audiobook.errors import SpeechError, VoiceError
from audiobook.model import Cast, Narrator, Script, Section, Speech
from audiobook.plugins import ENGINES, plugin
from audiobook.speech import sample, synthesise
from audiobook.speech.casting import close_engines
from audiobook.speech.synthesise import spoken_whole
from audiobook.speech.tone import ToneEngine
from audiobook.workers import processes, serial

TONE = Narrator("tone", "sine", 3.0, ToneEngine().identity("sine"))


def backwards(function, items, /):
    """A map of those that give results in another order."""
    yield from reversed([function(item) for item in items])


@pytest.mark.parametrize("spread", [serial, backwards, map])
def test_speeches_come_in_the_script_s_order(spread):
    texts = [f"{n} {text}" for n, text in enumerate(sentences(150, seed=11))]
    assert sum(map(len, texts)) > 6_000, "so few make no more than one run"
    speeches = list(synthesise(script(texts), Cast(TONE), spread))
    assert speeches == [ToneEngine().speak(said(text), "sine", 3.0) for text in texts]


def test_two_processes_speak_what_one_does():
    texts = [f"{uuid.uuid4().hex[:6]} {text}" for text in sentences(80, seed=12)]
    with processes(2) as spread:
        speeches = list(synthesise(script(texts), Cast(pyttsx3_narrator()), spread))
    engine = plugin(ENGINES, "pyttsx3")
    alone = [engine.speak(said(text), "en-us", 1.0) for text in texts]
    assert len(speeches) == len(texts)
    assert all(map(alike, speeches, alone))


def test_nothing_to_say():
    assert list(synthesise(script([]), Cast(TONE), serial)) == []


def test_a_second_time_nothing_is_spoken():
    texts = [f"{text} {uuid.uuid4().hex[:6]}" for text in sentences(5, seed=13)]
    engine = plugin(ENGINES, "pyttsx3")
    first = list(synthesise(script(texts), Cast(pyttsx3_narrator()), serial))
    assert engine._process is not None
    close_engines()
    assert list(synthesise(script(texts), Cast(pyttsx3_narrator()), serial)) == first
    assert engine._process is None, "the engine was started again"


def test_a_changed_sentence_is_spoken_and_no_other():
    texts = [f"{text} {uuid.uuid4().hex[:6]}" for text in sentences(3, seed=14)]
    before = list(synthesise(script(texts), Cast(pyttsx3_narrator()), serial))
    after = list(
        synthesise(script([texts[0], "Anew.", texts[2]]), Cast(pyttsx3_narrator()), serial)
    )
    assert (after[0], after[2]) == (before[0], before[2])
    assert after[1].duration_ms < before[1].duration_ms


def test_a_sample_is_spoken_by_the_voice_named():
    assert sample("tone:sine", "Hello", 1.0) == ToneEngine().speak(said("Hello"), "sine", 1.0)
    with pytest.raises(VoiceError):
        sample("tone:cosine", "Hello", 1.0)


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
    with pytest.raises(SpeechError, match="breaks off"):
        spoken_whole(Poorly([cut_at(0.9), cut_at(0.8), cut_at(0.7)]), WORDS, TONE)


def test_a_word_that_ends_in_a_burst_each_time_is_taken_as_it_is():
    engine = Poorly([cut_at(0.9), cut_at(0.9), SILENT])
    assert spoken_whole(engine, WORDS, TONE) == cut_at(0.9)


def test_a_voice_that_is_not_there_is_not_tried_again():
    engine = Poorly([VoiceError("voice x", "is not there")] * 9)
    with pytest.raises(VoiceError):
        spoken_whole(engine, WORDS, replace(TONE, voice="x"))
    assert len(engine.failures) == 8


def test_a_silent_speech_in_the_cache_is_spoken_again():
    text = f"Kept in silence {uuid.uuid4().hex}"
    from audiobook.speech.cache import SpeechCache  # noqa: PLC0415 - after the tests' folder is set

    SpeechCache().put(TONE, said(text), SILENT)
    (speech,) = synthesise(script([text]), Cast(TONE), serial)
    assert speech == ToneEngine().speak(said(text), "sine", TONE.rate)


def test_each_utterance_is_said_by_its_reader():
    """A quote, a foreign sentence and the rest each sound as their own narrator alone says them."""
    deep, slow = replace(TONE, rate=1.5), replace(TONE, rate=1.0)
    cast = Cast(TONE, quotes=deep, foreign=(("fr", slow),))
    texts = ["One.", "Two.", "Three.", "Four."]
    one, two, three, four = map(said, texts)
    lines = (one, replace(two, quoted=True), replace(three, language="fr"), four)
    script = Script("en", (Section("All", lines),), ())
    with processes(2) as spread:
        speeches = list(synthesise(script, cast, spread))
    rates = [TONE.rate, 1.5, 1.0, TONE.rate]
    assert speeches == [
        ToneEngine().speak(line, "sine", rate) for line, rate in zip(lines, rates, strict=True)
    ]
