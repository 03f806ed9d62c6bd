"""Gives an MP3 back the tags it was published with, where those are all that was changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from audiobook import audio
from audiobook.audit import Manifest
from audiobook.errors import AudioError
from audiobook.model import (
    Article,
    Cast,
    Clearance,
    Credit,
    Edition,
    Job,
    Mastering,
    Narrator,
    Style,
)
from audiobook.project.rebuilding import sha256_of

_ID3_VERSIONS = (4, 3)


def retagged(
    mp3: Path,
    copy: Path,
    edition: Edition,
    manifest: Manifest,
    albums: Sequence[str],
    cover: bytes,
) -> Path | None:
    """A copy of an MP3, tagged anew, if that is the very file that was published.

    Tags depend on nothing but the article, its clearance and its voices, so the SHA-256 of what
    comes out tells whether the sound is still the same; None if it is not.  ``albums`` are titles
    that the show may have had.
    """
    copy.parent.mkdir(parents=True, exist_ok=True)
    for job in _jobs(edition, manifest, albums):
        shutil.copyfile(mp3, copy)
        try:
            audio.untag(copy)
            audio.tag(copy, job, manifest.chapters, cover)
        except AudioError:
            break
        if sha256_of(copy) == edition.mp3_sha256:
            return copy
    copy.unlink(missing_ok=True)
    return None


def _jobs(edition: Edition, manifest: Manifest, albums: Sequence[str]) -> Iterator[Job]:
    """The jobs that the edition may have been made by, as far as tags tell them apart."""
    # Of a restored edition the identity is not known; an address is its source, too.
    identities = dict.fromkeys((edition.identity, edition.source))
    for version, album, identity in product(_ID3_VERSIONS, dict.fromkeys(albums), identities):
        stream = manifest.mp3
        mastering = Mastering(
            bitrate_kbps=round(stream.bitrate_kbps),
            vbr_quality=stream.vbr_quality,
            id3_version=version,
        )
        article = Article(
            identity,
            manifest.source,
            manifest.title,
            manifest.text,
            (),
            manifest.language,
            authors=manifest.authors,
            published=edition.article_published,
        )
        credit = Credit("", manifest.language)
        clearance = Clearance(manifest.licence, manifest.notice, edition.notice_html, credit)
        cast = _cast(manifest)
        yield Job(article, clearance, cast, Style(), mastering, album, edition.fingerprint)


def _cast(manifest: Manifest) -> Cast:
    narrator, *others = (
        Narrator(reader.engine, reader.voice, 1.0, reader.identity)
        for reader in (manifest.narrator, *manifest.other_voices)
    )
    return Cast(narrator, foreign=tuple((str(n), other) for n, other in enumerate(others)))
