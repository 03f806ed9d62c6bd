"""What comes out measures what was asked for, by another program's meter."""

from __future__ import annotations

import numpy as np
import pytest
from sound_parts import SENTENCE, decoded, pcm, recording, second_opinion, sine

from audiobook.audio import master
from audiobook.errors import AudioError
from audiobook.model import Mastering, Recording

TARGETS = [(-16.0, -1.0), (-14.0, -1.0), (-23.0, -1.0), (-19.0, -3.0)]
ROUNDING = 0.05  # ffmpeg's summary has one decimal


@pytest.fixture(scope="module")
def speech(voice):
    return voice("pyttsx3", SENTENCE)


@pytest.fixture(scope="module")
def sounds(voice, speech):
    return {
        "speech": speech,
        "half a minute": np.tile(speech, 6),
        "very quiet": speech / 316,
        "clipped": np.clip(speech * 20, -1, 1),
        "tones": voice("tone", SENTENCE),
        "silence within": np.concatenate([speech, np.zeros(20 * 22_050), speech]),
        "a word and much silence": np.concatenate([speech[:20_000], np.zeros(20 * 22_050)]),
        "a third of a second": speech[4_000:10_600],
    }


def _hold(sound: np.ndarray, target: Mastering) -> None:
    mp3, measured, duration_ms = master(recording(sound), target)
    other = second_opinion(mp3)
    assert abs(measured.integrated_lufs - target.integrated_lufs) <= 0.5
    assert measured.true_peak_dbtp <= target.true_peak_dbtp
    assert other.integrated_lufs == pytest.approx(measured.integrated_lufs, abs=0.05 + ROUNDING)
    assert other.true_peak_dbtp <= target.true_peak_dbtp + ROUNDING
    assert duration_ms == pytest.approx(len(sound) / 22.05, abs=2)
    assert len(decoded(mp3)) == pytest.approx(duration_ms * 44.1, abs=45)


@pytest.mark.parametrize("name", ["speech", "clipped", "tones", "silence within"])
@pytest.mark.parametrize(("lufs", "dbtp"), TARGETS)
def test_targets(sounds, name, lufs, dbtp):
    _hold(sounds[name], Mastering(lufs, dbtp))


@pytest.mark.parametrize("name", ["half a minute", "very quiet", "a word and much silence"])
def test_hard_sounds(sounds, name):
    _hold(sounds[name], Mastering())


@pytest.mark.parametrize("kbps", [32, 48, 96, 192])
def test_other_bitrates(speech, kbps):
    _hold(speech, Mastering(bitrate_kbps=kbps))


def test_another_rate(speech):
    mp3, measured, _ = master(recording(speech), Mastering(rate_hz=48_000))
    assert second_opinion(mp3).integrated_lufs == pytest.approx(-16, abs=0.5)
    assert measured.true_peak_dbtp <= -1


def test_a_sound_shorter_than_the_meter_s_block(sounds):
    sound = sounds["a third of a second"]
    mp3, measured, duration_ms = master(recording(sound), Mastering())
    assert measured.integrated_lufs == pytest.approx(-16, abs=0.5)
    assert second_opinion(mp3).true_peak_dbtp <= -1
    assert duration_ms == pytest.approx(300, abs=2)


def test_silence_stays_silent():
    mp3, measured, duration_ms = master(Recording(bytes(88_200), 22_050, (), ()), Mastering())
    assert measured.integrated_lufs == -70
    assert np.abs(decoded(mp3)).max() < 0.0001
    assert duration_ms == 2_000


def test_what_cannot_be_reached_is_an_error():
    click = np.zeros(44_100)
    click[20_000] = 1
    with pytest.raises(AudioError, match=r"comes to .* LUFS .*ask for less"):
        master(recording(click), Mastering())


def test_the_same_recording_gives_the_same_bytes(speech):
    assert master(recording(speech), Mastering()) == master(recording(speech), Mastering())


def test_it_sounds_like_what_went_in(speech):
    """The gain changes, the course of the sound does not."""
    mp3, _, _ = master(Recording(pcm(speech), 22_050, (), ()), Mastering())
    out = decoded(mp3)[::2][: len(speech)]
    window = np.ones(2_205) / 2_205
    before = np.convolve(speech[: len(out)] ** 2, window, "same") ** 0.5
    after = np.convolve(out.astype(float) ** 2, window, "same") ** 0.5
    assert np.corrcoef(before, after)[0, 1] > 0.9


def test_quieter_is_not_limited():
    tone = sine(-30, 3, rate_hz=22_050)
    mp3, measured, _ = master(recording(tone), Mastering(-23.0, -1.0))
    assert measured.true_peak_dbtp == pytest.approx(-20, abs=1.0)
    assert second_opinion(mp3).integrated_lufs == pytest.approx(-23, abs=0.5)
