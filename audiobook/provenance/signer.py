"""Who signs: a certificate from the settings, and its key from the environment alone."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audiobook.config import Settings
from audiobook.errors import ConfigError
from audiobook.provenance.library import MP3, c2pa_library, context

KEY_VARIABLE = "AUDIOBOOK_C2PA_KEY"
"""Holds the key as PEM, or the path of a file with it."""

_CERTIFICATE = "[provenance] certificate"
_PEM = "-----BEGIN "
_CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}
_KINDS = "ECDSA (P-256, P-384, P-521), Ed25519 or RSA"
_FRAME = b"\xff\xfb\x50\xc4" + bytes(204)  # MPEG-1 layer III, 64 kbit/s: silence
_TRIAL = {"claim_generator_info": [{"name": "audiobook"}]}


@dataclass(frozen=True, slots=True)
class Signer:
    """A certificate chain, its key, and who says when."""

    certificates: bytes
    """PEM, the signer's own first."""
    key: bytes = field(repr=False)
    """PKCS #8, as PEM."""
    algorithm: str
    """By C2PA's name: ``es256``, ``ed25519``, ``ps256``, …"""
    timestamp_address: str = ""

    def open(self) -> Any:
        """The library's own signer.  Raises ConfigError."""
        library = c2pa_library()
        asked = (self.algorithm, self.certificates, self.key, self.timestamp_address or None)
        try:
            return library.Signer.from_info(library.C2paSignerInfo(*asked))
        except library.C2paError as error:
            raise _unfit(error) from error


def load_signer(settings: Settings, folder: Path, environ: Mapping[str, str]) -> Signer | None:
    """The signer that the settings of the project in ``folder`` name; None if they name none.

    Signs something in memory, so that what is wrong is known before any work is done.  Raises
    ConfigError: for a certificate or key that is missing, has ended or does not fit the other; for
    tags that can't hold credentials; without the extra.
    """
    asked = settings.provenance
    if not asked.certificate:
        return None
    if settings.mastering.id3 != "2.4":
        problem = "can't go with [provenance]: credentials are written as ID3v2.4"
        raise ConfigError('[mastering] id3 = "2.3"', problem, "take one of them out")
    c2pa_library()
    path = folder / Path(asked.certificate).expanduser()
    certificates = _read(path, _CERTIFICATE, "mend the path")
    key, algorithm = _key(environ.get(KEY_VARIABLE, ""))
    signer = Signer(certificates, key, algorithm, asked.timestamp_address)
    _try_out(Signer(certificates, key, algorithm))
    return signer


def _key(stated: str) -> tuple[bytes, str]:
    """A key as the library takes it, and its algorithm."""
    # Drawn in by c2pa-python.
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa  # noqa: PLC0415

    if not stated:
        problem = f"is not set, and {_CERTIFICATE} asks for signed editions"
        raise ConfigError(KEY_VARIABLE, problem, "set it to the path of the key, or to its PEM")
    is_pem = stated.lstrip().startswith(_PEM)
    path = Path(stated).expanduser()
    data = stated.encode() if is_pem else _read(path, KEY_VARIABLE, "mend the path")
    try:
        key = serialization.load_pem_private_key(data, password=None)
    except (TypeError, ValueError) as error:
        problem = "has a password" if isinstance(error, TypeError) else "holds no key in PEM"
        raise ConfigError(KEY_VARIABLE, problem, f"give a key without one: {_KINDS}") from error
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in _CURVES:
        return pem, _CURVES[key.curve.name]
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return pem, "ed25519"
    if isinstance(key, rsa.RSAPrivateKey):
        return pem, "ps256"
    raise ConfigError(KEY_VARIABLE, "is of a kind that C2PA knows not", f"take one of {_KINDS}")


def _try_out(signer: Signer) -> None:
    library = c2pa_library()
    try:
        with signer.open() as opened, library.Builder(_TRIAL, context()) as builder:
            builder.set_intent(
                library.C2paBuilderIntent.CREATE,
                library.C2paDigitalSourceType.ALGORITHMIC_MEDIA,
            )
            builder.sign(opened, MP3, io.BytesIO(_FRAME), io.BytesIO())
    except library.C2paError as error:
        raise _unfit(error) from error


def _read(path: Path, setting: str, remedy: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        # The message has no path: what was meant as a key might stand in it.
        raise ConfigError(setting, f"can't be read: {error.strerror}", remedy) from error


def _unfit(error: Exception) -> ConfigError:
    remedy = f"see that it and {KEY_VARIABLE} belong together, and docs/provenance.md for its kind"
    return ConfigError(_CERTIFICATE, f"can't sign with it: {error}", remedy)
