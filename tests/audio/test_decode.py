"""The decoder that listens to an MP3 while it is made hears what a player will."""

from __future__ import annotations

import numpy as np
import pytest
from sound_parts import decoded, sine

from audiobook.audio.mastering.decode import Decoder
from audiobook.audio.mp3.encode import Encoder
from audiobook.model import Mastering


@pytest.mark.parametrize("mastering", [Mastering(), Mastering(vbr_quality=4)])
@pytest.mark.parametrize("part", [5_000, 100_000])
def test_it_hears_what_ffmpeg_does(mastering, part, tmp_path):
    sound = np.concatenate([sine(-6, 0.7, 440), np.zeros(9_999, np.float32), sine(-12, 0.9, 660)])
    decoder, heard = Decoder(), []
    with Encoder(tmp_path / "a.mp3", mastering) as encoder:
        for start in range(0, len(sound), part):
            heard.append(decoder.push(encoder.write(sound[start : start + part])))
        heard += [decoder.push(encoder.close()), decoder.end()]
    samples = np.concatenate(heard)[: len(sound)]
    assert samples == pytest.approx(decoded((tmp_path / "a.mp3").read_bytes()), abs=1e-6)
