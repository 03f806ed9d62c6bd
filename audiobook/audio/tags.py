"""Writes what a file must say when it travels alone: who, what, under which licence, from where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from langcodes import Language
from langcodes.tag_parser import LanguageTagError
from mutagen import MutagenError, id3
from mutagen.mp3 import MP3

from audiobook.audio.plain import plain
from audiobook.errors import AudioError
from audiobook.model import Article, Chapter, Clearance

_UTF8 = id3.Encoding.UTF8
_UNDETERMINED = "und"  # ISO 639-2
_MOST_CONTENTS = 255  # entries of a table of contents, which counts them in one byte
_URL_SIGNS = ":/?#[]@!$&'()*+,;=%~"  # as they stand: RFC 3986, section 2.2, and escapes


def tag(
    mp3: Path,
    article: Article,
    clearance: Clearance,
    chapters: Sequence[Chapter],
    album: str,
    cover: bytes,
) -> None:
    """Write an ID3v2.4 tag into the MP3: attribution, licence, chapters, text and cover (JPEG).

    Frames as ID3v2.4.0 and its Chapter Frame Addendum define them, the licence as
    wiki.creativecommons.org/wiki/MP3 asks for.  Nothing depends on when it was written.
    Raises AudioError if the stream is no MP3.
    """
    try:
        audio = MP3(mp3)
        audio.add_tags()
        assert audio.tags is not None
        for frame in _frames(article, clearance, album, cover, round(1000 * audio.info.length)):
            audio.tags.add(frame)
        for frame in [*_chapter_frames(chapters), *_contents(len(chapters))]:
            audio.tags.add(frame)
        audio.save(v2_version=4, padding=lambda _: 0)
    except MutagenError as error:
        raise AudioError(article.title, f"can't be tagged: {error}") from error


def _frames(
    article: Article, clearance: Clearance, album: str, cover: bytes, duration_ms: int
) -> list[id3.Frame]:
    licence = clearance.licence
    language = _iso639_2(article.language)
    # One value, not one for each: players built on FFmpeg show the first only.
    authors = ", ".join(article.authors)
    holder = licence.holder or article.publisher or authors or article.source
    year = f"{article.published:%Y} " if article.published else ""
    public = f". Licensed to the public under {licence.url}" if licence.url else f". {licence.name}"
    frames: list[id3.Frame] = [
        id3.TIT2(_UTF8, [plain(article.title)]),
        id3.TPE1(_UTF8, [plain(authors or holder)]),
        id3.TALB(_UTF8, [plain(album)]),
        id3.TPE2(_UTF8, [plain(album)]),
        id3.TLAN(_UTF8, [language]),
        id3.TCON(_UTF8, ["Podcast"]),
        id3.TLEN(_UTF8, [str(duration_ms)]),
        id3.TCOP(_UTF8, [plain(f"{year}{holder}{public}")]),
        id3.COMM(_UTF8, language, "", [plain(clearance.notice)]),
        id3.USLT(_UTF8, language, "", plain(article.text)),
        id3.TXXX(_UTF8, "AI-CONTENT", ["Read by a synthetic voice"]),
        id3.APIC(_UTF8, "image/jpeg", id3.PictureType.COVER_FRONT, "Cover", cover),
    ]
    if article.published:
        frames.append(id3.TDRC(_UTF8, [article.published.date().isoformat()]))
    if licence.url:
        frames.append(id3.WCOP(url=_address(licence.url)))
    if article.source.startswith(("http://", "https://")):
        frames.append(id3.WOAS(url=_address(article.source)))
    return frames


def _chapter_frames(chapters: Sequence[Chapter]) -> Iterator[id3.Frame]:
    for number, chapter in enumerate(chapters):
        yield id3.CHAP(
            element_id=f"chp{number}",
            start_time=chapter.start_ms,
            end_time=chapter.end_ms,
            sub_frames=[id3.TIT2(_UTF8, [plain(chapter.title)])],
        )


def _contents(chapters: int) -> Iterator[id3.Frame]:
    """The table of contents; a table of tables where one can't hold all chapters."""
    names = [f"chp{number}" for number in range(chapters)]
    if chapters > _MOST_CONTENTS:
        runs = [names[at : at + _MOST_CONTENTS] for at in range(0, chapters, _MOST_CONTENTS)]
        names = [f"toc{number}" for number in range(len(runs))]
        for name, run in zip(names, runs, strict=True):
            yield id3.CTOC(name, id3.CTOCFlags.ORDERED, run, [])
    yield id3.CTOC("toc", id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED, names, [])


def _address(url: str) -> str:
    """The address in ASCII, as URL frames are Latin-1: an IRI by RFC 3987, section 3.1."""
    return quote(plain(url), safe=_URL_SIGNS)


def _iso639_2(language: str) -> str:
    try:
        return Language.get(language).to_alpha3()
    except (LanguageTagError, LookupError):
        return _UNDETERMINED
