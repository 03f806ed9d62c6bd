"""The stream: as long as its samples, and what its first frame says of it is so."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass

import av
import numpy as np
import pytest
from fastcrc import crc16
from mutagen.mp3 import MP3, BitrateMode
from sound_parts import RATE_HZ, decoded, encoded, sine

from audiobook.audio.mp3.encode import Encoder
from audiobook.audio.mp3.info_frame import ENCODER_DELAY, info_frame_bytes
from audiobook.audio.mp3.layer3 import Walk
from audiobook.errors import AudioError
from audiobook.model import Mastering

BITRATES = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
TONE = sine(-12, 1.3)
STREAMS = [Mastering(), Mastering(bitrate_kbps=40), Mastering(vbr_quality=4)]
DECODER_DELAY = 529


def _named(mastering: Mastering) -> str:
    variable = mastering.vbr_quality is not None
    return f"VBR {mastering.vbr_quality}" if variable else f"{mastering.bitrate_kbps} kbit/s"


@dataclass(frozen=True)
class Tag:
    """The first frame's fields, read as Xing's header and LAME's tag lay them out."""

    name: bytes
    frames: int
    bytes: int
    seek: bytes
    delay: int
    padding: int
    length: int
    music_crc: int
    crc: int
    crc_is_so: bool


def _tag(mp3: bytes) -> Tag:
    name, flags, frames, size, seek = struct.unpack_from(">4sIII100s", mp3, 21)
    assert flags == 15
    (gaps,) = struct.unpack_from(">I", b"\0" + mp3[162:165])
    length, music_crc, crc = struct.unpack_from(">IHH", mp3, 169)
    so = crc == crc16.arc(mp3[:175])
    return Tag(name, frames, size, seek, gaps >> 12, gaps & 4095, length, music_crc, crc, so)


def _mixed(seconds: float) -> np.ndarray:
    """Noise, then silence, then a tone: frames of a variable bitrate are of many lengths."""
    noise = np.random.default_rng(1).normal(0, 0.1, round(seconds * RATE_HZ)).astype(np.float32)
    return np.concatenate([noise, np.zeros_like(noise), sine(-12, seconds)])


def _pyav(mp3: bytes) -> np.ndarray:
    with av.open(io.BytesIO(mp3), format="mp3") as container:
        return np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])


@pytest.mark.parametrize("kbps", BITRATES)
@pytest.mark.parametrize("rate_hz", [32_000, 44_100, 48_000])
def test_every_bitrate(kbps, rate_hz):
    mp3 = encoded(TONE, Mastering(bitrate_kbps=kbps, rate_hz=rate_hz))
    assert len(decoded(mp3)) == len(TONE)
    info = MP3(io.BytesIO(mp3)).info
    assert info.bitrate_mode == BitrateMode.CBR
    assert info.sample_rate == rate_hz
    assert info.channels == 1
    assert info.encoder_info.startswith("LAME 3.100")
    assert info.length == pytest.approx(len(TONE) / rate_hz, abs=0.0005)
    frames = mp3[info_frame_bytes(Mastering(bitrate_kbps=kbps, rate_hz=rate_hz)) :]
    assert MP3(io.BytesIO(frames)).info.bitrate == 1_000 * kbps


@pytest.mark.parametrize("quality", range(10))
@pytest.mark.parametrize("rate_hz", [32_000, 44_100, 48_000])
def test_every_variable_bitrate(quality, rate_hz):
    sound = _mixed(0.8)
    mp3 = encoded(sound, Mastering(vbr_quality=quality, rate_hz=rate_hz))
    assert len(decoded(mp3)) == len(sound)
    info = MP3(io.BytesIO(mp3)).info
    assert info.bitrate_mode == BitrateMode.VBR
    assert info.encoder_settings == f"-V {quality}"
    assert info.length == pytest.approx(len(sound) / rate_hz, abs=0.0005)


@pytest.mark.parametrize("count", [1, 2, 575, 576, 577, 1_151, 1_152, 1_153, 4_607, 44_101, 99_999])
@pytest.mark.parametrize("mastering", STREAMS, ids=_named)
def test_as_many_samples_come_out_as_went_in(count, mastering):
    mp3 = encoded(np.resize(TONE, count), mastering)
    assert len(decoded(mp3)) == len(_pyav(mp3)) == count


@pytest.mark.parametrize("decoder", [decoded, _pyav])
def test_each_sample_is_in_its_place_to_the_very_ends(decoder):
    noise = np.random.default_rng(1).normal(0, 0.1, 50_000).astype(np.float32)
    smooth = np.convolve(noise, np.ones(40) / 40, "same").astype(np.float32)
    out = decoder(encoded(smooth, Mastering(bitrate_kbps=320)))
    for part in (slice(0, 400), slice(20_000, 30_000), slice(-400, None)):
        assert np.abs(out[part] - smooth[part]).max() < 0.02
        shifted = np.roll(smooth, 1)[part]
        assert np.std(out[part] - smooth[part]) < np.std(out[part] - shifted) / 2


