"""Reads back what the tags of an MP3 say."""

from __future__ import annotations

from pathlib import Path

from mutagen import MutagenError
from mutagen.id3 import ID3
from mutagen.mp3 import MP3

from audiobook.errors import AudioError
from audiobook.model import Chapter, Tags

_C2PA = ("application/c2pa", "application/x-c2pa-manifest-store")
"""Media types of Content Credentials: that which the specification registers, and its first."""


def read_tags(mp3: Path) -> Tags:
    """The tags of an MP3 that ``tag`` wrote, or anybody else; what it lacks is empty.

    Raises AudioError if it is no MP3 or can't be read.
    """
    try:
        audio = MP3(mp3)
    except MutagenError as error:
        raise AudioError(str(mp3), f"is no MP3: {error}", "make the edition again") from error
    assert audio.info is not None
    tags = audio.tags if audio.tags is not None else ID3()
    pictures = tags.getall("APIC")
    return Tags(
        title=_text(tags, "TIT2"),
        artist=_text(tags, "TPE1"),
        language=_text(tags, "TLAN"),
        source=next((frame.url for frame in tags.getall("WOAS")), ""),
        copyright=_text(tags, "TCOP"),
        album=_text(tags, "TALB"),
        licence_id=_text(tags, "TXXX:LICENSE"),
        licence_url=next((frame.url for frame in tags.getall("WCOP")), ""),
        notice=next((_joined(frame.text) for frame in tags.getall("COMM")), ""),
        text_sha256=_text(tags, "TXXX:TEXT-SHA256"),
        voices=_text(tags, "TXXX:VOICE"),
        chapters=_chapters(tags),
        cover=pictures[0].data if pictures else b"",
        duration_ms=round(1000 * audio.info.length),
        bitrate_kbps=audio.info.bitrate / 1000,
        has_credentials=any(frame.mime in _C2PA for frame in tags.getall("GEOB")),
    )


def _chapters(tags: ID3) -> tuple[Chapter, ...]:
    frames = sorted(tags.getall("CHAP"), key=lambda frame: (frame.start_time, frame.end_time))
    return tuple(
        Chapter(_text(frame.sub_frames, "TIT2"), frame.start_time, frame.end_time)
        for frame in frames
    )


def _text(tags: ID3, key: str) -> str:
    return next((_joined(frame.text) for frame in tags.getall(key)), "")


def _joined(texts: list[str]) -> str:
    return "/".join(map(str, texts))
