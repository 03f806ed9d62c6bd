"""Blocks of bytes in a pipe: the length of each as four bytes, the lowest first, then the block."""

from __future__ import annotations

from typing import IO

_LENGTH_BYTES = 4


def write_block(pipe: IO[bytes], block: bytes) -> None:
    """Send a block at once.  Raises OSError if nobody reads."""
    pipe.write(len(block).to_bytes(_LENGTH_BYTES, "little"))
    pipe.write(block)
    pipe.flush()


def read_block(pipe: IO[bytes]) -> bytes | None:
    """The next block; None at the end, even if a part of one came."""
    length = pipe.read(_LENGTH_BYTES)
    size = int.from_bytes(length, "little")
    block = pipe.read(size)
    return block if len(length) == _LENGTH_BYTES and len(block) == size else None
