"""Lays takes out in time: silence, what is said, silence, …, with cues and chapters."""

from __future__ import annotations

import itertools
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

import av
import numpy as np

from audiobook.audio.mastering.filters import joined
from audiobook.audio.mastering.levelling import Levels
from audiobook.audio.samples import Samples
from audiobook.model import Chapter, Cue, Mastering, Take

with warnings.catch_warnings():
    # It looks for an ffmpeg program on import; nothing used here needs one.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment


class Layout:
    """One recording: its sound piece by piece, and what was noted on the way."""

    def __init__(self, mastering: Mastering, levels: Levels) -> None:
        self._mastering = mastering
        self._levels = levels
        self.samples = 0
        """How long it is so far."""
        self.breaks: deque[tuple[int, int]] = deque()
        """The silence between takes so far, in samples; whoever measures it takes it out."""
        self._cues: list[Cue] = []
        self._chapters: list[tuple[str, int]] = []

    def pieces(self, takes: Iterable[Take]) -> Iterator[Samples]:
        """The sound of all takes, levelled, at the recording's rate, with the silence between."""
        silence_ms = self._mastering.start_ms
        for take in takes:
            yield self._placed(take, silence_ms)
            silence_ms = take.break_ms
        end = np.zeros(self._mastering.end_ms * self._mastering.rate_hz // 1000, dtype=np.float32)
        self.samples += len(end)
        yield end

    @property
    def cues(self) -> tuple[Cue, ...]:
        """Who said what, from when to when, so far."""
        return tuple(self._cues)

    @property
    def duration_ms(self) -> int:
        """The same in milliseconds."""
        return self._ms(self.samples)

    def chapters(self) -> Iterator[Chapter]:
        """The chapters, which cover the recording whole."""
        starts_ms = [0, *(start_ms for _, start_ms in self._chapters[1:]), self.duration_ms]
        for (title, _), (start_ms, end_ms) in zip(
            self._chapters, itertools.pairwise(starts_ms), strict=False
        ):
            yield Chapter(title, start_ms, end_ms)

    def _placed(self, take: Take, silence_ms: int) -> Samples:
        """A take after some silence; its cue is noted."""
        silence = AudioSegment.silent(silence_ms, take.rate_hz)
        said = AudioSegment(take.pcm, sample_width=2, frame_rate=take.rate_hz, channels=1)
        stitched = silence.append(said, crossfade=0)
        rate_hz = self._mastering.rate_hz
        sound = _resampled(stitched.raw_data, take.rate_hz, rate_hz)
        before = self.samples
        start = before + round(silence.frame_count() * rate_hz / take.rate_hz)
        self.samples += len(sound)
        if self._cues:
            self.breaks.append((before, start))
        self._note(take, self._ms(min(start, self.samples)), self._ms(self.samples))
        sound *= np.float32(10 ** (self._levels.gain_db(take) / 20))
        return sound

    def _note(self, take: Take, start_ms: int, end_ms: int) -> None:
        words = (
            replace(w, start_ms=w.start_ms + start_ms, end_ms=w.end_ms + start_ms)
            for w in take.words
        )
        self._cues.append(Cue(take.utterance, start_ms, end_ms, tuple(words)))
        if take.title is not None:
            self._chapters.append((take.title, start_ms))

    def _ms(self, samples: int) -> int:
        return round(samples * 1000 / self._mastering.rate_hz)


def _resampled(pcm: bytes, from_hz: int, to_hz: int) -> Samples:
    """Samples of 16 bits as floats at another rate, by FFmpeg's resampler; they last as long."""
    if not pcm:
        return joined([])
    length = round(len(pcm) / 2 * to_hz / from_hz)
    frame = av.AudioFrame.from_ndarray(
        np.frombuffer(pcm, dtype="<i2").reshape(1, -1), format="s16", layout="mono"
    )
    frame.sample_rate = from_hz
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=to_hz)
    sound = joined([*resampler.resample(frame), *resampler.resample(None)])[:length]
    # Of a few samples, shorter than its filter, the resampler gives none.
    return np.pad(sound, (0, length - len(sound)))
