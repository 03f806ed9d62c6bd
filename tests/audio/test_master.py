"""What comes out measures what was asked for, by another program's meter."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from sound_parts import (
    RATE_HZ,
    SENTENCE,
    decoded,
    mastered,
    second_opinion,
    sine,
    take,
)

from audiobook.audio.mastering.take_level import level_lufs
from audiobook.config.settings import PRESETS
from audiobook.errors import AudioError
from audiobook.model import Mastering

ROUNDING = 0.05  # ffmpeg's summary has one decimal


@pytest.fixture(scope="module")
def speech(voice):
    return voice("pyttsx3", SENTENCE)


@pytest.fixture(scope="module")
def sounds(voice, speech):
    return {
        "speech": [take(speech)],
        "half a minute": [take(speech)] * 6,
        "very quiet": [take(speech / 316)],
        "clipped": [take(np.clip(speech * 20, -1, 1))],
        "tones": [take(voice("tone", SENTENCE))],
        "silence within": [take(speech, break_ms=20_000), take(speech)],
        "a word and much silence": [take(speech[:20_000], break_ms=20_000), take(np.zeros(50))],
        "tones, then speech": [take(voice("tone", SENTENCE))] * 5 + [take(speech)] * 5,
    }


def _hold(takes, target: Mastering, folder) -> None:
    made, mp3 = mastered(takes, target, folder)
    other = second_opinion(mp3)
    assert abs(made.loudness.integrated_lufs - target.integrated_lufs) <= 0.5
    assert made.loudness.true_peak_dbtp <= target.true_peak_dbtp
    assert other.integrated_lufs == pytest.approx(made.loudness.integrated_lufs, abs=2 * ROUNDING)
    assert other.true_peak_dbtp <= target.true_peak_dbtp + ROUNDING
    assert other.range_lu == pytest.approx(made.loudness.range_lu, abs=0.1)
    assert len(decoded(mp3)) == pytest.approx(made.duration_ms * target.rate_hz / 1000, abs=45)


@pytest.mark.parametrize("preset", ["podcast", "spotify", "broadcast"])
@pytest.mark.parametrize("name", ["speech", "clipped", "tones, then speech"])
def test_presets(sounds, name, preset, tmp_path):
    _hold(sounds[name], PRESETS[preset], tmp_path)


@pytest.mark.parametrize(
    "name", ["half a minute", "very quiet", "tones", "silence within", "a word and much silence"]
)
def test_hard_sounds(sounds, name, tmp_path):
    _hold(sounds[name], Mastering(), tmp_path)


@pytest.mark.parametrize("kbps", [32, 48, 96, 192, 320])
def test_other_bitrates(sounds, kbps, tmp_path):
    _hold(sounds["speech"], Mastering(bitrate_kbps=kbps), tmp_path)


@pytest.mark.parametrize("quality", [0, 4, 9])
def test_variable_bitrates(sounds, quality, tmp_path):
    _hold(sounds["speech"], Mastering(vbr_quality=quality), tmp_path)


@pytest.mark.parametrize("target", [Mastering(vbr_quality=5), Mastering(bitrate_kbps=48)])
def test_the_bitrate_told_is_the_mean_of_the_file(sounds, target, tmp_path):
    made, mp3 = mastered(sounds["half a minute"], target, tmp_path)
    assert made.bitrate_kbps == pytest.approx(8 * len(mp3) / made.duration_ms, rel=0.01)
    if target.vbr_quality is None:
        assert made.bitrate_kbps == target.bitrate_kbps


def test_another_rate(sounds, tmp_path):
    _hold(sounds["speech"], Mastering(rate_hz=48_000), tmp_path)


@pytest.mark.parametrize("name", ["speech", "half a minute", "tones, then speech"])
def test_sellers_of_audiobooks(sounds, name, tmp_path):
    """ACX: RMS from -23 to -18 dB, peaks to -3 dB, noise floor below -60 dB."""
    made, mp3 = mastered(sounds[name], PRESETS["acx"], tmp_path)
    samples = decoded(mp3).astype(float)
    assert -23 <= 10 * np.log10(np.mean(samples**2)) <= -18
    assert 20 * np.log10(np.abs(samples).max()) <= -3
    assert -23 <= made.loudness.rms_dbfs <= -18
    if name != "speech":
        assert made.loudness.noise_floor_dbfs <= -60


def test_a_break_that_is_too_loud_is_no_edition_for_sellers_of_audiobooks(speech, tmp_path):
    target = replace(PRESETS["acx"], noise_floor_dbfs=-130.0)  # less than digital silence counts
    takes = [take(speech), take(speech)]
    message = r"silence between sentences has -\d+\.\d dBFS, not -130 at most"
    with pytest.raises(AudioError, match=message):
        mastered(takes, target, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nobody_else_is_told_of_rms_and_noise(sounds, tmp_path):
    made, _ = mastered(sounds["speech"], Mastering(), tmp_path)
    assert made.loudness.rms_dbfs is made.loudness.noise_floor_dbfs is None


def test_a_sound_shorter_than_the_meter_s_block(speech, tmp_path):
    target = Mastering(start_ms=0, end_ms=0)
    made, mp3 = mastered([take(speech[4_000:10_600])], target, tmp_path)
    assert made.loudness.integrated_lufs == pytest.approx(-16, abs=0.5)
    assert second_opinion(mp3).true_peak_dbtp <= -1
    assert made.duration_ms == pytest.approx(300, abs=2)


def test_silence_stays_silent(tmp_path):
    made, mp3 = mastered([take(np.zeros(22_050))], Mastering(), tmp_path)
    assert made.loudness.integrated_lufs == -70
    assert np.abs(decoded(mp3)).max() < 0.0001
    assert made.duration_ms == 2_500


def test_what_cannot_be_reached_is_an_error_and_leaves_nothing(tmp_path):
    click = np.zeros(44_100)
    click[20_000] = 1
    with pytest.raises(AudioError, match=r"comes to .* LUFS .*ask for less"):
        mastered([take(click)], Mastering(), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("lufs", "dbtp"), [(-10, -1), (-16, -9)])
def test_what_cannot_be_reached_is_told_after_the_first_seconds(speech, lufs, dbtp, tmp_path):
    spoken = []

    def counted():
        for number in range(100):
            spoken.append(number)
            yield take(speech)

    message = rf"comes to -\d+\.\d LUFS at .* dBTP, not {lufs}.0 at {dbtp}.0; ask for less"
    with pytest.raises(AudioError, match=message):
        mastered(counted(), Mastering(lufs, dbtp), tmp_path)
    assert len(spoken) < 10
    assert list(tmp_path.iterdir()) == []


def test_an_error_on_the_way_leaves_nothing(speech, tmp_path):
    def breaking_off():
        yield from [take(speech)] * 8
        raise AudioError("voice", "lost", "")

    with pytest.raises(AudioError, match="lost"):
        mastered(breaking_off(), Mastering(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_mp3_grows_while_takes_come(speech, tmp_path):
    sizes = []

    def watched():
        for _ in range(20):
            yield take(speech)
            file = tmp_path / "edition.mp3"
            sizes.append(file.stat().st_size if file.exists() else 0)

    _, mp3 = mastered(watched(), Mastering(), tmp_path)
    assert sizes[-1] > 0.5 * len(mp3)
    assert [file.name for file in tmp_path.iterdir()] == ["edition.mp3"]


def test_the_same_takes_give_the_same_bytes_however_they_come(sounds, tmp_path):
    takes = sounds["half a minute"]
    first, mp3 = mastered(takes, Mastering(), tmp_path)
    again, mp3_again = mastered((one for one in takes), Mastering(), tmp_path)
    assert mp3 == mp3_again
    assert first == again


def test_utterances_are_as_loud_as_their_neighbours(speech, tmp_path):
    """Gated loudness of each, in the MP3, decoded; they went in up to 9 dB apart."""
    takes = [take(speech * 10 ** (db / 20)) for db in (0, -6, -2, -9, -4, -1, -7, -3)]
    made, mp3 = mastered(takes, Mastering(), tmp_path)
    samples = decoded(mp3)
    levels = [
        level_lufs(take(samples[cue.start_ms * 441 // 10 : cue.end_ms * 441 // 10], RATE_HZ))
        for cue in made.cues
    ]
    assert max(abs(b - a) for a, b in itertools.pairwise(levels)) < 1


def test_it_sounds_like_what_went_in(speech, tmp_path):
    """The gain changes, the course of the sound does not."""
    made, mp3 = mastered([take(speech)], Mastering(), tmp_path)
    start = made.cues[0].start_ms * 441 // 10
    out = decoded(mp3)[start::2][: len(speech)]
    window = np.ones(2_205) / 2_205
    before = np.convolve(speech[: len(out)] ** 2, window, "same") ** 0.5
    after = np.convolve(out.astype(float) ** 2, window, "same") ** 0.5
    assert np.corrcoef(before, after)[0, 1] > 0.9


def test_quieter_is_not_limited(tmp_path):
    tone = sine(-30, 3, rate_hz=22_050)
    made, mp3 = mastered([take(tone)], Mastering(-23.0, -1.0), tmp_path)
    assert made.loudness.true_peak_dbtp == pytest.approx(-20, abs=1.0)
    assert second_opinion(mp3).integrated_lufs == pytest.approx(-23, abs=0.5)
