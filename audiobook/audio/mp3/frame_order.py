"""Puts the chapter frames of an ID3 tag in order.

mutagen writes frames by their size, and players list chapters as they stand in the file.  The tag
is laid out as ID3v2.4.0 and ID3v2.3.0 (section 3 of both) have it, without an extended header.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

_HEADER_BYTES = 10  # of a tag, and of a frame
_VERSION_3 = 3
_CHAPTER_FRAMES = (b"CHAP", b"CTOC")
_PICTURE = b"APIC"


def order_chapters(mp3: Path, element_ids: Sequence[str]) -> None:
    """Write a tag's frames anew, in place: chapters as ``element_ids`` say, before the picture.

    The tag stays as long, and all other frames as they stood.  Raises OSError.
    """
    places = {name.encode("latin-1"): place for place, name in enumerate(element_ids)}
    with mp3.open("rb+") as file:
        header = file.read(_HEADER_BYTES)
        body = file.read(_synchsafe(header[6:]))
        frames = sorted(_frames(body, header[3]), key=lambda frame: _rank(frame, places))
        file.seek(_HEADER_BYTES)
        file.write(b"".join(frames))


def _frames(body: bytes, version: int) -> Iterator[bytes]:
    at = 0
    while at < len(body):
        size = body[at + 4 : at + 8]
        length = int.from_bytes(size, "big") if version == _VERSION_3 else _synchsafe(size)
        yield body[at : at + _HEADER_BYTES + length]
        at += _HEADER_BYTES + length


def _rank(frame: bytes, places: dict[bytes, int]) -> tuple[int, int]:
    if frame.startswith(_CHAPTER_FRAMES):
        element_id = frame[_HEADER_BYTES:].partition(b"\0")[0]
        return 1, places[element_id]
    return (2 if frame.startswith(_PICTURE) else 0), 0


def _synchsafe(size: bytes) -> int:
    """A number of seven bits a byte."""
    number = 0
    for byte in size:
        number = number << 7 | byte
    return number
