"""The process that LAME works in; ``lame_apart`` starts it, with the arguments of ``new_lame``.

Standard input brings blocks of samples, standard output takes a block of the stream for each, and
one more at the end.  A block is answered before it is encoded, with what the one before it came to:
so the other end may go on.  The process ends with its input, also when the parent was killed.
"""

from __future__ import annotations

import signal
import sys
from contextlib import suppress

from audiobook.audio.mp3.blocks import read_block, write_block
from audiobook.audio.mp3.lame import new_lame


def main() -> None:
    """Encode until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the parent ends this one
    lame = new_lame(*map(int, sys.argv[1:]))
    samples, stream = sys.stdin.buffer, sys.stdout.buffer
    ready = b""
    with suppress(BrokenPipeError):
        while (pcm := read_block(samples)) is not None:
            write_block(stream, ready)
            ready = bytes(lame.encode(pcm))
        write_block(stream, ready + bytes(lame.flush()))


if __name__ == "__main__":
    main()
