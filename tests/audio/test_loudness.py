"""The meter, held against signals whose loudness the standards state, and against ffmpeg."""

from __future__ import annotations

import numpy as np
import pytest
from sound_parts import RATE_HZ, second_opinion, sine

from audiobook.audio.encode import encode
from audiobook.audio.loudness import integrated_lufs, loudness_of, measure
from audiobook.errors import AudioError


# ITU-R BS.1770: 997 Hz at 0 dBFS in one channel is -3.01 LKFS.
@pytest.mark.parametrize("level_db", [0.0, -10.0, -20.0, -23.0, -40.0])
@pytest.mark.parametrize("rate_hz", [22_050, 44_100, 48_000])
def test_a_sine_of_known_loudness(level_db, rate_hz):
    tone = sine(level_db, 3, rate_hz=rate_hz)
    assert integrated_lufs(tone, rate_hz) == pytest.approx(level_db - 3.01, abs=0.1)


def _steps(*steps: tuple[float, float]) -> np.ndarray:
    return np.concatenate([sine(lufs + 3.01, seconds, 1_000) for lufs, seconds in steps])


# As EBU Tech 3341's cases 1 to 5, shortened, the levels those of a single channel.
@pytest.mark.parametrize(
    ("steps", "lufs"),
    [
        ([(-23, 20)], -23.0),
        ([(-33, 20)], -33.0),
        ([(-36, 10), (-23, 60), (-36, 10)], -23.0),
        ([(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)], -23.0),
        ([(-26, 20), (-20, 20.1), (-26, 20)], -23.0),
    ],
    ids=["1", "2", "3", "4", "5"],
)
def test_ebu_cases(steps, lufs):
    assert integrated_lufs(_steps(*steps), RATE_HZ) == pytest.approx(lufs, abs=0.1)


def test_a_peak_between_the_samples():
    quarter = np.sin(np.pi / 2 * np.arange(RATE_HZ) + np.pi / 4).astype(np.float32) / 2
    quarter *= np.minimum(1, np.minimum(ramp := np.arange(RATE_HZ) / 4_410, ramp[::-1]))
    assert 20 * np.log10(np.abs(quarter).max()) == pytest.approx(-9.03, abs=0.01)
    peak = loudness_of(quarter, RATE_HZ).true_peak_dbtp
    assert peak == pytest.approx(-6.02, abs=0.4)  # EBU Tech 3341: +0.2 to -0.4 dB


def test_a_peak_in_the_last_sample():
    click = np.zeros(RATE_HZ + 1_234, np.float32)
    click[-1] = 0.5
    assert loudness_of(click, RATE_HZ).true_peak_dbtp >= -6.1


def test_silence_around_does_not_count():
    tone, silence = sine(-20, 10), np.zeros(10 * RATE_HZ, np.float32)
    around = np.concatenate([silence, tone, silence])
    assert integrated_lufs(around, RATE_HZ) == pytest.approx(-23.01, abs=0.3)


def test_a_sound_shorter_than_a_gating_block():
    assert integrated_lufs(sine(-20, 0.2), RATE_HZ) == pytest.approx(-26.02, abs=0.2)
    assert loudness_of(sine(-20, 0.05), RATE_HZ).true_peak_dbtp == pytest.approx(-20, abs=0.3)


@pytest.mark.parametrize("count", [0, 1, 100, RATE_HZ])
def test_silence(count):
    found = loudness_of(np.zeros(count, np.float32), RATE_HZ)
    assert (found.integrated_lufs, found.true_peak_dbtp) == (-70.0, -120.0)


@pytest.mark.parametrize("kbps", [32, 64, 128])
def test_an_mp3_measures_what_ffmpeg_says(voice, kbps):
    samples = np.repeat(voice("pyttsx3", "Nobody asked why the wall was mended in such haste."), 2)
    mp3 = encode(samples.astype(np.float32), RATE_HZ, kbps)
    measured, duration_ms = measure(mp3)
    other = second_opinion(mp3)
    assert measured.integrated_lufs == pytest.approx(other.integrated_lufs, abs=0.11)
    assert measured.true_peak_dbtp == pytest.approx(other.true_peak_dbtp, abs=0.11)
    assert duration_ms == round(len(samples) * 1000 / RATE_HZ)


@pytest.mark.parametrize("junk", [b"", b"hello" * 100, b"\xff\xfb" * 50])
def test_what_is_no_mp3(junk):
    with pytest.raises(AudioError, match="can't be decoded"):
        measure(junk)
