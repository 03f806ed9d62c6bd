"""Masters takes as they come: levelled, laid out, made loud enough, encoded, measured.

All is done in one pass in which nothing whole is kept in memory.  The gain is found on the first
takes and then steered by what the MP3, decoded again while it is made, turns out to measure.
Where a rare peak is above its limit, the MP3 is turned down for that moment; where more is amiss,
the pass is repeated from a spool.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from audiobook.audio.disk import writing
from audiobook.audio.mastering.aim import Aim, first_aim
from audiobook.audio.mastering.calibrate import calibrated_gain_db
from audiobook.audio.mastering.decode import Decoder
from audiobook.audio.mastering.dynamics import Dynamics
from audiobook.audio.mastering.goal import Goal
from audiobook.audio.mastering.layout import Layout
from audiobook.audio.mastering.levelling import Levels
from audiobook.audio.mastering.loudness import SILENCE_DB, Meter, decibels
from audiobook.audio.mastering.noise_floor import NoiseFloor
from audiobook.audio.mastering.overshoots import turned_down
from audiobook.audio.mastering.spool import Spool
from audiobook.audio.mastering.steering import Steering
from audiobook.audio.mp3.encode import Encoder
from audiobook.audio.samples import Samples
from audiobook.errors import AudioError
from audiobook.model import Loudness, Mastering, Recording, Take

_CHUNK = 1 << 17
_HEAD_S = 20.0
_TRIES = 5


def master(
    takes: Iterable[Take], mastering: Mastering, path: Path, *, apart: bool = False
) -> Recording:
    """The takes as one MP3 at ``path``, with the cues and chapters it has and what it measures.

    Takes are taken as they come, and kept until the MP3 has proved right: their sound in memory up
    to 8 MB, in a scratch file beside ``path`` beyond.  Judged by the MP3 decoded again: the
    integrated loudness is within 0.5 LU of the target (the RMS in its range) and the true peak is
    not above it; silence stays silent.  Cues and chapters are in milliseconds of the recording;
    chapters cover it whole.

    ``apart`` has LAME work in a process of its own, beside the rest; the bytes are the same.
    Raises AudioError where the target can't be reached, the disk takes no more, or that process
    dies; then, and at every other error, nothing is left at ``path``.
    """
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    goal = Goal.of(mastering)
    try:
        with Spool(path.parent) as spool:
            coming = spool.keep(takes)
            head = list(_head(coming))
            heard: Iterable[Take] = itertools.chain(head, coming)
            aim = first_aim(mastering, goal)
            for _ in range(_TRIES):
                recording = _Attempt(head, goal, aim, mastering).record(heard, path, apart)
                if goal.met_by(recording.loudness):
                    _check_noise(recording.loudness.noise_floor_dbfs, mastering.noise_floor_dbfs)
                    return recording
                aim = aim.corrected(
                    goal.off_db(recording.loudness),
                    recording.loudness.true_peak_dbtp - mastering.true_peak_dbtp,
                )
                heard = spool
        measured = recording.loudness
        raise goal.unreachable(goal.level(measured), measured.true_peak_dbtp)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _head(takes: Iterator[Take]) -> Iterator[Take]:
    """The first takes: about so much that their level is that of the whole."""
    seconds = 0.0
    while seconds < _HEAD_S and (take := next(takes, None)) is not None:
        seconds += len(take.pcm) / 2 / take.rate_hz
        yield take


def _check_noise(measured_dbfs: float | None, most_dbfs: float | None) -> None:
    if measured_dbfs is not None and most_dbfs is not None and measured_dbfs > most_dbfs:
        raise AudioError(
            "[mastering]",
            f"silence between sentences has {measured_dbfs:.1f} dBFS, not {most_dbfs:g} at most",
            "take a voice with less noise; see: audiobook voices",
        )


class _Attempt:
    """One pass over all takes, with gain and ceiling as the first of them suggest."""

    def __init__(self, head: list[Take], goal: Goal, aim: Aim, mastering: Mastering) -> None:
        self._mastering = mastering
        self._levels = Levels()
        self._levels.learn(head)
        sample = list(Layout(mastering, self._levels).pieces(head))
        gain_db = calibrated_gain_db(sample, goal, aim, mastering.rate_hz)
        self._steering = Steering(goal, gain_db, sum(map(len, sample)) / mastering.rate_hz)
        self._dynamics = Dynamics(aim, mastering.rate_hz)
        self._decoder = Decoder()
        self._meter = Meter(mastering.rate_hz, mastering.true_peak_dbtp)

    def record(self, takes: Iterable[Take], path: Path, apart: bool) -> Recording:
        """Make the MP3.

        The encoder gives what it made of the chunk before, and may be at the next one meanwhile.
        """
        layout = Layout(self._mastering, self._levels)
        noise_floor = NoiseFloor(layout.breaks, self._mastering.rate_hz)
        with Encoder(path, self._mastering, apart=apart) as encoder:
            for chunk in _chunks(layout.pieces(takes)):
                heard_s = self._meter.samples / self._mastering.rate_hz
                gain_db = self._steering.gain_db(self._meter.loudness, heard_s)
                louder = self._dynamics.push(chunk, gain_db)
                heard = self._decoder.push(encoder.write(louder))
                self._meter.push(heard)
                noise_floor.push(heard)
            stream = encoder.write(self._dynamics.end()) + encoder.close()
        rest = np.concatenate([self._decoder.push(stream), self._decoder.end()])
        last = rest[: layout.samples - self._meter.samples]
        self._meter.push(last)
        self._meter.end()
        noise_floor.push(last)
        return self._without_overshoots(
            Recording(
                mp3=path,
                duration_ms=layout.duration_ms,
                cues=layout.cues,
                chapters=tuple(layout.chapters()),
                loudness=self._asked_for(self._meter.loudness, noise_floor),
                bitrate_kbps=encoder.mean_kbps,
                contour=self._meter.contour,
            )
        )

    def _without_overshoots(self, recording: Recording) -> Recording:
        """The recording turned down where it is over its true peak, if these places are few."""
        overs = self._meter.overs
        peak = turned_down(recording.mp3, self._mastering, overs) if overs else None
        if peak is None:
            return recording
        highest = max(peak, self._meter.peak_below)
        contour = recording.contour
        return replace(
            recording,
            loudness=replace(recording.loudness, true_peak_dbtp=decibels(highest**2)),
            contour=replace(contour, peaks=tuple(min(step, highest) for step in contour.peaks)),
        )

    def _asked_for(self, measured: Loudness, noise_floor: NoiseFloor) -> Loudness:
        """What was measured, with RMS and noise floor only for those who ask for them."""
        if self._mastering.rms_dbfs is None:
            return replace(measured, rms_dbfs=None)
        return replace(measured, noise_floor_dbfs=noise_floor.dbfs(SILENCE_DB))


def _chunks(pieces: Iterable[Samples]) -> Iterator[Samples]:
    """The same samples in parts of one size, however they come; the last may be shorter."""
    held: list[Samples] = []
    for piece in pieces:
        held.append(piece)
        if sum(map(len, held)) >= _CHUNK:
            whole = np.concatenate(held)
            ready = len(whole) // _CHUNK * _CHUNK
            yield from whole[:ready].reshape(-1, _CHUNK)
            held = [whole[ready:]]
    yield np.concatenate(held)
