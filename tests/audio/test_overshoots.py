"""A peak that the encoder overshot is turned down where it lies, and nothing else is touched."""

from __future__ import annotations

import struct
from dataclasses import replace

import numpy as np
import pytest
from fastcrc import crc16
from sound_parts import RATE_HZ, decoded, encoded, second_opinion, sine

from audiobook.audio.mastering.decode import DELAY, Decoder
from audiobook.audio.mastering.overshoots import turned_down
from audiobook.audio.mastering.true_peak import TruePeakMeter
from audiobook.audio.mp3.info_frame import info_frame_bytes
from audiobook.model import Mastering

LIMIT_DBTP = -3.0
STREAMS = [
    Mastering(true_peak_dbtp=LIMIT_DBTP),
    Mastering(true_peak_dbtp=LIMIT_DBTP, bitrate_kbps=32),
    Mastering(true_peak_dbtp=LIMIT_DBTP, bitrate_kbps=320),
    Mastering(true_peak_dbtp=LIMIT_DBTP, vbr_quality=4),
]


def _loud_at(*places_s: float, over_db: float = 0.7) -> np.ndarray:
    """Six seconds of a tone at -9 dB, with pulses of 10 ms that are over the limit."""
    samples = sine(-9, 6, 440)
    for place_s in places_s:
        start = round(place_s * RATE_HZ)
        samples[start : start + 441] *= 10 ** ((9 + LIMIT_DBTP + over_db) / 20)
    return samples


def _overs(mp3: bytes, mastering: Mastering) -> list[int]:
    decoder = Decoder()
    stream = mp3[info_frame_bytes(mastering) :]
    meter = TruePeakMeter(10 ** (mastering.true_peak_dbtp / 20))
    meter.push(np.concatenate([decoder.push(stream), decoder.end()]))
    meter.end()
    return meter.overs


@pytest.mark.parametrize("place_s", [0.0, 0.013, 2.0, 3.007, 5.98])
@pytest.mark.parametrize("mastering", STREAMS, ids=["64", "32", "320", "VBR"])
def test_a_peak_is_turned_down_where_it_lies(mastering, place_s, tmp_path):
    path = tmp_path / "edition.mp3"
    path.write_bytes(before := encoded(_loud_at(place_s), mastering))
    overs = _overs(before, mastering)
    assert overs
    assert all(abs(over / RATE_HZ - place_s) < 0.05 for over in overs)
    peak = turned_down(path, mastering, overs)
    after = path.read_bytes()
    assert second_opinion(before).true_peak_dbtp > LIMIT_DBTP
    assert second_opinion(after).true_peak_dbtp <= LIMIT_DBTP
    assert peak is not None
    assert 20 * np.log10(peak) <= LIMIT_DBTP
    far = np.abs(np.arange(6 * RATE_HZ) / RATE_HZ - place_s) > 0.08
    old, new = (decoded(mp3)[: 6 * RATE_HZ] for mp3 in (before, after))
    assert np.array_equal(old[far], new[far])
    assert np.abs(new - old).max() < 0.25 * np.abs(old).max()


def test_the_peak_that_is_told_is_that_of_the_places(tmp_path):
    path = tmp_path / "edition.mp3"
    path.write_bytes(mp3 := encoded(_loud_at(1.0), STREAMS[0]))
    peak = turned_down(path, STREAMS[0], _overs(mp3, STREAMS[0]))
    told_dbtp = 20 * np.log10(peak)
    assert second_opinion(path.read_bytes()).true_peak_dbtp == pytest.approx(told_dbtp, abs=0.1)


@pytest.mark.parametrize("mastering", STREAMS, ids=["64", "32", "320", "VBR"])
def test_the_info_frame_is_told_the_new_checksum(mastering, tmp_path):
    path = tmp_path / "edition.mp3"
    path.write_bytes(before := encoded(_loud_at(2.0), mastering))
    turned_down(path, mastering, _overs(before, mastering))
    after = path.read_bytes()
    assert len(after) == len(before)
    assert after[:173] == before[:173]
    music, tag = struct.unpack_from(">HH", after, 173)
    assert music == crc16.arc(after[info_frame_bytes(mastering) :])
    assert tag == crc16.arc(after[:175])


def test_what_is_over_in_many_places_is_left_to_another_pass(tmp_path):
    path = tmp_path / "edition.mp3"
    path.write_bytes(mp3 := encoded(_loud_at(1.0, 2.0, 3.0), STREAMS[0]))
    assert turned_down(path, STREAMS[0], _overs(mp3, STREAMS[0])) is None


def test_what_is_far_over_is_left_to_another_pass(tmp_path):
    path = tmp_path / "edition.mp3"
    lower = replace(STREAMS[0], true_peak_dbtp=LIMIT_DBTP - 4)
    path.write_bytes(mp3 := encoded(_loud_at(2.0), lower))
    assert turned_down(path, lower, _overs(mp3, lower)) is None


def test_places_are_told_where_they_are():
    meter = TruePeakMeter(0.5)
    samples = np.zeros(RATE_HZ, dtype=np.float32)
    samples[[DELAY, 20_016]] = 0.6
    for part in np.split(samples, range(997, RATE_HZ, 997)):
        meter.push(part)
    meter.end()
    assert [over // 32 for over in meter.overs] == [DELAY // 32, 20_016 // 32]
    assert meter.below <= 0.5 < meter.peak
