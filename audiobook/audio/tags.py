"""Writes what a file must say when it travels alone: who, what, under which licence, from where."""

from __future__ import annotations

import io
from collections.abc import Sequence

from langcodes import Language
from langcodes.tag_parser import LanguageTagError
from mutagen import MutagenError, id3
from mutagen.mp3 import MP3

from audiobook.errors import AudioError
from audiobook.model import Article, Chapter, Clearance

_UTF8 = id3.Encoding.UTF8
_UNDETERMINED = "und"  # ISO 639-2


def tag(
    mp3: bytes,
    article: Article,
    clearance: Clearance,
    chapters: Sequence[Chapter],
    album: str,
    cover: bytes,
) -> bytes:
    """The MP3 with an ID3v2.4 tag: attribution, licence, chapters, text and cover (JPEG).

    Frames as ID3v2.4.0 and its Chapter Frame Addendum define them, the licence as
    wiki.creativecommons.org/wiki/MP3 asks for.  Nothing depends on when it was written.
    Raises AudioError if the stream is no MP3.
    """
    file = io.BytesIO(mp3)
    try:
        audio = MP3(file)
        audio.add_tags()
        assert audio.tags is not None
        for frame in _frames(article, clearance, album, cover, round(1000 * audio.info.length)):
            audio.tags.add(frame)
        for frame in _chapter_frames(chapters):
            audio.tags.add(frame)
        file.seek(0)
        audio.save(file, v2_version=4, padding=lambda _: 0)
    except MutagenError as error:
        raise AudioError(article.title, f"can't be tagged: {error}") from error
    return file.getvalue()


def _frames(
    article: Article, clearance: Clearance, album: str, cover: bytes, duration_ms: int
) -> list[id3.Frame]:
    licence = clearance.licence
    language = _iso639_2(article.language)
    holder = licence.holder or article.publisher or ", ".join(article.authors) or article.source
    year = f"{article.published:%Y} " if article.published else ""
    public = f". Licensed to the public under {licence.url}" if licence.url else f". {licence.name}"
    frames: list[id3.Frame] = [
        id3.TIT2(_UTF8, [article.title]),
        id3.TPE1(_UTF8, list(article.authors) or [holder]),
        id3.TALB(_UTF8, [album]),
        id3.TPE2(_UTF8, [album]),
        id3.TLAN(_UTF8, [language]),
        id3.TCON(_UTF8, ["Podcast"]),
        id3.TLEN(_UTF8, [str(duration_ms)]),
        id3.TCOP(_UTF8, [f"{year}{holder}{public}"]),
        id3.COMM(_UTF8, language, "", [clearance.notice]),
        id3.USLT(_UTF8, language, "", article.text),
        id3.TXXX(_UTF8, "AI-CONTENT", ["Read by a synthetic voice"]),
        id3.APIC(_UTF8, "image/jpeg", id3.PictureType.COVER_FRONT, "Cover", cover),
    ]
    if article.published:
        frames.append(id3.TDRC(_UTF8, [f"{article.published:%Y-%m-%d}"]))
    if licence.url:
        frames.append(id3.WCOP(url=licence.url))
    if article.source.startswith(("http://", "https://")):
        frames.append(id3.WOAS(url=article.source))
    return frames


def _chapter_frames(chapters: Sequence[Chapter]) -> list[id3.Frame]:
    names = [f"chp{number}" for number in range(len(chapters))]
    listed: list[id3.Frame] = [
        id3.CHAP(
            element_id=name,
            start_time=chapter.start_ms,
            end_time=chapter.end_ms,
            sub_frames=[id3.TIT2(_UTF8, [chapter.title])],
        )
        for name, chapter in zip(names, chapters, strict=True)
    ]
    flags = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
    return [*listed, id3.CTOC("toc", flags, names, [])]


def _iso639_2(language: str) -> str:
    try:
        return Language.get(language).to_alpha3()
    except (LanguageTagError, LookupError):
        return _UNDETERMINED
