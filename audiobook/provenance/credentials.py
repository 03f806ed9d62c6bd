"""Reads Content Credentials back and judges them, by the library's own reader."""

from __future__ import annotations

from pathlib import Path

import msgspec

from audiobook.errors import AudioError
from audiobook.model import Credentials, Validity
from audiobook.provenance.library import MP3, c2pa_library, context
from audiobook.provenance.report import Action, Actions, Ingredient, Manifest, Metadata, Report
from audiobook.provenance.statement import ACTIONS, CREATED, INPUT, METADATA

_UNTRUSTED = "signingCredential.untrusted"
"""No fault of the file's: nobody was named who is trusted."""


def read_credentials(mp3: Path, anchors: str = "") -> Credentials | None:
    """The Content Credentials in an MP3, and whether they hold; None if it has none.

    Those of who signed last: whoever changed the file since it was made and signed it anew says no
    more than that.
    ``anchors`` are certificates, as PEM, of those whose word on a signer is trusted.  No network is
    asked.  Raises AudioError for a file or credentials that can't be read, ConfigError without the
    extra.
    """
    library = c2pa_library()
    try:
        with mp3.open("rb") as file:
            reader = library.Reader.try_create(MP3, file, context=context(anchors))
            if reader is None:
                return None
            with reader:
                told = reader.json()
        return _credentials(msgspec.json.decode(told, type=Report))
    except (OSError, msgspec.MsgspecError, library.C2paError) as error:
        raise AudioError(str(mp3), f"its credentials can't be read: {error}") from error


def _credentials(report: Report) -> Credentials:
    manifest = report.manifests.get(report.active_manifest, Manifest())
    actions = manifest.assertion(ACTIONS, Actions).actions
    made = next((each for each in actions if each.action == CREATED), Action())
    inputs = (each for each in manifest.ingredients if each.relationship == INPUT)
    article = next(inputs, Ingredient())
    metadata = manifest.assertion(METADATA, Metadata)
    signature = manifest.signature_info
    names = (signature.common_name, signature.issuer)
    failures = dict.fromkeys(f.code for f in report.validation_results.active_manifest.failure)
    return Credentials(
        validity=Validity(report.validation_state.lower()),
        signer=", ".join(dict.fromkeys(filter(None, names))),
        signed=signature.time or "",
        digital_source_type=made.digital_source_type,
        description=made.description,
        title=article.title,
        source=article.address,
        text=article.instance_id,
        licence=metadata.web_statement or metadata.usage_terms,
        licence_name=metadata.usage_terms,
        authors=_each(metadata.creator),
        language=", ".join(_each(metadata.language)),
        notice=metadata.rights,
        problems=tuple(code for code in failures if code != _UNTRUSTED),
    )


def _each(stated: list[str] | str) -> tuple[str, ...]:
    """The values of a property that others may write as one."""
    return tuple(filter(None, [stated] if isinstance(stated, str) else stated))
