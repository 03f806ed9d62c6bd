"""Chapters as frames of an ID3 tag, by the ID3v2 Chapter Frame Addendum 1.0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mutagen import id3

from audiobook.audio.plain import plain
from audiobook.model import Chapter

_MOST_CONTENTS = 255  # entries of a table of contents, which counts them in one byte


def chapter_frames(chapters: Sequence[Chapter]) -> Iterator[id3.Frame]:
    """A CHAP frame for each chapter, and the CTOC frames that put them in order."""
    for number, chapter in enumerate(chapters):
        yield id3.CHAP(
            element_id=f"chp{number}",
            start_time=chapter.start_ms,
            end_time=chapter.end_ms,
            sub_frames=[id3.TIT2(id3.Encoding.UTF8, [plain(chapter.title)])],
        )
    yield from _contents([f"chp{number}" for number in range(len(chapters))])


def _contents(names: list[str]) -> Iterator[id3.Frame]:
    """The table of contents; a table of tables where one can't hold all chapters."""
    if len(names) > _MOST_CONTENTS:
        runs = [names[at : at + _MOST_CONTENTS] for at in range(0, len(names), _MOST_CONTENTS)]
        names = [f"toc{number}" for number in range(len(runs))]
        for name, run in zip(names, runs, strict=True):
            yield id3.CTOC(name, id3.CTOCFlags.ORDERED, run, [])
    yield id3.CTOC("toc", id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED, names, [])
