"""Sound through FFmpeg's filters, as PyAV ships them, piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import av
import numpy as np

from audiobook.audio.samples import Samples

Filter = tuple[str, str]
"""A filter's name and its arguments, as FFmpeg's documentation gives them."""


class Chain:
    """A chain of filters that mono samples are pushed through."""

    def __init__(self, filters: Sequence[Filter], rate_hz: int) -> None:
        graph = av.filter.Graph()
        self._source = graph.add_abuffer(
            sample_rate=rate_hz, format="fltp", layout="mono", time_base=Fraction(1, rate_hz)
        )
        end = self._source
        for name, arguments in filters:
            added = graph.add(name, arguments)
            end.link_to(added)
            end = added
        self._sink = graph.add("abuffersink")
        end.link_to(self._sink)
        graph.configure()
        self._graph = graph  # its contexts do not keep it alive
        self._rate_hz = rate_hz
        self._position = 0

    def push(self, samples: Samples) -> list[av.AudioFrame]:
        """What is ready after more samples have gone in."""
        if not len(samples):
            return []
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(samples, dtype=np.float32).reshape(1, -1),
            format="fltp",
            layout="mono",
        )
        frame.sample_rate = self._rate_hz
        frame.pts = self._position
        self._position += frame.samples
        self._source.push(frame)
        return self._ready()

    def end(self) -> list[av.AudioFrame]:
        """What the filters still held."""
        self._source.push(None)
        return self._ready()

    def _ready(self) -> list[av.AudioFrame]:
        ready: list[av.AudioFrame] = []
        while True:
            try:
                frame = self._sink.pull()
            except (av.BlockingIOError, av.EOFError):
                return ready
            assert isinstance(frame, av.AudioFrame)
            ready.append(frame)


def samples_of(frame: av.AudioFrame) -> Samples:
    """The samples of one frame of floats, which stay the frame's."""
    return np.frombuffer(memoryview(frame.planes[0]), dtype=np.float32, count=frame.samples)


def joined(frames: Iterable[av.AudioFrame]) -> Samples:
    """The samples of frames of floats, joined."""
    parts = [samples_of(frame) for frame in frames]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)
