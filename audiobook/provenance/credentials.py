"""Reads Content Credentials back and judges them, by the library's own reader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from audiobook.errors import AudioError
from audiobook.model import Credentials, Validity
from audiobook.provenance.library import MP3, c2pa_library, context
from audiobook.provenance.statement import ACTIONS, METADATA

_UNTRUSTED = "signingCredential.untrusted"
"""No fault of the file's: nobody was named who is trusted."""


def read_credentials(mp3: Path, anchors: str = "") -> Credentials | None:
    """The Content Credentials in an MP3, and whether they hold; None if it has none.

    ``anchors`` are certificates, as PEM, of those whose word on a signer is trusted.  No network is
    asked.  Raises AudioError for a file that can't be read, ConfigError without the extra.
    """
    library = c2pa_library()
    try:
        with mp3.open("rb") as file:
            reader = library.Reader.try_create(MP3, file, context=context(anchors))
            if reader is None:
                return None
            with reader:
                told = json.loads(reader.json())
    except (OSError, library.C2paError) as error:
        raise AudioError(str(mp3), f"its credentials can't be read: {error}") from error
    return _credentials(told)


def _credentials(told: dict[str, Any]) -> Credentials:
    manifest: dict[str, Any] = told["manifests"][told["active_manifest"]]
    data = {each["label"]: each["data"] for each in manifest.get("assertions", [])}
    made = _first(data.get(ACTIONS, {}).get("actions"))
    metadata = data.get(METADATA, {})
    article = _first(manifest.get("ingredients"))
    signature = manifest.get("signature_info") or {}
    names = (signature.get("common_name"), signature.get("issuer"))
    results = told.get("validation_results", {}).get("activeManifest", {})
    codes = dict.fromkeys(failure["code"] for failure in results.get("failure", []))
    return Credentials(
        validity=Validity(told["validation_state"].lower()),
        signer=", ".join(dict.fromkeys(filter(None, names))),
        signed=signature.get("time") or "",
        digital_source_type=made.get("digitalSourceType", ""),
        description=made.get("description", ""),
        title=article.get("title", ""),
        source=article.get("informational_URI", ""),
        text=article.get("instance_id", ""),
        licence=metadata.get("xmpRights:WebStatement") or metadata.get("xmpRights:UsageTerms", ""),
        problems=tuple(code for code in codes if code != _UNTRUSTED),
    )


def _first(found: list[dict[str, Any]] | None) -> dict[str, Any]:
    return found[0] if found else {}
