"""LAME in a process of its own: lameenc lets no other thread of Python run while it works."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

from audiobook.audio.mp3.blocks import read_block, write_block
from audiobook.errors import AudioError


class LameApart:
    """Makes the same stream as ``LameHere``, on another core.

    While it encodes what one call gave it, the caller has what the call before made of the stream.
    """

    def __init__(self, rate_hz: int, bitrate_kbps: int, vbr_quality: int | None = None) -> None:
        """Start the process; the arguments are those of ``new_lame``."""
        settings = [rate_hz, bitrate_kbps, *([] if vbr_quality is None else [vbr_quality])]
        self._process = subprocess.Popen(
            # -P: a signal.py that lies in the current folder must not be taken for Python's own.
            [sys.executable, "-P", "-m", "audiobook.audio.mp3.lame_child", *map(str, settings)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._samples, self._stream = self._process.stdin, self._process.stdout

    def encode(self, pcm: bytes) -> bytes:
        """The same as with ``LameHere``.  Raises AudioError if the process has died."""
        try:
            write_block(self._samples, pcm)
        except OSError as error:
            raise self._died() from error
        return self._answer()

    def flush(self) -> bytes:
        """The same as with ``LameHere``.  Raises AudioError if the process has died."""
        self._samples.close()
        return self._answer()

    def close(self) -> None:
        """End the process, whatever it is at."""
        self._process.kill()
        with suppress(OSError):  # of samples that it did not take any more
            self._samples.close()
        self._stream.close()
        self._process.wait()

    def _answer(self) -> bytes:
        block = read_block(self._stream)
        if block is None:
            raise self._died()
        return block

    def _died(self) -> AudioError:
        status = self._process.wait()
        return AudioError("MP3", f"the process that encodes it died ({status})", "make it again")