@pytest.mark.parametrize("mastering", STREAMS, ids=_named)
def test_the_first_frame_tells_the_truth(mastering):
    sound = _mixed(2)
    mp3 = encoded(sound, mastering)
    stream = mp3[info_frame_bytes(mastering) :]
    packets = _packets(stream)
    tag = _tag(mp3)
    assert tag.name == (b"Info" if mastering.vbr_quality is None else b"Xing")
    assert tag.frames == len(packets)
    assert tag.bytes == tag.length == len(mp3)
    assert tag.delay == ENCODER_DELAY
    assert tag.delay + len(sound) + tag.padding == 1_152 * len(packets)
    assert tag.padding >= DECODER_DELAY, "or the last samples never leave the decoder"
    assert tag.music_crc == crc16.arc(stream)
    assert tag.crc_is_so
    for percent, point in enumerate(tag.seek):
        at = len(mp3) - len(stream) + sum(packets[: len(packets) * percent // 100])
        assert point == 256 * at // len(mp3)


def _packets(stream: bytes) -> list[int]:
    """The lengths of a stream's frames, by FFmpeg's parser."""
    parser = av.CodecContext.create("mp3float", "r")
    return [packet.size for packet in [*parser.parse(stream), *parser.parse(None)] if packet.size]


def test_the_seek_table_of_a_long_stream():
    """Longer than the places that are remembered: a point is still where its time is."""
    quiet = np.zeros(5_000 * 1_152, np.float32)
    noise = np.random.default_rng(1).normal(0, 0.1, 1_000 * 1_152).astype(np.float32)
    mastering = Mastering(vbr_quality=9)
    mp3 = encoded(np.concatenate([quiet, noise]), mastering)
    packets = _packets(mp3[info_frame_bytes(mastering) :])
    places = np.cumsum([info_frame_bytes(mastering), *packets])
    for percent, point in enumerate(_tag(mp3).seek):
        right = 256 * places[len(packets) * percent // 100] / len(mp3)
        assert point == pytest.approx(right, abs=1.2)


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_a_stream_cut_anywhere_is_walked_whole(size):
    mastering = Mastering(vbr_quality=9)
    stream = encoded(np.zeros(5_000 * 1_152, np.float32), mastering)[info_frame_bytes(mastering) :]
    walk = Walk(RATE_HZ)
    for at in range(0, len(stream), size):
        walk.follow(stream[at : at + size])
    lengths = _packets(stream)
    assert (walk.frames, walk.bytes) == (len(lengths), len(stream))
    assert walk.crc == crc16.arc(stream)
    places = np.cumsum([0, *lengths])
    assert [walk.place_of(frame) for frame in (0, 2, 4_998)] == [0, places[2], places[4_998]]
    assert walk.place_of(3) == places[2], "every second place is remembered"


def test_samples_beyond_full_scale_are_clipped_not_wrapped():
    out = decoded(encoded(8 * sine(0, 0.5, 100), Mastering(bitrate_kbps=320)))
    assert 0.9 < np.abs(out).max() < 1.5
    assert np.abs(np.diff(out)).max() < 0.5


@pytest.mark.parametrize("mastering", STREAMS, ids=_named)
def test_parts_of_any_size_give_the_same_bytes(tmp_path, mastering):
    sound = _mixed(0.5)
    whole = encoded(sound, mastering)
    for size in (1, 577, 40_000):
        with Encoder(tmp_path / "parts.mp3", mastering) as encoder:
            parts = [encoder.write(sound[at : at + size]) for at in range(0, len(sound), size)]
            parts.append(encoder.close())
        assert (tmp_path / "parts.mp3").read_bytes() == whole
        assert b"".join(parts) == whole[info_frame_bytes(mastering) :]


def test_an_error_leaves_the_file_to_its_owner(tmp_path):
    def interrupted() -> None:
        with Encoder(tmp_path / "torn.mp3", Mastering()) as encoder:
            encoder.write(_mixed(2))
            raise ValueError("stopped")

    with pytest.raises(ValueError, match="stopped"):
        interrupted()
    assert (tmp_path / "torn.mp3").read_bytes().startswith(bytes(100)), "no whole-looking file"


@pytest.mark.parametrize(
    ("kbps", "rate_hz"), [(0, 44_100), (65, 44_100), (8, 44_100), (-64, 44_100), (64, 22_050)]
)
def test_what_layer_iii_does_not_have(tmp_path, kbps, rate_hz):
    with pytest.raises(AudioError, match="layer III"):
        Encoder(tmp_path / "none.mp3", Mastering(bitrate_kbps=kbps, rate_hz=rate_hz))
    assert not (tmp_path / "none.mp3").exists()


@pytest.mark.parametrize("samples", [None, np.zeros(0, np.float32)])
def test_no_sound(tmp_path, samples):
    with Encoder(tmp_path / "none.mp3", Mastering()) as encoder:
        if samples is not None:
            encoder.write(samples)
        with pytest.raises(AudioError, match="no sound"):
            encoder.close()
