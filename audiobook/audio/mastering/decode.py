"""Decodes an MP3 while it is made, so that what listeners will hear is measured as it comes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import av

from audiobook.audio.mastering.filters import joined
from audiobook.audio.mp3.info_frame import ENCODER_DELAY
from audiobook.audio.samples import Samples

DELAY = ENCODER_DELAY + 529
"""Samples that come before the first of a recording: the encoder's, and every decoder's own."""


class Decoder:
    """The samples of a stream that LAME makes, from the first that went in."""

    def __init__(self) -> None:
        codec = av.CodecContext.create("mp3float", "r")
        assert isinstance(codec, av.AudioCodecContext)
        self._codec = codec
        self._early = DELAY

    def push(self, stream: bytes) -> Samples:
        """What more of the stream decodes to."""
        return self._decoded(self._codec.parse(stream)) if stream else joined([])

    def end(self) -> Samples:
        """The last samples; more than went in, since the last frame is filled up."""
        return self._decoded([*self._codec.parse(None), None])

    def _decoded(self, packets: Sequence[av.Packet[Any] | None]) -> Samples:
        samples = joined(frame for packet in packets for frame in self._codec.decode(packet))
        dropped = min(self._early, len(samples))
        self._early -= dropped
        return samples[dropped:]
