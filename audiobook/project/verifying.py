"""Whether an MP3 is what its manifest says, on any machine and without a project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from audiobook import articles, audio, audit, licences
from audiobook.audit import Manifest
from audiobook.errors import AudiobookError, AudioError, CatalogueError, SourceError
from audiobook.model import Tags
from audiobook.project.inspection import COMPANION_CHECKS
from audiobook.project.rebuilding import sha256_of
from audiobook.project.vouching import judged, read_anchors

_REVISION = re.compile(r"\.r\d+$")


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was looked at."""

    subject: str
    holds: bool
    told: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, and what the manifest says if there is one."""

    mp3: Path
    manifest_path: Path
    points: tuple[Point, ...]
    manifest: Manifest | None = None

    @property
    def holds(self) -> bool:
        """Whether all is as the manifest says."""
        return all(point.holds for point in self.points)


def verify(
    mp3: Path,
    manifest_path: Path | None = None,
    text: Path | None = None,
    anchors: Path | None = None,
) -> Verification:
    """Hold an MP3 against its manifest, and both against a text, if one is at hand.

    Without ``manifest_path``, the manifest lies beside the MP3.  ``text`` is a file that a reader
    takes.  ``anchors`` are certificates, as PEM, of those whose word is trusted on who signed the
    MP3's Content Credentials; with them, they must.  Raises AudioError if the MP3 can't be read,
    SourceError if the text or the anchors can't.
    """
    trusted = read_anchors(anchors) if anchors else None
    tags = _tags_of(mp3)
    path = manifest_path or mp3.with_name(f"{_stem(mp3)}.json")
    if not path.exists():
        told = f"there is none at {path}: put it there, or name it with --manifest"
        return Verification(mp3, path, (Point("manifest", False, told),))
    try:
        manifest = audit.read_manifest(path)
    except CatalogueError as error:
        told = f"{path.name} {error.problem}"
        return Verification(mp3, path, (Point("manifest", False, told),))
    points = [*_of_file(mp3, tags, path, manifest), *_of_manifest(manifest)]
    points += _beside(mp3, manifest)
    points += _of_credentials(mp3, tags, manifest, trusted)
    if text:
        points.append(_of_text(text, manifest))
    return Verification(mp3, path, tuple(points), manifest)


def _tags_of(mp3: Path) -> Tags:
    remedy = "name the MP3 of an edition"
    if mp3.exists() and not mp3.is_file():
        raise AudioError(str(mp3), "is no regular file", remedy)
    try:
        return audio.read_tags(mp3)
    except AudioError as error:
        raise AudioError(str(mp3), error.problem, remedy) from error


def _of_file(mp3: Path, tags: Tags, path: Path, manifest: Manifest) -> Iterator[Point]:
    try:
        digest, size_bytes = sha256_of(mp3), mp3.stat().st_size
    except OSError as error:
        raise AudioError(str(mp3), f"can't be read: {error.strerror}", "name an MP3") from error
    faults = list(audit.faults_of_tags(tags, manifest))
    if digest == manifest.mp3.sha256.lower() and size_bytes != manifest.mp3.bytes:
        told = f"has {size_bytes} bytes, and the manifest says {manifest.mp3.bytes}"
        yield Point("file", False, told)
    elif digest == manifest.mp3.sha256.lower():
        told = f"is the one that {path.name} describes (SHA-256 {digest})"
        yield Point("file", True, told)
    else:
        told = f"has the SHA-256 {digest}, and the manifest is of {manifest.mp3.sha256}"
        yield Point("file", False, f"{_whose(tags, manifest)}: {told}")
    yield _point("tags", "say what the manifest says", faults)


def _whose(tags: Tags, manifest: Manifest) -> str:
    if tags.text_sha256 and tags.text_sha256 != manifest.text_sha256.lower():
        return "is not the one that the manifest describes, which is of another edition or text"
    return "was changed after it was made"


def _of_manifest(manifest: Manifest) -> Iterator[Point]:
    said, left = len(manifest.utterances), len(manifest.omissions)
    told = f"{said} utterances and {left} {'omission' if left == 1 else 'omissions'}"
    well = f"agrees with itself: its text is covered by {told}"
    owed = licences.owed(manifest.licence)
    faults = (*audit.contradictions(manifest), *audit.uncredited(manifest, owed))
    yield _point("manifest", well, faults)


def _beside(mp3: Path, manifest: Manifest) -> Iterator[Point]:
    """Transcripts and chapters, if they lie beside the MP3."""
    for suffix, faults_of in COMPANION_CHECKS.items():
        beside = mp3.with_name(f"{_stem(mp3)}{suffix}")
        if beside.is_file():
            try:
                faults = list(faults_of(audit.read_bounded(beside), manifest))
            except OSError as error:
                faults = [f"can't be read: {error.strerror}"]
            yield _point(beside.name, "says what the manifest says", faults)


def _of_credentials(
    mp3: Path, tags: Tags, manifest: Manifest, anchors: str | None
) -> Iterator[Point]:
    """Whether the Content Credentials hold, if there are any and the library is here."""
    found = judged(mp3, manifest, anchors) if tags.has_credentials else None
    if found:
        yield Point("credentials", *found)
    elif anchors is not None:
        told = "there are none, so nobody who is trusted signed this file"
        yield Point("credentials", False, told)


def _of_text(path: Path, manifest: Manifest) -> Point:
    candidates = [*_texts_in(path)]
    found = [list(audit.differences(text, manifest.text)) for text in candidates]
    fewest = min(found, key=len)
    return _point(path.name, "is the text that was read, white space apart", fewest)


def _texts_in(path: Path) -> Iterator[str]:
    """The texts of the articles in a file, and the file as it is if it is a plain text."""
    failures: list[AudiobookError] = []
    read = 0
    try:
        for article in articles.read_articles(str(path)):
            if isinstance(article, AudiobookError):
                failures.append(article)
            else:
                read += 1
                yield article.text
    except SourceError as error:
        failures.append(error)
    try:
        yield audit.read_bounded(path).decode()
    except (OSError, UnicodeDecodeError):
        if failures and not read:
            raise failures[0] from None


def _stem(mp3: Path) -> str:
    """What the names of an edition's files have in common."""
    return _REVISION.sub("", mp3.stem)


def _point(subject: str, well: str, faults: Iterable[str]) -> Point:
    found = list(faults)
    return Point(subject, not found, "; ".join(found[:3]) + _more(found) if found else well)


def _more(found: list[str]) -> str:
    return f"; and {len(found) - 3} more" if found[3:] else ""
