"""One edition held against its files, its manifest against both; done anywhere, on any process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from audiobook import audio, audit
from audiobook.audit import Fault, Mend
from audiobook.catalogue import Entry, MediaFile, entry_in, placeholders
from audiobook.errors import AudioError, CatalogueError
from audiobook.model import Edition
from audiobook.project.commands import MOVE_AWAY, command

COMPANION_CHECKS = {
    ".vtt": audit.faults_of_vtt,
    ".srt": audit.faults_of_srt,
    ".transcript.json": audit.faults_of_transcript_json,
    ".chapters.json": audit.faults_of_chapters,
}
"""What finds out whether a file beside an MP3 says what the manifest does, by suffix."""
_PATIENCE_SECONDS = 60.0
_MUSTS = (".mp3", ".json")
"""What nothing else can be made from."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """An edition to be looked at, with its files as they were written."""

    media: Path
    edition: Edition
    files: tuple[MediaFile, ...]
    deep: bool = False
    """Whether its MP3 is decoded and measured."""

    @property
    def patience_seconds(self) -> float:
        """How long it may take: a slow machine decodes ten times as fast as a player plays."""
        return _PATIENCE_SECONDS + self.edition.duration_ms / 10_000

    def lost(self, problem: str) -> tuple[Fault, ...]:
        """What stands for it if its MP3 kills whoever decodes it."""
        return (self.fault(".mp3", problem, self.remake),)

    def path(self, suffix: str) -> Path:
        """A file of the edition."""
        return self.media / f"{self.edition.slug}{suffix}"

    @property
    def remake(self) -> str:
        """The command that makes the edition again."""
        identity = self.edition.identity
        source = self.edition.source if identity.startswith("sha256:") else identity
        named = source.partition("#")[0]
        # A name with a dash in front would be an option.
        named = f"./{named}" if named.startswith("-") else named
        again = command("audiobook", "make", named, "--force")
        return f"make it again: {again}" if again else "make it again from its source"

    def fault(self, suffix: str, problem: str, remedy: str, mend: Mend | None = None) -> Fault:
        """A fault of one of its files."""
        where = f"media/{self.edition.slug}{suffix}"
        return Fault(where, problem, remedy, mend, self.edition.slug)


def inspect(asked: Inspection) -> tuple[Fault, ...]:
    """All that is wrong with an edition."""
    changed = tuple(_changed_files(asked))
    broken = {fault.where for fault in changed}
    if asked.fault(".json", "", "").where in broken:
        return changed
    try:
        manifest = audit.read_manifest(asked.path(".json"))
        entry = entry_in(asked.path(".json").read_bytes())
    except (CatalogueError, msgspec.MsgspecError) as error:
        problem = getattr(error, "problem", str(error))
        return (*changed, asked.fault(".json", problem, asked.remake))
    inside = (
        asked.fault(".json", problem, asked.remake) for problem in audit.contradictions(manifest)
    )
    return (
        *changed,
        *inside,
        *_disagreements(asked, manifest, entry),
        *_of_companions(asked, manifest, broken),
        *_of_mp3(asked, manifest, broken),
    )


def _changed_files(asked: Inspection) -> Iterator[Fault]:
    known = {file.suffix: file for file in asked.files}
    twin = known.get(asked.edition.enclosure_suffix)
    is_told = not _change(asked.path(".json"), known.get(".json"))
    for suffix in dict.fromkeys((".mp3", *asked.edition.companions, *known)):
        if asked.path(suffix).is_dir():
            yield asked.fault(suffix, "is a folder", MOVE_AWAY)
            continue
        problem = _change(asked.path(suffix), known.get(suffix))
        if not problem:
            continue
        spare = suffix == ".mp3" and twin and not _change(asked.path(twin.suffix), twin)
        if not is_told:  # all the rest is mended from the manifest
            yield asked.fault(suffix, problem, asked.remake)
        elif suffix == ".mp3" and asked.path(suffix).exists() and not spare:
            remedy = f"if only its tags were changed: audiobook check --repair; else {asked.remake}"
            yield asked.fault(suffix, problem, remedy, Mend.TAGS)
        elif suffix in _MUSTS and not spare:
            yield asked.fault(suffix, problem, asked.remake)
        else:
            yield asked.fault(suffix, problem, "audiobook check --repair", Mend.COMPANIONS)


def _change(path: Path, known: MediaFile | None) -> str:
    """How a file is other than it was written; "" if it is not."""
    try:
        size = path.stat().st_size
        if known is None:
            return ""
        if size != known.size_bytes:
            return f"has {size} bytes, and {known.size_bytes} were written"
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"can't be read: {error.strerror or error}"
    return "" if digest == known.sha256 else "has other bytes than were written (SHA-256)"


def _disagreements(
    asked: Inspection, manifest: audit.Manifest, entry: Entry | None
) -> Iterator[Fault]:
    """Where the catalogue and the manifest, both whole, tell of two editions."""
    edition = asked.edition
    told: list[tuple[str, object, object]] = [
        ("the title", edition.title, manifest.title),
        ("the authors", edition.authors, manifest.authors),
        ("the language", edition.language, manifest.language),
        ("the source", edition.source, manifest.source),
        ("the licence", edition.licence, manifest.licence),
        ("the notice", edition.notice, manifest.notice),
        ("the length", edition.duration_ms, manifest.duration_ms),
        ("the chapters", edition.chapters, manifest.chapters),
        ("the MP3's hash", edition.mp3_sha256, manifest.mp3.sha256),
        ("the MP3's size", edition.mp3_bytes, manifest.mp3.bytes),
    ]
    if entry:
        told += [
            ("the guid", edition.guid, entry.guid),
            ("the date", edition.published, entry.published),
            ("the revision", edition.revision, entry.revision),
            ("the shows", set(edition.shows), set(entry.episodes)),
            ("the name of the MP3", edition.enclosure_suffix, entry.enclosure_suffix),
        ]
        names = (edition.identity, *placeholders(edition.identity))
        if f"sha256:{entry.identity_sha256}" not in names:
            told.append(("the article", edition.identity, "another one"))
    for what, ours, theirs in told:
        if ours != theirs:
            yield Fault(
                f"catalogue, edition {edition.slug}",
                f"{what} is {_said(ours)} there and {_said(theirs)} in its manifest",
                "audiobook check --repair" if entry else asked.remake,
                Mend.ENTRIES if entry else None,
                edition.slug,
            )


def _of_companions(
    asked: Inspection, manifest: audit.Manifest, broken: set[str]
) -> Iterator[Fault]:
    for suffix in asked.edition.companions:
        path = asked.path(suffix)
        if suffix not in COMPANION_CHECKS or f"media/{path.name}" in broken:
            continue
        for problem in COMPANION_CHECKS[suffix](path.read_bytes(), manifest):
            yield asked.fault(suffix, problem, "audiobook check --repair", Mend.COMPANIONS)


def _of_mp3(asked: Inspection, manifest: audit.Manifest, broken: set[str]) -> Iterator[Fault]:
    path = asked.path(".mp3")
    if f"media/{path.name}" in broken:
        return
    try:
        problems = list(audit.faults_of_tags(audio.read_tags(path), manifest))
        if asked.deep:
            problems += audit.faults_of_sound(*audio.measure(path), manifest)
    except AudioError as error:
        problems = [error.problem]
    for problem in problems:
        yield asked.fault(".mp3", problem, asked.remake)


def _said(value: object) -> str:
    """A value as one line, not too long."""
    shown = value if isinstance(value, str) else repr(value)
    return audit.quoted(shown)
