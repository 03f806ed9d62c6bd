"""Whom and what a manifest credits, held against the MP3's tags and against its own notice."""

from __future__ import annotations

from collections.abc import Iterator, Set
from urllib.parse import unquote

from langcodes import Language
from langcodes.tag_parser import LanguageTagError

from audiobook.audit.faults import quoted
from audiobook.audit.manifests import Manifest
from audiobook.audit.transcripts import without_controls
from audiobook.model import Tags

_UNDETERMINED = "und"  # ISO 639-2


def faults_of_attribution(tags: Tags, manifest: Manifest) -> Iterator[str]:
    """Where the tags credit others than the manifest, each as a clause without a subject.

    Where the manifest names neither authors nor a holder, the tags may name a publisher, of whom
    it has no word.
    """
    holder = manifest.licence.holder or ""
    authors = ", ".join(manifest.authors) or holder
    if authors and without_controls(tags.artist) != without_controls(authors):
        yield f"its tags are by {quoted(tags.artist)}, the manifest by {quoted(authors)}"
    source = manifest.source if manifest.source.startswith(("http://", "https://")) else ""
    if unquote(tags.source) != unquote(without_controls(source)):
        found = quoted(tags.source) if tags.source else "no address"
        yield f"its tags have {found} as its source, the manifest {quoted(manifest.source)}"
    terms = manifest.licence.url or manifest.licence.name
    for what, stated in (("holder", holder), ("licence", terms)):
        if without_controls(stated) not in without_controls(tags.copyright):
            copyright_line = quoted(tags.copyright, 200)
            yield f"its tags have the copyright {copyright_line}, the {what} {quoted(stated)} not"
    if tags.language != _UNDETERMINED and _primary(tags.language) != _primary(manifest.language):
        found, stated = quoted(tags.language), quoted(manifest.language)
        yield f"its tags have the language {found}, the manifest {stated}"


def uncredited(manifest: Manifest, owed: Set[str]) -> Iterator[str]:
    """What a manifest states and its own notice does not name, of the elements ``owed``."""
    notice = _one_line(manifest.notice)
    stated = {
        "title": (manifest.title,),
        "authors": manifest.authors,
        "source": (manifest.source,),
        "holder": (manifest.licence.holder or "",),
        "licence": (manifest.licence.name,),
    }
    for element, values in stated.items():
        for value in values if element in owed else ():
            if _one_line(value) not in notice:
                yield f"its notice does not name its {element}, {quoted(value)}"


def _primary(tag: str) -> str:
    try:
        return Language.get(tag).language or _UNDETERMINED
    except LanguageTagError:
        return _UNDETERMINED


def _one_line(text: str) -> str:
    """A text as notices have it: without line breaks and what XML forbids."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
