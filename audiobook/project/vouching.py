"""Whether an MP3's Content Credentials hold, and say what its manifest says."""

from __future__ import annotations

import re
import ssl
from pathlib import Path

from audiobook import audit, provenance
from audiobook.audit import Manifest
from audiobook.errors import AudioError, ConfigError, SourceError
from audiobook.model import Credentials, Validity

_CERTIFICATE = re.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL)
_LARGEST_BYTES = 10_000_000  # all authorities of the world's browsers come to a quarter of one


def read_anchors(path: Path) -> str:
    """The certificates in a file, as PEM; at least one.  Raises SourceError if there is none."""
    try:
        found = _CERTIFICATE.findall(audit.read_bounded(path, _LARGEST_BYTES).decode("ascii"))
    except (OSError, UnicodeDecodeError) as error:
        raise _unfit(path, "can't be read as PEM") from error
    if not found:
        raise _unfit(path, "holds no certificate")
    anchors = "\n".join(found)
    try:
        ssl.create_default_context(cadata=anchors)
    except ssl.SSLError as error:
        raise _unfit(path, "holds a certificate that is damaged") from error
    return anchors


def judged(mp3: Path, manifest: Manifest, anchors: str | None) -> tuple[bool, str] | None:
    """Whether the credentials in an MP3 stand the test, and words on it; None if it has none.

    With ``anchors``, somebody among them must vouch for who signed.
    """
    try:
        found = provenance.read_credentials(mp3, anchors or "")
    except ConfigError as error:
        return anchors is None, f"were not looked at: {error}"
    except AudioError as error:
        return False, error.problem
    if found is None:
        return None
    faults = list(audit.faults_of_credentials(found, manifest))
    asked = (Validity.TRUSTED,) if anchors is not None else (Validity.TRUSTED, Validity.VALID)
    return found.validity in asked and not faults, _told_of(found, faults)


def _told_of(found: Credentials, faults: list[str]) -> str:
    if found.validity is Validity.INVALID:
        return f"do not hold: {', '.join(found.problems)}"
    if faults:
        return f"hold, but {found.signer} signed it {'; '.join(faults[:3])}"
    vouched = {Validity.TRUSTED: "which is trusted", Validity.VALID: "which nobody vouches for"}
    return f"hold, signed by {found.signer}, {vouched[found.validity]}"


def _unfit(path: Path, problem: str) -> SourceError:
    return SourceError(str(path), problem, "name a file of certificates as PEM")
