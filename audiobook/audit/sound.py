"""An MP3 held against its manifest: what its tags say, and what was measured of it again."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from audiobook.audit.attribution import faults_of_attribution
from audiobook.audit.faults import quoted
from audiobook.audit.manifests import Manifest
from audiobook.audit.transcripts import without_controls
from audiobook.model import Loudness, Tags

LOUDNESS_TOLERANCE_LU = 0.1
PEAK_TOLERANCE_DB = 0.2
_DURATION_TOLERANCE_MS = 100  # an MP3 is a whole number of frames of 26 ms, with one before it
_BITRATE_TOLERANCE_KBPS = 2


def faults_of_tags(tags: Tags, manifest: Manifest) -> Iterator[str]:
    """What the tags say other than the manifest, each as a clause without a subject."""
    licence = manifest.licence
    told = (
        ("title", tags.title, manifest.title),
        ("licence", tags.licence_id, licence.id),
        ("notice", tags.notice, manifest.notice),
        ("TEXT-SHA256", tags.text_sha256, manifest.text_sha256),
        ("voice", tags.voices, ", ".join(manifest.voices)),
    )
    for what, found, expected in told:
        if without_controls(found) != without_controls(expected):
            yield f"its tags have the {what} {quoted(found)}, the manifest {quoted(expected)}"
    if licence.url and unquote(tags.licence_url) != unquote(without_controls(licence.url)):
        yield f"its tags link the licence at {quoted(tags.licence_url)}, the manifest {licence.url}"
    ours = [(without_controls(c.title), c.start_ms, c.end_ms) for c in manifest.chapters]
    if [(without_controls(c.title), c.start_ms, c.end_ms) for c in tags.chapters] != ours:
        yield "its tags have other chapters than the manifest"
    yield from faults_of_attribution(tags, manifest)
    if abs(tags.duration_ms - manifest.duration_ms) > _DURATION_TOLERANCE_MS:
        yield f"it lasts {tags.duration_ms} ms, and the manifest says {manifest.duration_ms}"
    if abs(tags.bitrate_kbps - manifest.mp3.bitrate_kbps) > _BITRATE_TOLERANCE_KBPS:
        stated = f"{manifest.mp3.bitrate_kbps:g}"
        yield f"it has {tags.bitrate_kbps:.0f} kbit/s, and the manifest says {stated}"


def faults_of_sound(measured: Loudness, duration_ms: int, manifest: Manifest) -> Iterator[str]:
    """How the sound, decoded and measured again, differs from what the manifest says of it."""
    stated = manifest.loudness
    levels = (
        (measured.integrated_lufs, stated.integrated_lufs, LOUDNESS_TOLERANCE_LU, "LUFS"),
        (measured.true_peak_dbtp, stated.true_peak_dbtp, PEAK_TOLERANCE_DB, "dBTP"),
    )
    for found, expected, tolerance, unit in levels:
        if not abs(found - expected) <= tolerance:
            yield f"it measures {found:.1f} {unit}, and the manifest says {expected:.1f}"
    if abs(duration_ms - manifest.duration_ms) > _DURATION_TOLERANCE_MS:
        yield f"it plays for {duration_ms} ms, and the manifest says {manifest.duration_ms}"
