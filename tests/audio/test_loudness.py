"""The meter, held against signals whose loudness the standards state, and against ffmpeg.

The signals are those of EBU Tech 3341 (loudness, true peak) and Tech 3342 (loudness range), made
here from the documents' words.  Theirs are in stereo, ours in one channel, so a tone is 3.01 dB
higher to be as loud.  Left out: case 6 of 3341 (five channels), its cases 7 and 8 and cases 5 and 6
of 3342 (programmes that were broadcast), and its cases 12 to 14 (momentary loudness, which we do
not tell).
"""

from __future__ import annotations

from collections import deque

import numpy as np
import pytest
from sound_parts import RATE_HZ, encoded, second_opinion, sine

from audiobook.audio.mastering.loudness import GATED_LUFS, SILENCE_DB, Meter, measure
from audiobook.audio.mastering.noise_floor import NoiseFloor
from audiobook.errors import AudioError
from audiobook.model import Loudness, Mastering


def _metered(samples: np.ndarray, rate_hz: int = RATE_HZ, part: int = 50_000) -> Meter:
    meter = Meter(rate_hz)
    for start in range(0, len(samples), part):
        meter.push(samples[start : start + part].astype(np.float32))
    meter.end()
    return meter


def _loudness(samples: np.ndarray, rate_hz: int = RATE_HZ) -> Loudness:
    return _metered(samples, rate_hz).loudness


def _tones(*steps: tuple[float, float]) -> np.ndarray:
    """Tones of a level (dBFS a channel in stereo) and a length, one after another."""
    return np.concatenate([sine(level + 3.01, seconds, 1_000) for level, seconds in steps])


# ITU-R BS.1770: 997 Hz at 0 dBFS in one channel is -3.01 LKFS.
@pytest.mark.parametrize("level_db", [0.0, -23.0, -40.0])
@pytest.mark.parametrize("rate_hz", [22_050, 44_100, 48_000])
def test_a_sine_of_known_loudness(level_db, rate_hz):
    found = _loudness(sine(level_db, 3, rate_hz=rate_hz), rate_hz)
    assert found.integrated_lufs == pytest.approx(level_db - 3.01, abs=0.1)
    assert found.rms_dbfs == pytest.approx(level_db - 3.01, abs=0.01)


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
def test_ebu_3341_integrated(steps, lufs):
    assert _loudness(_tones(*steps)).integrated_lufs == pytest.approx(lufs, abs=0.1)


def test_ebu_3341_short_term_9():
    contour = _metered(_tones(*[(-20, 1.34), (-30, 1.66)] * 5)).contour
    settled = contour.short_term_lufs[30:]
    assert len(settled) == 120
    assert settled == pytest.approx([-23.0] * 120, abs=0.11)


@pytest.mark.parametrize("place", [0, 1, 7, 19])
def test_ebu_3341_short_term_10(place):
    silence = np.zeros(round(0.15 * place * RATE_HZ))
    contour = _metered(np.concatenate([silence, _tones((-23, 3)), np.zeros(RATE_HZ)])).contour
    assert max(contour.short_term_lufs) == pytest.approx(-23.0, abs=0.11)


def test_ebu_3341_short_term_11():
    levels = [-38 + step for step in range(20)]
    parts = [
        np.concatenate([np.zeros(round(0.15 * n * RATE_HZ)), _tones((level, 3)), np.zeros(RATE_HZ)])
        for n, level in enumerate(levels)
    ]
    steps = np.cumsum([len(part) for part in parts]) / RATE_HZ * 10
    contour = _metered(np.concatenate(parts)).contour
    highest = [max(contour.short_term_lufs[: int(step)]) for step in steps]
    assert highest == pytest.approx(levels, abs=0.15)


def _faded(samples: np.ndarray) -> np.ndarray:
    ramp = np.minimum(1, np.arange(len(samples)) / 4_410)
    return samples * ramp * ramp[::-1]


@pytest.mark.parametrize(
    ("part_of_rate", "phase_degrees", "amplitude", "dbtp"),
    [
        (4, 0, 0.5, -6.0),
        (4, 45, 0.5, -6.0),
        (6, 60, 0.5, -6.0),
        (8, 67.5, 0.5, -6.0),
        (4, 45, 1.41, 3.0),
    ],
    ids=["15", "16", "17", "18", "19"],
)
def test_ebu_3341_true_peak(part_of_rate, phase_degrees, amplitude, dbtp):
    phase = 2 * np.pi * np.arange(RATE_HZ) / part_of_rate + np.radians(phase_degrees)
    found = _loudness(_faded(amplitude * np.sin(phase))).true_peak_dbtp
    assert -0.4 <= found - dbtp <= 0.2


