"""Brings a recording to its loudness and under its peak, as measured on the MP3 that comes out.

Synthetic speech peaks at 0 dBTP at about -21 LUFS: the target needs some 5 dB of dynamics control,
not gain alone.  So the chain is gain, gentle compression, and a look-ahead limiter at four times
the rate (the oversampling of ITU-R BS.1770's true-peak meter).  Since these take away loudness
again, the gain is found by trying.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np

from audiobook.audio.encode import encode
from audiobook.audio.filters import Filter, Samples, frames_of, samples_of, through
from audiobook.audio.loudness import integrated_lufs, measure
from audiobook.errors import AudioError
from audiobook.model import Chapter, Contour, Cue, Loudness, Mastering, Recording, Take

_CLOSE_LU = 0.1
_TOLERANCE_LU = 0.5
_FIRST_MARGIN_DB = 0.6  # by how much encoding at 64 kbit/s lifts the peaks of speech
_MORE_MARGIN_DB = 0.1
_FIRST_SLOPE = 0.6  # of a decibel of gain, what the limiter leaves of it
_OVERSAMPLING = 4
_TRIES = 8
_MOST_GAIN_DB = 60.0
_GATED_LUFS = -70.0
_PROBE_HZ = 997


def master(takes: Iterable[Take], mastering: Mastering, path: Path) -> Recording:
    """The takes as one MP3 at ``path``, with the cues and chapters it has and what it measures.

    Judged by the MP3 decoded again: the integrated loudness is within 0.5 LU of the target and the
    true peak is not above it; the loudness of a sound too short or too sparse for the meter's gate
    is left as it is.  Cues and chapters are in milliseconds of the recording; chapters cover it
    whole.  Raises AudioError where the target can't be reached.
    """
    sound, cues, starts = _laid_out(takes, mastering)
    mp3, loudness, duration_ms = _mastered(sound, mastering)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(mp3)
    chapters = tuple(_chapters(starts, duration_ms))
    return Recording(path, duration_ms, cues, chapters, loudness, Contour(1000))


def _laid_out(
    takes: Iterable[Take], mastering: Mastering
) -> tuple[Samples, tuple[Cue, ...], list[tuple[str, int]]]:
    rate_hz = mastering.rate_hz
    parts = [_silence(mastering.start_ms, rate_hz)]
    position = len(parts[0])
    cues: list[Cue] = []
    starts: list[tuple[str, int]] = []
    for take in takes:
        sound = _resampled(take, rate_hz)
        start_ms = round(position * 1000 / rate_hz)
        end_ms = round((position + len(sound)) * 1000 / rate_hz)
        words = (
            replace(w, start_ms=w.start_ms + start_ms, end_ms=w.end_ms + start_ms)
            for w in take.words
        )
        cues.append(Cue(take.utterance, start_ms, end_ms, tuple(words)))
        if take.title is not None:
            starts.append((take.title, start_ms))
        parts += [sound, _silence(take.break_ms, rate_hz)]
        position += len(sound) + len(parts[-1])
    return np.concatenate(parts), tuple(cues), starts


def _resampled(take: Take, rate_hz: int) -> Samples:
    raw = np.frombuffer(take.pcm, dtype="<i2").astype(np.float32) / np.float32(32_768)
    filters = [("aresample", str(rate_hz)), ("aformat", "sample_fmts=fltp")]
    return samples_of(through(filters, frames_of(raw, take.rate_hz), take.rate_hz))


def _silence(duration_ms: int, rate_hz: int) -> Samples:
    return np.zeros(duration_ms * rate_hz // 1000, dtype=np.float32)


def _chapters(starts: list[tuple[str, int]], end_ms: int) -> Iterator[Chapter]:
    ends = [start_ms for _, start_ms in starts[1:]] + [end_ms]
    for place, ((title, start_ms), chapter_end_ms) in enumerate(zip(starts, ends, strict=True)):
        yield Chapter(title, 0 if place == 0 else start_ms, chapter_end_ms)


def _mastered(sound: Samples, mastering: Mastering) -> tuple[bytes, Loudness, int]:
    goal_lufs = mastering.integrated_lufs if mastering.integrated_lufs is not None else -20.0
    target_lufs = goal_lufs + _encoder_loss_lu(mastering)
    margin_db = _FIRST_MARGIN_DB
    for _ in range(_TRIES):
        ceiling_dbtp = mastering.true_peak_dbtp - margin_db
        gain_db = _gain_for(target_lufs, sound, ceiling_dbtp, mastering.rate_hz)
        mastered = _through_chain(sound, gain_db, ceiling_dbtp, mastering.rate_hz, _OVERSAMPLING)
        mp3 = encode(mastered, mastering.rate_hz, mastering.bitrate_kbps)
        measured, duration_ms = measure(mp3)
        over_db = measured.true_peak_dbtp - mastering.true_peak_dbtp
        off_lu = measured.integrated_lufs - goal_lufs
        unheard = measured.integrated_lufs <= _GATED_LUFS
        if over_db <= 0 and (abs(off_lu) <= _TOLERANCE_LU or unheard):
            return mp3, measured, duration_ms
        margin_db += max(0.0, over_db + _MORE_MARGIN_DB)
        target_lufs -= off_lu
    raise AudioError(
        "mastering",
        f"comes to {measured.integrated_lufs:.1f} LUFS at {measured.true_peak_dbtp:.1f} dBTP, "
        f"not {goal_lufs:.1f} at {mastering.true_peak_dbtp:.1f}",
        "ask for less: lower integrated-lufs in [mastering]",
    )


def _gain_for(target_lufs: float, sound: Samples, ceiling_dbtp: float, rate_hz: int) -> float:
    """The gain, in dB, with which the chain brings the sound to its target.

    Tried without oversampling: that moves the loudness by less than 0.01 LU and costs a tenth.
    """
    lufs = integrated_lufs(sound, rate_hz)
    gain_db = target_lufs - lufs
    slope = _FIRST_SLOPE
    tried: tuple[float, float] | None = None
    for _ in range(_TRIES):
        gain_db = min(gain_db, _MOST_GAIN_DB)
        lufs = integrated_lufs(_through_chain(sound, gain_db, ceiling_dbtp, rate_hz, 1), rate_hz)
        if abs(target_lufs - lufs) <= _CLOSE_LU or lufs <= _GATED_LUFS:
            break
        if tried and gain_db != tried[0]:
            slope = min(1.0, max(0.2, (lufs - tried[1]) / (gain_db - tried[0])))
        tried = gain_db, lufs
        gain_db += (target_lufs - lufs) / slope
    return gain_db


def _through_chain(
    sound: Samples, gain_db: float, ceiling_dbtp: float, rate_hz: int, oversampling: int
) -> Samples:
    ceiling = 10 ** (ceiling_dbtp / 20)
    chain: list[Filter] = [
        ("volume", f"{gain_db:.3f}dB"),
        ("acompressor", "threshold=-12dB:ratio=2:attack=5:release=80:knee=6"),
        ("aresample", str(oversampling * rate_hz)),
        ("alimiter", f"limit={ceiling:.5f}:attack=2:release=50:level=false:latency=true"),
        ("aresample", str(rate_hz)),
        ("aformat", "sample_fmts=fltp"),
    ]
    return samples_of(through(chain, frames_of(sound, rate_hz), rate_hz))


@cache
def _encoder_loss_lu(mastering: Mastering) -> float:
    """By how much LAME turns a sound down: its presets scale the input at low bitrates."""
    time_s = np.arange(mastering.rate_hz, dtype=np.float32) / mastering.rate_hz
    tone = (np.sin(2 * np.pi * _PROBE_HZ * time_s) / 10).astype(np.float32)
    encoded, _ = measure(encode(tone, mastering.rate_hz, mastering.bitrate_kbps))
    return integrated_lufs(tone, mastering.rate_hz) - encoded.integrated_lufs
