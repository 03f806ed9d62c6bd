"""The command that proves what an MP3 is, anywhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audiobook.cli.frame import as_json, print_json, say
from audiobook.display import shortened

if TYPE_CHECKING:
    from audiobook.audit import Manifest
    from audiobook.project.verifying import Verification

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_WIDTH = 10


@click.command(epilog="Example: audiobook verify media/tide-1f00ba42.mp3 --text tide.md")
@click.argument("mp3", type=_FILE, metavar="FILE.mp3")
@click.option("--manifest", type=_FILE, help="Its manifest; the one beside it if none is named.")
@click.option("--text", type=_FILE, help="The article, to see whether all of it is said.")
@click.option("--trust", type=_FILE, help="Certificates: who signed it must be vouched for.")
@as_json
def verify(
    mp3: Path, manifest: Path | None, text: Path | None, trust: Path | None, in_json: bool
) -> None:
    """Tell whether an MP3 is the one its manifest describes, from which text, and read by whom.

    Needs no project and no network.  Ends with status 1 if anything is not as the manifest says.
    """
    from audiobook.project.verifying import verify as verified  # noqa: PLC0415 - see open_project

    found = verified(mp3, manifest, text, trust)
    if in_json:
        print_json(_keys(found))
    else:
        _show(found)
    sys.exit(0 if found.holds else 1)


def _show(found: Verification) -> None:
    for point in found.points:
        say(f"{'ok' if point.holds else 'FAILED':<{_WIDTH}}{point.subject}: {point.told}")
    if found.manifest:
        for label, words in _facts(found.manifest).items():
            say(f"{label:<{_WIDTH}}{shortened(words)}")
    failed = sum(not point.holds for point in found.points)
    verdict = "verified" if found.holds else f"NOT verified: {failed} of {len(found.points)} failed"
    say(f"{found.mp3}: {verdict}")


def _facts(manifest: Manifest) -> dict[str, str]:
    licence = manifest.licence
    said = ", ".join(filter(None, (licence.id, licence.holder, licence.url)))
    return {
        "title": manifest.title,
        "by": ", ".join(manifest.authors) or "author not stated",
        "source": manifest.source,
        "text": f"{len(manifest.text)} characters, SHA-256 {manifest.text_sha256}",
        "licence": said,
        "voice": f"synthetic: {', '.join(manifest.voices)}",
    }


def _keys(found: Verification) -> dict[str, Any]:
    manifest = found.manifest
    told = manifest and {
        "title": manifest.title,
        "authors": manifest.authors,
        "source": manifest.source,
        "text_sha256": manifest.text_sha256,
        "licence": {
            "id": manifest.licence.id,
            "url": manifest.licence.url,
            "holder": manifest.licence.holder,
        },
        "voices": manifest.voices,
        "sha256": manifest.mp3.sha256,
    }
    return {
        "file": str(found.mp3),
        "manifest": str(found.manifest_path),
        "verified": found.holds,
        "points": [{"subject": p.subject, "holds": p.holds, "told": p.told} for p in found.points],
        "says": told,
    }
