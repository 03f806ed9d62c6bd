"""Tags an MP3, so that it says who, what, under which licence and from where when it travels alone.

What the frames hold stands in ``tag_frames``; here they are written, and fitted to ID3v2.3 where
that is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mutagen import MutagenError, id3
from mutagen.mp3 import MP3

from audiobook.audio.covers.jpeg import embedded
from audiobook.audio.disk import unwritten
from audiobook.audio.mp3.frame_order import order_chapters
from audiobook.audio.mp3.tag_chapters import chapter_frames
from audiobook.audio.mp3.tag_frames import frames_of_job
from audiobook.errors import AudioError
from audiobook.model import Chapter, Job


def tag(mp3: Path, job: Job, chapters: Sequence[Chapter], cover: bytes) -> None:
    """Write attribution, licence, chapters, text and cover (a square JPEG) into the MP3, in place.

    As ID3v2.4.0 or ID3v2.3.0 by ``job.mastering``, with the ID3v2 Chapter Frame Addendum; the
    cover is a smaller copy.  Nothing depends on when it is written, and the sound stays as it is.
    The file may be longer than memory.  Raises AudioError if it is no MP3, or
    where the disk takes no more.
    """
    version = job.mastering.id3_version
    try:
        audio = MP3(mp3)
        audio.add_tags()
        assert audio.tags is not None
        duration_ms = round(1000 * audio.info.length)
        contents = list(chapter_frames(chapters))
        for frame in [*frames_of_job(job, duration_ms), *contents]:
            audio.tags.add(frame)
        audio.tags.add(_picture(embedded(cover)))
        if version == 3:  # noqa: PLR2004 - ID3v2.3
            audio.tags.update_to_v23()
        audio.save(v1=0, v2_version=version, padding=lambda _: 0)
        order_chapters(mp3, [frame.element_id for frame in contents])
    except OSError as error:
        raise unwritten(mp3, error) from error
    except MutagenError as error:
        if error.args and isinstance(error.args[0], OSError):
            raise unwritten(mp3, error.args[0]) from error
        raise AudioError(job.article.title, f"can't be tagged: {error}") from error


def _picture(jpeg: bytes) -> id3.APIC:
    # Windows shows no picture of ID3v2.3 whose description is in UTF-16.
    latin1 = id3.Encoding.LATIN1
    return id3.APIC(latin1, "image/jpeg", id3.PictureType.COVER_FRONT, "Cover", jpeg)
