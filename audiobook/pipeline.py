"""The steps, in order, on one article."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import accumulate, chain, repeat
from pathlib import Path

from audiobook import audio, narration, speech
from audiobook.catalogue import Place
from audiobook.fingerprint import fingerprint
from audiobook.manifest import manifest_json
from audiobook.model import (
    Article,
    Cast,
    Clearance,
    Credit,
    Edition,
    Headway,
    Job,
    Map,
    Mastering,
    Rendition,
    Script,
    Speech,
    Style,
)

_SUMMARY_CHARACTERS = 300
_MOST_DIGITS = 6
RECIPE = 3
"""One more whenever the same job comes out so much better that editions should be made anew."""


def plan(
    article: Article,
    clearance: Clearance,
    cast: Cast,
    style: Style,
    mastering: Mastering,
    album: str,
    cover: bytes = b"",
) -> Job:
    """All that a worker needs to make a rendition of an article, and its fingerprint.

    ``cover`` is a picture of the user's own, as JPEG; without it one is drawn.
    """
    article = replace(article, markup="")
    mark = fingerprint(RECIPE, article, clearance, cast.as_heard(), style, mastering, cover)
    return Job(article, clearance, cast, style, mastering, album, mark, cover)


def rehearse(article: Article, clearance: Clearance | None, style: Style) -> Script:
    """The script of an article, whether or not it may be narrated; without a credit if not."""
    credit = clearance.credit if clearance else Credit("", article.language)
    return narration.write_script(article, style, credit)


def characters_billed(job: Job) -> int:
    """How many characters a job's voices will charge for, at most; 0 if they cost nothing."""
    script = narration.write_script(job.article, job.style, job.clearance.credit)
    return speech.characters_billed(script, job.cast)


def narrate(
    job: Job,
    map: Map,  # noqa: A002 - it takes the place of the builtin
    folder: Path,
    told: Callable[[Headway], None] = lambda _: None,
    *,
    apart: bool = False,
) -> Rendition:
    """Make one rendition, its MP3 in ``folder``.  Writes no file of the project.

    ``told`` hears after each utterance how far it is.  ``apart`` gives the encoder a process of its
    own: for an article that has more than one core to itself.
    """
    script = narration.write_script(job.article, job.style, job.clearance.credit)
    speeches = _followed(speech.synthesise(script, job.cast, map), script, told)
    cover = job.cover or _drawn_cover(job)  # while workers speak the first
    takes = audio.assemble(script, speeches, job.cast)
    mp3 = folder / f"{job.fingerprint}.mp3"
    recording = audio.master(takes, job.mastering, mp3, apart=apart)
    try:
        audio.tag(recording.mp3, job, recording.chapters, cover)
    except BaseException:
        recording.mp3.unlink(missing_ok=True)
        raise
    return Rendition(
        mp3=recording.mp3,
        cover=cover,
        duration_ms=recording.duration_ms,
        cues=recording.cues,
        chapters=recording.chapters,
        omissions=script.omissions,
        loudness=recording.loudness,
        bitrate_kbps=recording.bitrate_kbps,
        contour=recording.contour,
    )


def _followed(
    speeches: Iterable[Speech], script: Script, told: Callable[[Headway], None]
) -> Iterator[Speech]:
    """The speeches, with word of each when the next one is asked for: it is mastered then."""
    so_far = list(accumulate(len(utterance.spoken) for utterance in script.utterances))
    audio_ms = 0
    for spoken, characters in zip(speeches, chain(so_far, repeat(so_far[-1])), strict=False):
        yield spoken
        audio_ms += spoken.duration_ms
        told(Headway(characters / so_far[-1], audio_ms))


def publishable(
    job: Job, rendition: Rendition, place: Place, shows: tuple[str, ...]
) -> tuple[Edition, dict[str, bytes | Path]]:
    """The edition a rendition makes in its place, and its files by suffix."""
    article, licence = job.article, job.clearance.licence
    with rendition.mp3.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    size_bytes = rendition.mp3.stat().st_size
    stream = {
        "sha256": sha256,
        "bytes": size_bytes,
        "rate_hz": job.mastering.rate_hz,
        "channels": 1,
        "bitrate_kbps": rendition.bitrate_kbps,
        "vbr_quality": job.mastering.vbr_quality,
    }
    transcript = audio.transcribe(
        article.text, rendition.cues, rendition.omissions, job.cast, article.language
    )
    words = [entry.word_times for entry in transcript]
    speakers = [entry.speaker for entry in transcript]
    files: dict[str, bytes | Path] = {
        ".mp3": rendition.mp3,
        ".jpg": rendition.cover,
        ".vtt": audio.webvtt(transcript, article.language).encode(),
        ".srt": audio.srt(transcript).encode(),
        ".transcript.json": audio.transcript_json(transcript).encode(),
        ".chapters.json": audio.chapters_json(rendition.chapters).encode(),
        ".svg": audio.picture(
            rendition.contour,
            rendition.chapters,
            rendition.loudness,
            rendition.duration_ms,
            article.title,
            job.mastering.integrated_lufs,
        ).encode(),
        ".json": manifest_json(job, rendition, stream, words, speakers),
    }
    edition = Edition(
        identity=article.identity,
        slug=place.slug,
        guid=place.guid,
        shows=shows,
        fingerprint=job.fingerprint,
        revision=place.revision,
        published=place.published,
        title=article.title,
        authors=article.authors,
        language=article.language,
        source=article.source,
        article_published=article.published,
        summary=_summary(article.title, rendition),
        licence=licence,
        notice=job.clearance.notice,
        notice_html=job.clearance.notice_html,
        voice=f"{job.cast.narrator.engine}:{job.cast.narrator.voice}",
        duration_ms=rendition.duration_ms,
        chapters=rendition.chapters,
        mp3_bytes=size_bytes,
        mp3_sha256=sha256,
        companions=tuple(suffix for suffix in files if suffix != ".mp3"),
        tags=article.tags,
        season=_stated_number(article, "season"),
        number=_stated_number(article, "episode"),
    )
    return edition, files


def _stated_number(article: Article, key: str) -> int | None:
    stated = dict(article.metadata).get(key, "")
    is_number = stated.isdecimal() and len(stated) <= _MOST_DIGITS
    return int(stated) or None if is_number else None


def _drawn_cover(job: Job) -> bytes:
    article, licence = job.article, job.clearance.licence
    by = ", ".join(article.authors) or licence.holder or ""
    return draw_cover(article.title, article.text, (job.album, by, licence.id))


def draw_cover(title: str, text: str, lines: tuple[str, ...]) -> bytes:
    """The cover of an edition that has no picture of its own: below its title, album, by, licence.

    ``text`` is the article's.  The same arguments give the same bytes.
    """
    return audio.draw_cover(title, tuple(filter(None, lines)), text)


def _summary(title: str, rendition: Rendition) -> str:
    """The article's first sentences, whole, as far as they fit."""
    said = [cue.utterance.written for cue in rendition.cues if cue.utterance.start is not None]
    if said[1:] and said[0] == title:
        del said[0]
    summary = next(iter(said), "")
    for sentence in said[1:]:
        if len(summary) + len(sentence) >= _SUMMARY_CHARACTERS:
            break
        summary += f" {sentence}"
    return summary
