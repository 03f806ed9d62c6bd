"""Sound through FFmpeg's filters, as PyAV ships them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import av
import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
"""Mono samples between -1 and 1."""

Filter = tuple[str, str]
"""A filter's name and its arguments, as FFmpeg's documentation gives them."""

_CHUNK = 1 << 16


def frames_of(samples: Samples, rate_hz: int) -> Iterator[av.AudioFrame]:
    """The samples as frames of planar floats."""
    for start in range(0, len(samples), _CHUNK):
        chunk = np.ascontiguousarray(samples[start : start + _CHUNK]).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(chunk, format="fltp", layout="mono")
        frame.sample_rate = rate_hz
        yield frame


def through(
    filters: Sequence[Filter], frames: Iterable[av.AudioFrame], rate_hz: int
) -> Iterator[av.AudioFrame]:
    """What comes out of a chain of filters when mono frames of planar floats go in."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(
        sample_rate=rate_hz, format="fltp", layout="mono", time_base=Fraction(1, rate_hz)
    )
    end = source
    for name, arguments in filters:
        added = graph.add(name, arguments)
        end.link_to(added)
        end = added
    sink = graph.add("abuffersink")
    end.link_to(sink)
    graph.configure()
    position = 0
    for frame in frames:
        frame.pts = position
        position += frame.samples
        source.push(frame)
        yield from _pulled(sink)
    source.push(None)
    yield from _pulled(sink)


def samples_of(frames: Iterable[av.AudioFrame]) -> Samples:
    """The samples of frames of floats, joined."""
    parts = [frame.to_ndarray().reshape(-1) for frame in frames]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)


def _pulled(sink: av.filter.context.FilterContext) -> Iterator[av.AudioFrame]:
    while True:
        try:
            frame = sink.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        assert isinstance(frame, av.AudioFrame)
        yield frame
