"""Makes the files beside an MP3 once more, from its manifest and its tags."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from audiobook import audio, pipeline
from audiobook.audit import Manifest
from audiobook.model import Cue, Loudness, Utterance


def rebuilt(
    manifest: Manifest,
    albums: Sequence[str],
    smaller: bytes,
    hashes: Mapping[str, str],
    own_covers: tuple[bytes, ...] = (),
) -> Mapping[str, Callable[[], bytes]]:
    """What makes each companion but the manifest, by suffix.

    ``hashes`` are those of the files as they were first made: of the covers that may have been, the
    one that was is chosen by its hash, else ``smaller``, the copy in the MP3, if it has one.
    ``albums`` are titles that the show may have had, at least one.  Raises ValueError for a
    manifest whose words stand outside their utterances.
    """
    entries = _entries(manifest)
    loudness = manifest.loudness
    return {
        ".vtt": lambda: audio.webvtt(entries, manifest.language).encode(),
        ".srt": lambda: audio.srt(entries).encode(),
        ".transcript.json": lambda: audio.transcript_json(entries).encode(),
        ".chapters.json": lambda: audio.chapters_json(manifest.chapters).encode(),
        ".svg": lambda: audio.picture(
            manifest.sound,
            manifest.chapters,
            Loudness(loudness.integrated_lufs, loudness.true_peak_dbtp, loudness.range_lu),
            manifest.duration_ms,
            manifest.title,
            loudness.target_lufs,
        ).encode(),
        ".jpg": lambda: _cover(manifest, albums, smaller, hashes.get(".jpg", ""), own_covers),
    }


def whole_mp3(media: Path, slug: str, suffixes: tuple[str, ...], sha256: str) -> Path | None:
    """The file that is the MP3 of an edition, under whichever of its names it is whole."""
    for suffix in suffixes:
        path = media / f"{slug}{suffix}"
        if path.is_file() and sha256_of(path) == sha256:
            return path
    return None


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal.  Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _entries(manifest: Manifest) -> tuple[audio.Entry, ...]:
    utterances = manifest.utterances
    cues = [
        Cue(
            Utterance(u.spoken, u.written or u.spoken, u.start, u.end, 0, manifest.language),
            u.start_ms,
            u.end_ms,
        )
        for u in utterances
    ]
    speakers = [u.speaker for u in utterances]
    words = [u.words or u.written_words for u in utterances]
    return audio.retell(manifest.text, cues, manifest.omissions, speakers, words)


def _cover(
    manifest: Manifest,
    albums: Sequence[str],
    smaller: bytes,
    sha256: str,
    own_covers: tuple[bytes, ...],
) -> bytes:
    by = ", ".join(manifest.authors) or manifest.licence.holder or ""
    drawn = [
        pipeline.draw_cover(manifest.title, manifest.text, (album, by, manifest.licence.id))
        for album in albums
    ]
    possible = (*own_covers, *drawn)
    found = (cover for cover in possible if hashlib.sha256(cover).hexdigest() == sha256)
    return next(found, smaller or drawn[-1])
