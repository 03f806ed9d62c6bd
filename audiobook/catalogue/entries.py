"""What the catalogue knows of an edition and its manifest would not: put at the manifest's head.

With it in every manifest, a catalogue that was lost is made again from manifests alone.  An
article's identity may be a path of somebody's machine, and manifests are published, so only its
hash stands there.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from audiobook.model import Chapter, Edition, Licence

_OPENING = '{\n "edition": '
_PLACEHOLDER = "sha256:"
_SHORT_DIGITS = 8
_ENCLOSURE = re.compile(r"(?:\.r[1-9]\d{0,5})?\.mp3")
_DIGEST = re.compile(r"[0-9a-f]{8}|[0-9a-f]{64}")
_HIGHEST_NUMBER = 1_000_000

COMPANIONS = (".jpg", ".vtt", ".srt", ".transcript.json", ".chapters.json", ".svg")
"""The suffixes of all that lies beside an MP3 and its manifest."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An edition's place among the others, and what subscribers were told beside the manifest.

    Manifests may be strangers': what is no such entry, the names of files above all, raises
    ValueError.
    """

    identity_sha256: str
    """Of the article's identity; where an older manifest has none, the digits that end its slug."""
    guid: str
    published: datetime
    revision: int
    enclosure_suffix: str
    episodes: Mapping[str, int]
    """Its number in each of its shows."""
    fingerprint: str
    voice: str
    summary: str
    notice_html: str
    tags: tuple[str, ...] = ()
    season: int | None = None
    number: int | None = None
    companions: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256 of each file beside MP3 and manifest, by suffix."""

    def __post_init__(self) -> None:
        """Raise ValueError for what no edition of ours has."""
        for suffix in self.companions.keys() - set(COMPANIONS):
            raise ValueError(f"{suffix!r} is no file of an edition")
        if not _ENCLOSURE.fullmatch(self.enclosure_suffix):
            raise ValueError(f"{self.enclosure_suffix!r} is no name of an MP3")
        if not _DIGEST.fullmatch(self.identity_sha256):
            raise ValueError("its identity_sha256 is no SHA-256")
        if self.published.tzinfo is None:
            raise ValueError("its date has no time zone")
        for number in (*self.episodes.values(), self.revision):
            if not 0 <= number <= _HIGHEST_NUMBER:
                raise ValueError(f"{number} is no number of an episode or revision")

    def files(self, edition: Edition) -> Mapping[str, str]:
        """The SHA-256 of each file but the manifest, by suffix."""
        mp3s = dict.fromkeys((".mp3", edition.enclosure_suffix), edition.mp3_sha256)
        return {**mp3s, **self.companions}


@dataclass(frozen=True, slots=True)
class _Stream:
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class _Manifest:
    """The part of a manifest that an edition is made of."""

    title: str
    authors: tuple[str, ...]
    language: str
    source: str
    published: datetime | None
    licence: Licence
    notice: str
    duration_ms: int
    chapters: tuple[Chapter, ...]
    mp3: _Stream
    edition: Entry | None = None


def entry_of(edition: Edition, numbers: Mapping[str, int], companions: Mapping[str, str]) -> Entry:
    """The entry of an edition with these numbers in its shows and hashes of its files by suffix."""
    return Entry(
        identity_sha256=_digest(edition.identity),
        guid=edition.guid,
        published=edition.published,
        revision=edition.revision,
        enclosure_suffix=edition.enclosure_suffix,
        episodes=dict(numbers),
        fingerprint=edition.fingerprint,
        voice=edition.voice,
        summary=edition.summary,
        notice_html=edition.notice_html,
        tags=edition.tags,
        season=edition.season,
        number=edition.number,
        companions={
            suffix: sha256 for suffix, sha256 in companions.items() if suffix in COMPANIONS
        },
    )


def inscribed(manifest: bytes, entry: Entry) -> bytes:
    """A manifest with this entry at its head, in the place of one that stood there."""
    text = manifest.decode()
    if text.startswith(_OPENING):
        _, end = json.JSONDecoder().raw_decode(text, len(_OPENING))
        rest = text[end:]
    else:
        rest = text.lstrip().removeprefix("{")
        rest = rest if rest.lstrip().startswith("}") else f",{rest}"
    told = msgspec.json.format(msgspec.json.encode(entry), indent=1).decode()
    return (_OPENING + told.replace("\n", "\n ") + rest).encode()


def entry_in(manifest: bytes) -> Entry | None:
    """The entry at a manifest's head; older manifests have none.  Raises msgspec.MsgspecError."""
    return msgspec.json.decode(manifest, type=_Manifest).edition


def edition_in(manifest: bytes, slug: str, entry: Entry) -> Edition:
    """The edition that a manifest and an entry tell of.  Raises msgspec.MsgspecError."""
    told = msgspec.json.decode(manifest, type=_Manifest)
    return Edition(
        identity=f"{_PLACEHOLDER}{entry.identity_sha256}",
        slug=slug,
        guid=entry.guid,
        shows=tuple(entry.episodes),
        fingerprint=entry.fingerprint,
        revision=entry.revision,
        published=entry.published,
        title=told.title,
        authors=told.authors,
        language=told.language,
        source=told.source,
        article_published=told.published,
        summary=entry.summary,
        licence=told.licence,
        notice=told.notice,
        notice_html=entry.notice_html,
        voice=entry.voice,
        duration_ms=told.duration_ms,
        chapters=told.chapters,
        mp3_bytes=told.mp3.bytes,
        mp3_sha256=told.mp3.sha256,
        companions=(*entry.companions, ".json"),
        enclosure_suffix=entry.enclosure_suffix,
        tags=entry.tags,
        season=entry.season,
        number=entry.number,
    )


def placeholders(identity: str) -> tuple[str, str]:
    """What may stand for an article's identity in a restored edition until the article is met."""
    digest = _digest(identity)
    return f"{_PLACEHOLDER}{digest}", f"{_PLACEHOLDER}{digest[:_SHORT_DIGITS]}"


def _digest(identity: str) -> str:
    if identity.startswith(_PLACEHOLDER):
        return identity.removeprefix(_PLACEHOLDER)
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
