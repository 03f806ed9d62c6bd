"""A speech that is silent, short, cut, holed or clipped is found; a whole one is left in peace."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from speech_parts import said, sentences

from audiobook.model import Speech, SpokenWord
from audiobook.speech.tone import ToneEngine
from audiobook.speech.whole import flaw

TEXT = "The council voted to mend the old sea wall before winter."
LOUD = 0.2  # of the loudest sample: what an ear would call broken off


def _cuts_at_loud_places(
    speech: Speech, dice: random.Random, count: int, last_ms: int = 12
) -> list[Speech]:
    samples = np.abs(np.frombuffer(speech.pcm, "<i2").astype(int))
    last = speech.rate_hz * last_ms // 1000
    places = [dice.randrange(last, samples.size) for _ in range(10 * count)]
    loud = [at for at in places if samples[at - last : at].max() > LOUD * samples.max()]
    return [replace(speech, pcm=speech.pcm[: 2 * at]) for at in loud[:count]]


@pytest.mark.parametrize("rate", [0.5, 1.0, 2.0])
def test_cuts_where_the_voice_is_loud_are_found(pyttsx3, rate):
    dice, cuts, found = random.Random(7), 0, 0
    for text in sentences(40, seed=8):
        speech = pyttsx3.speak(said(text), "en-us", rate)
        assert flaw(speech, text, rate) is None
        for cut in _cuts_at_loud_places(speech, dice, 10):
            cuts += 1
            found += flaw(cut, text, rate) is not None
    assert cuts >= 350
    assert found >= 0.97 * cuts


def test_half_a_tone_is_found():
    speech = ToneEngine().speak(said(TEXT), "sine", 1.0)
    cuts = _cuts_at_loud_places(speech, random.Random(9), 50, last_ms=10)
    assert len(cuts) == 50
    assert all(flaw(cut, TEXT, 1.0) for cut in cuts)


@pytest.mark.parametrize("rate", [0.5, 1.0, 2.0, 3.0])
def test_whole_tones_are_left_in_peace(rate):
    engine = ToneEngine()
    for text in sentences(50, seed=10):
        assert flaw(engine.speak(said(text), "sine", rate), text, rate) is None


def test_silence_and_nothing_are_found():
    assert str(flaw(Speech(bytes(44_100), 22_050), TEXT, 1.0)) == "it is silent"
    assert str(flaw(Speech(b"", 22_050), TEXT, 1.0)) == "it is silent"


def test_the_faintest_noise_is_silence():
    noise = np.random.default_rng(1).integers(-100, 100, 60_000).astype("<i2").tobytes()
    assert str(flaw(Speech(noise, 22_050), TEXT, 1.0)) == "it is silent"


def test_a_speech_of_other_shorter_words_is_found(pyttsx3):
    speech = pyttsx3.speak(said("Yes"), "en-us", 1.0)
    assert "words are missing" in str(flaw(speech, TEXT * 2, 1.0))
    assert "words are missing" not in str(flaw(speech, TEXT * 2, 3.0))


def test_silence_is_right_where_there_is_nothing_to_say():
    assert flaw(Speech(bytes(2_000), 22_050), "… 😀 !", 1.0) is None
    assert flaw(Speech(b"", 22_050), "", 1.0) is None


@pytest.fixture(scope="module")
def whole(pyttsx3):
    return pyttsx3.speak(said(TEXT), "en-us", 1.0)


def _with_pause(speech: Speech, ms: int) -> Speech:
    middle = len(speech.pcm) // 4 * 2
    silence = bytes(2 * (ms * speech.rate_hz // 1000))
    return replace(speech, pcm=speech.pcm[:middle] + silence + speech.pcm[middle:])


def test_a_silence_inside_is_found_unless_a_mark_asks_for_it(whole):
    assert "silent for 2." in str(flaw(_with_pause(whole, 2_000), TEXT, 1.0))
    assert "silent for 0.9" in str(flaw(_with_pause(whole, 900), TEXT, 1.0))
    assert flaw(_with_pause(whole, 900), TEXT.replace(" to", "… to"), 1.0) is None
    assert flaw(_with_pause(whole, 900), TEXT, 0.5) is None
    assert "silent for" in str(flaw(_with_pause(whole, 2_000), TEXT.replace(" to", ", to"), 0.5))


def test_a_clipped_speech_is_found(whole):
    samples = np.frombuffer(whole.pcm, "<i2").astype(float)
    loud = samples * 32_000 / np.abs(samples).max()
    assert flaw(replace(whole, pcm=loud.astype("<i2").tobytes()), TEXT, 1.0) is None
    clipped = (4 * loud).clip(-32_768, 32_767).astype("<i2").tobytes()
    assert str(flaw(replace(whole, pcm=clipped), TEXT, 1.0)) == "it is clipped"


def test_words_timed_after_the_end_are_found(whole):
    words = (SpokenWord(0, 3, 0, 100), SpokenWord(51, 57, whole.duration_ms - 500, 0))
    timed = [replace(words[1], end_ms=whole.duration_ms + late_ms) for late_ms in (-200, 300)]
    assert flaw(replace(whole, words=(words[0], timed[0])), TEXT, 1.0) is None
    assert "last word" in str(flaw(replace(whole, words=(words[0], timed[1])), TEXT, 1.0))
