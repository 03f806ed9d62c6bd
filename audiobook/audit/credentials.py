"""A manifest held against what was signed of the MP3: its Content Credentials."""

from __future__ import annotations

from collections.abc import Iterator

from audiobook.audit.faults import quoted
from audiobook.audit.manifests import Manifest
from audiobook.model import Credentials


def faults_of_credentials(signed: Credentials, manifest: Manifest) -> Iterator[str]:
    """Where what was signed is other than the manifest, each as a clause after "signed it"."""
    if manifest.text_sha256.lower() not in signed.text:
        yield "for another text"
        return
    licence = manifest.licence
    source = manifest.source if manifest.source.startswith(("http://", "https://")) else ""
    told = (
        ("the title", signed.title, manifest.title),
        ("the authors", ", ".join(signed.authors), ", ".join(manifest.authors)),
        ("the language", signed.language, manifest.language),
        ("the source", signed.source, source),
        ("the licence", signed.licence, licence.url or licence.name),
        ("the licence's name", signed.licence_name, licence.name),
        ("the notice", signed.notice, manifest.notice),
    )
    for what, found, stated in told:
        if found != stated:
            yield f"for {what} {quoted(found)}, and the manifest has {quoted(stated)}"
    voices = ", ".join(manifest.voices)
    if not signed.description.endswith(f": {voices}"):
        yield f"with the words {quoted(signed.description)}, and the manifest has {quoted(voices)}"
