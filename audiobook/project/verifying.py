"""Whether an MP3 is what its manifest says, on any machine and without a project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from audiobook import articles, audio, audit, provenance
from audiobook.audit import Manifest
from audiobook.errors import AudiobookError, AudioError, CatalogueError, ConfigError, SourceError
from audiobook.model import Credentials, Tags, Validity
from audiobook.project.inspection import COMPANION_CHECKS
from audiobook.project.rebuilding import sha256_of

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
    path = manifest_path or mp3.with_name(f"{_stem(mp3)}.json")
    try:
        manifest = audit.read_manifest(path)
    except CatalogueError as error:
        return Verification(mp3, path, (Point("manifest", False, error.problem),))
    points = [*_of_file(mp3, path, manifest), *_of_manifest(manifest), *_beside(mp3, manifest)]
    points += _of_credentials(mp3, manifest, _pem(anchors))
    if text:
        points.append(_of_text(text, manifest))
    return Verification(mp3, path, tuple(points), manifest)


def _of_file(mp3: Path, path: Path, manifest: Manifest) -> Iterator[Point]:
    try:
        digest = sha256_of(mp3)
        tags = audio.read_tags(mp3)
    except OSError as error:
        raise AudioError(str(mp3), f"can't be read: {error.strerror}", "name an MP3") from error
    faults = list(audit.faults_of_tags(tags, manifest))
    if digest == manifest.mp3.sha256.lower():
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
    yield _point("manifest", well, audit.contradictions(manifest))


def _beside(mp3: Path, manifest: Manifest) -> Iterator[Point]:
    """Transcripts and chapters, if they lie beside the MP3."""
    for suffix, faults_of in COMPANION_CHECKS.items():
        beside = mp3.with_name(f"{_stem(mp3)}{suffix}")
        if beside.is_file():
            faults = faults_of(beside.read_bytes(), manifest)
            yield _point(beside.name, "says what the manifest says", faults)


def _of_credentials(mp3: Path, manifest: Manifest, anchors: str) -> Iterator[Point]:
    """Whether the Content Credentials hold, if there are any and the library is here."""
    subject = "credentials"
    if not audio.read_tags(mp3).has_credentials:
        if anchors:
            yield Point(subject, False, "there are none, so nobody who is trusted signed this file")
        return
    try:
        found = provenance.read_credentials(mp3, anchors)
    except ConfigError as error:
        yield Point(subject, not anchors, f"were not looked at: {error}")
        return
    except AudioError as error:
        yield Point(subject, False, error.problem)
        return
    if found is not None:
        holds = found.validity is Validity.TRUSTED or (
            found.validity is Validity.VALID and not anchors
        )
        is_of_text = manifest.text_sha256.lower() in found.text
        yield Point(subject, holds and is_of_text, _told_of(found, is_of_text))


def _told_of(found: Credentials, is_of_text: bool) -> str:
    if found.validity is Validity.INVALID:
        return f"do not hold: {', '.join(found.problems)}"
    if not is_of_text:
        return f"hold, signed by {found.signer}, but are of another text"
    vouched = {Validity.TRUSTED: "which is trusted", Validity.VALID: "which nobody vouches for"}
    return f"hold, signed by {found.signer}, {vouched[found.validity]}"


def _pem(anchors: Path | None) -> str:
    try:
        return anchors.read_text("ascii") if anchors else ""
    except (OSError, UnicodeDecodeError) as error:
        remedy = "name a file of certificates as PEM"
        raise SourceError(str(anchors), "can't be read as PEM", remedy) from error


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
        yield path.read_text("utf-8")
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
