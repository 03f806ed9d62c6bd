"""Takes are brought to one level, but for what is meant to be soft or too short to tell."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from sound_parts import SENTENCE, sine, take

from audiobook.audio.mastering.levelling import LEVEL_LUFS, Levels
from audiobook.audio.mastering.take_level import level_lufs


def _levels(takes):
    """How loud takes are once each has its gain."""
    levels = Levels()
    levels.learn(takes)
    return [level_lufs(one) + levels.gain_db(one) for one in takes]


@pytest.mark.parametrize("rate_hz", [8_000, 22_050, 48_000])
@pytest.mark.parametrize("level_db", [-3, -30])
def test_the_level_of_a_tone(rate_hz, level_db):
    """ITU-R BS.1770: 997 Hz at 0 dBFS in one channel is -3.01 LKFS."""
    found = level_lufs(take(sine(level_db, 2, 1_000, rate_hz), rate_hz))
    assert found == pytest.approx(level_db - 3.01, abs=0.1)


def test_pauses_do_not_count():
    tone, pause = sine(-10, 2, rate_hz=22_050), np.zeros(44_100)
    with_pause = level_lufs(take(np.concatenate([tone, pause, tone])))
    assert with_pause == pytest.approx(level_lufs(take(tone)), abs=0.7)


def test_takes_of_one_voice_come_to_one_level(voice):
    sound = voice("pyttsx3", SENTENCE)
    takes = [take(sound * 10 ** (db / 20)) for db in (0, -5, -2, -8, -3, -1, -6)]
    steps = [abs(b - a) for a, b in itertools.pairwise(_levels(takes))]
    assert max(steps) < 0.1


@pytest.mark.parametrize("apart_db", [-25, -12, 6])
def test_a_second_voice_comes_to_the_level_of_the_first(voice, apart_db):
    sound = voice("pyttsx3", SENTENCE) / 3
    takes = [take(sound), take(sound * 10 ** (apart_db / 20), voice="b")] * 5
    assert _levels(takes) == pytest.approx([LEVEL_LUFS] * 10, abs=0.5)


def test_a_whisper_stays_softer_than_what_is_said(voice):
    sound = voice("pyttsx3", SENTENCE)
    takes = [take(sound)] * 6 + [take(sound / 10)]
    *said, whispered = _levels(takes)
    assert said == pytest.approx([LEVEL_LUFS] * 6, abs=6)
    assert whispered < min(said) - 5


def test_a_short_exclamation_has_the_gain_of_its_voice(voice):
    sound = voice("pyttsx3", SENTENCE)
    levels = Levels()
    levels.learn([take(sound)] * 3)
    voice_gain_db = levels.gain_db(take(sound))
    soft = levels.gain_db(take(sound[6_000:9_000] / 15))
    assert soft == pytest.approx(voice_gain_db, abs=2.5)


def test_a_click_is_not_blown_up(voice):
    click = np.zeros(2_000)
    click[1_000] = 0.3
    levels = Levels()
    levels.learn([take(voice("pyttsx3", SENTENCE))])
    assert levels.gain_db(take(click)) <= levels.gain_db(take(voice("pyttsx3", SENTENCE))) + 2


@pytest.mark.parametrize("sound", [np.zeros(0), np.zeros(30_000)])
def test_silence_has_no_gain_of_its_own(sound):
    assert Levels().gain_db(take(sound)) == 0
