"""The stream: as long as its samples, as players and other programs read it."""

from __future__ import annotations

import io

import numpy as np
import pytest
from mutagen.mp3 import MP3, BitrateMode
from sound_parts import RATE_HZ, decoded, sine

from audiobook.audio.encode import encode
from audiobook.errors import AudioError

BITRATES = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
TONE = sine(-12, 1.3)


@pytest.mark.parametrize("kbps", BITRATES)
@pytest.mark.parametrize("rate_hz", [32_000, 44_100, 48_000])
def test_every_bitrate(kbps, rate_hz):
    mp3 = encode(TONE, rate_hz, kbps)
    assert len(decoded(mp3)) == len(TONE)
    info = MP3(io.BytesIO(mp3)).info
    assert info.bitrate_mode == BitrateMode.CBR
    assert info.sample_rate == rate_hz
    assert info.channels == 1
    assert info.encoder_info.startswith("LAME 3.100")
    assert info.length == pytest.approx(len(TONE) / rate_hz, abs=0.0005)
    frames = io.BytesIO(mp3).getbuffer()[144_000 * max(kbps, 64) // rate_hz :]
    assert MP3(io.BytesIO(frames)).info.bitrate == 1_000 * kbps


@pytest.mark.parametrize("count", [1, 2, 575, 576, 577, 1_151, 1_152, 1_153, 4_607, 44_101, 99_999])
def test_as_many_samples_come_out_as_went_in(count):
    samples = np.resize(TONE, count)
    out = decoded(encode(samples, RATE_HZ, 64))
    assert len(out) == count


def test_each_sample_is_in_its_place():
    noise = np.random.default_rng(1).normal(0, 0.1, 50_000).astype(np.float32)
    smooth = np.convolve(noise, np.ones(40) / 40, "same").astype(np.float32)
    out = decoded(encode(smooth, RATE_HZ, 320))
    lags = range(-40, 41)
    likeness = [float(np.dot(smooth[100:-100], np.roll(out, lag)[100:-100])) for lag in lags]
    assert lags[int(np.argmax(likeness))] == 0
    assert np.abs(out - smooth).max() < 0.02


def test_samples_beyond_full_scale_are_clipped_not_wrapped():
    out = decoded(encode(8 * sine(0, 0.5, 100), RATE_HZ, 320))
    assert 0.9 < np.abs(out).max() < 1.5
    assert np.abs(np.diff(out)).max() < 0.5


def test_the_same_samples_give_the_same_bytes():
    assert encode(TONE, RATE_HZ, 64) == encode(TONE.copy(), RATE_HZ, 64)


@pytest.mark.parametrize(
    ("kbps", "rate_hz"), [(0, 44_100), (65, 44_100), (8, 44_100), (-64, 44_100), (64, 22_050)]
)
def test_what_layer_iii_does_not_have(kbps, rate_hz):
    with pytest.raises(AudioError, match="layer III"):
        encode(TONE, rate_hz, kbps)


def test_no_sound():
    with pytest.raises(AudioError, match="no sound"):
        encode(np.zeros(0, np.float32), RATE_HZ, 64)
