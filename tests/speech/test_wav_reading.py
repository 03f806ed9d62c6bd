"""WAV files as FFmpeg writes them, and as servers spoil them."""

from __future__ import annotations

import io
import struct
from fractions import Fraction

import av
import numpy as np
import pytest

from audiobook.speech.wav_reading import read_wav

RATE_HZ = 16_000
SOUND = np.sin(np.arange(RATE_HZ) * 2 * np.pi * 440 / RATE_HZ) * 0.5


def written(codec: str, samples: str, layout: str = "mono") -> bytes:
    file = io.BytesIO()
    with av.open(file, "w", format="wav") as container:
        stream = container.add_stream(codec, rate=RATE_HZ, layout=layout)
        channels = 1 if layout == "mono" else 2
        frame = av.AudioFrame.from_ndarray(
            np.tile(SOUND, (channels, 1)).astype("f4"), "fltp", layout
        )
        frame.sample_rate, frame.time_base = RATE_HZ, Fraction(1, RATE_HZ)
        for ready in av.AudioResampler(samples, layout, RATE_HZ).resample(frame):
            container.mux(stream.encode(ready))
        container.mux(stream.encode(None))
    return file.getvalue()


@pytest.mark.parametrize("layout", ["mono", "stereo"])
@pytest.mark.parametrize(
    ("codec", "samples"),
    [
        ("pcm_u8", "u8"), ("pcm_s16le", "s16"), ("pcm_s24le", "s32"), ("pcm_s32le", "s32"),
        ("pcm_f32le", "flt"), ("pcm_f64le", "dbl"),
    ],
)  # fmt: skip
def test_every_width_gives_the_same_sound(codec, samples, layout):
    speech = read_wav(written(codec, samples, layout))
    heard = np.frombuffer(speech.pcm, "<i2") / 32_768
    assert speech.rate_hz == RATE_HZ
    assert heard.shape == SOUND.shape
    assert np.abs(heard - SOUND).max() < (0.02 if codec == "pcm_u8" else 0.0001)


@pytest.mark.parametrize("length", [0, 0x7FFF_FFFF, 0xFFFF_FFFF])
def test_a_streamed_file_goes_to_its_end(length):
    whole = written("pcm_s16le", "s16")
    place = whole.index(b"data") + 4
    streamed = whole[:place] + struct.pack("<I", length) + whole[place + 4 :]
    assert read_wav(streamed) == read_wav(whole)


def test_loud_floats_are_clipped_and_never_wrap():
    loud = (SOUND * 4).astype("<f4").tobytes()
    head = struct.pack("<4sIHHIIHH", b"fmt ", 16, 3, 1, RATE_HZ, 0, 4, 32)
    speech = read_wav(b"RIFF\0\0\0\0WAVE" + head + struct.pack("<4sI", b"data", len(loud)) + loud)
    heard = np.frombuffer(speech.pcm, "<i2").astype(int)
    assert (heard.min(), heard.max()) == (-32_768, 32_767)
    assert (np.sign(heard[1:200]) == np.sign(SOUND[1:200].round(9))).all()


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda data: data[: len(data) // 2], "half a WAV file: .* of 32000 bytes"),
        (lambda data: data[:30], "without sound"),
        (lambda data: data.replace(b"fmt ", b"junk"), "without a format"),
        (lambda data: data.replace(b"data", b"junk"), "without sound"),
        (lambda data: data[:20] + b"\x55\0" + data[22:], "format 85"),
        (lambda _: b"<html>", "a web page"),
        (lambda _: b"", "nothing"),
    ],
)
def test_what_is_spoilt_is_said(spoil, problem):
    with pytest.raises(ValueError, match=problem):
        read_wav(spoil(written("pcm_s16le", "s16")))
