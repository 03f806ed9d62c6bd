"""Chapters as frames of an ID3 tag, by the ID3v2 Chapter Frame Addendum 1.0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mutagen import id3

from audiobook.audio.plain import plain
from audiobook.model import Chapter

_MOST_CONTENTS = 255  # entries of a table of contents, which counts them in one byte


def chapter_frames(chapters: Sequence[Chapter]) -> Iterator[id3.Frame]:
    """The CTOC frames that tell the order of chapters, then a CHAP frame for each, in order."""
    yield from _contents([f"chp{number}" for number in range(len(chapters))])
    for number, chapter in enumerate(chapters):
        yield id3.CHAP(
            element_id=f"chp{number}",
            start_time=chapter.start_ms,
            end_time=chapter.end_ms,
            sub_frames=[id3.TIT2(id3.Encoding.UTF8, [plain(chapter.title)])],
        )


def _contents(names: list[str]) -> Iterator[id3.Frame]:
    """The table of contents; a table of tables where one can't hold all chapters."""
    top_level = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
    if len(names) <= _MOST_CONTENTS:
        yield id3.CTOC("toc", top_level, names, [])
        return
    runs = [names[at : at + _MOST_CONTENTS] for at in range(0, len(names), _MOST_CONTENTS)]
    tables = [f"toc{number}" for number in range(len(runs))]
    yield id3.CTOC("toc", top_level, tables, [])
    for name, run in zip(tables, runs, strict=True):
        yield id3.CTOC(name, id3.CTOCFlags.ORDERED, run, [])