@pytest.mark.parametrize("offset", [0, 1, 2, 3], ids=["20", "21", "22", "23"])
def test_ebu_3341_true_peak_wherever_the_samples_fall(offset):
    """A cycle twice as high as the tone around it, made at four times the rate."""
    time = np.arange(4 * RATE_HZ)
    wave = 0.5 * np.sin(2 * np.pi * time / 24)
    middle = 2 * RATE_HZ // 24 * 24
    wave[middle : middle + 16] = np.sin(2 * np.pi * np.arange(16) / 16)
    spectrum = np.fft.rfft(_faded(wave))
    spectrum[np.fft.rfftfreq(len(wave)) > 0.11] = 0
    smooth = np.fft.irfft(spectrum, len(wave))
    truth = 20 * np.log10(np.abs(smooth).max())
    found = _loudness(smooth[offset::4]).true_peak_dbtp
    assert -0.4 <= found - truth <= 0.2


@pytest.mark.parametrize(
    ("levels", "range_lu"),
    [((-20, -30), 10), ((-20, -15), 5), ((-40, -20), 20), ((-50, -35, -20, -35, -50), 15)],
    ids=["1", "2", "3", "4"],
)
def test_ebu_3342_range(levels, range_lu):
    assert _loudness(_tones(*((level, 20) for level in levels))).range_lu == pytest.approx(
        range_lu, abs=1
    )


def test_peaks_do_not_depend_on_how_the_sound_is_cut():
    noise = np.random.default_rng(1).standard_normal(20_000) / 8
    noise[7_777] = 0.9
    found = [_metered(noise, part=part).loudness for part in (1_000, 4_097, 20_000)]
    assert found[0].true_peak_dbtp == found[1].true_peak_dbtp == found[2].true_peak_dbtp


def test_a_peak_in_the_last_sample():
    click = np.zeros(RATE_HZ + 1_234)
    click[-1] = 0.5
    assert _loudness(click).true_peak_dbtp >= -6.03


def test_the_noise_floor_is_that_of_the_breaks():
    """Not of the silence before the first word, nor of what rings on at a break's edges."""
    hiss = np.random.default_rng(1).normal(0, 10 ** (-63 / 20), RATE_HZ).astype(np.float32)
    hiss[:2_000] = hiss[-2_000:] = 0.1
    word = sine(-20, 1)
    sound = np.concatenate([np.zeros(RATE_HZ, np.float32), word, hiss, word, hiss[:3_000], word])
    breaks = deque([(2 * RATE_HZ, 3 * RATE_HZ), (4 * RATE_HZ, 4 * RATE_HZ + 3_000)])
    floor = NoiseFloor(breaks, RATE_HZ)
    assert floor.dbfs(SILENCE_DB) is None
    for at in range(0, len(sound), 10_007):
        floor.push(sound[at : at + 10_007])
    assert floor.dbfs(SILENCE_DB) == pytest.approx(-63, abs=0.1)
    assert not breaks


def test_silence_around_does_not_count():
    tone, silence = sine(-20, 10), np.zeros(10 * RATE_HZ)
    around = np.concatenate([silence, tone, silence])
    assert _loudness(around).integrated_lufs == pytest.approx(-23.01, abs=0.3)


def test_a_sound_shorter_than_a_gating_block():
    assert _loudness(sine(-20, 0.2)).integrated_lufs == pytest.approx(-26.02, abs=0.2)
    assert _loudness(sine(-20, 0.05)).true_peak_dbtp == pytest.approx(-20, abs=0.3)


@pytest.mark.parametrize("count", [0, 1, 100, RATE_HZ])
def test_silence(count):
    found = _loudness(np.zeros(count))
    assert (found.integrated_lufs, found.true_peak_dbtp) == (GATED_LUFS, SILENCE_DB)
    assert found.rms_dbfs == SILENCE_DB


def test_a_contour_has_so_many_steps_at_most():
    sound = np.zeros(201 * RATE_HZ)
    sound[150 * RATE_HZ + 2_000] = 0.75
    contour = _metered(sound).contour
    assert contour.step_ms == 200
    assert len(contour.peaks) == len(contour.short_term_lufs) == 1_005
    assert contour.peaks.index(0.75) == 750


@pytest.mark.parametrize("kbps", [32, 64, 128])
def test_an_mp3_measures_what_ffmpeg_says(voice, tmp_path, kbps):
    samples = np.repeat(voice("pyttsx3", "Nobody asked why the wall was mended in such haste."), 2)
    mp3 = tmp_path / "sound.mp3"
    mp3.write_bytes(encoded(samples.astype(np.float32), Mastering(bitrate_kbps=kbps)))
    measured, duration_ms = measure(mp3)
    other = second_opinion(mp3.read_bytes())
    assert measured.integrated_lufs == pytest.approx(other.integrated_lufs, abs=0.06)
    assert measured.true_peak_dbtp == pytest.approx(other.true_peak_dbtp, abs=0.11)
    assert measured.range_lu == pytest.approx(other.range_lu, abs=0.06)
    assert duration_ms == round(len(samples) * 1000 / RATE_HZ)


@pytest.mark.parametrize("junk", [b"", b"hello" * 100, b"\xff\xfb" * 50])
def test_what_is_no_mp3(junk, tmp_path):
    file = tmp_path / "junk.mp3"
    file.write_bytes(junk)
    with pytest.raises(AudioError, match="can't be decoded"):
        measure(file)
