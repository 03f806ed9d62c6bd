"""Certificates as an authority gives them for Content Credentials, made for a test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization as pem
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NAME = "The Reading Room"
_USES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


@dataclass(frozen=True, slots=True)
class Identity:
    """A signer, and the authority that vouches for it; all in PEM."""

    chain: bytes
    root: str
    key: bytes


def identity(key: Any = None, days: tuple[int, int] = (-1, 90), fit: bool = True) -> Identity:
    """A signer whose certificate holds from and to a day from now; ``fit`` for signing."""
    root_key = ec.generate_private_key(ec.SECP256R1())
    key = key or ec.generate_private_key(ec.SECP256R1())
    root = _certificate("Root", root_key, root_key, (-100, 100), authority=True)
    own = _certificate(NAME, key, root_key, days, purpose=fit)
    chain = own.public_bytes(pem.Encoding.PEM) + root.public_bytes(pem.Encoding.PEM)
    return Identity(chain, root.public_bytes(pem.Encoding.PEM).decode(), written(key))


def written(key: Any, password: bytes = b"", form: Any = pem.PrivateFormat.PKCS8) -> bytes:
    """A key in PEM."""
    kept = pem.BestAvailableEncryption(password) if password else pem.NoEncryption()
    return key.private_bytes(pem.Encoding.PEM, form, kept)


def _certificate(
    name: str,
    key: Any,
    issuer: Any,
    days: tuple[int, int],
    authority: bool = False,
    purpose: bool = False,
) -> x509.Certificate:
    now = datetime.now(UTC)
    use = ("key_cert_sign", "crl_sign") if authority else ("digital_signature",)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name("Root"))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(authority, None), critical=True)
        .add_extension(x509.KeyUsage(**{each: each in use for each in _USES}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key()), critical=False
        )
    )
    if purpose:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(usage, critical=False)
    return builder.sign(issuer, hashes.SHA256())


def _name(name: str) -> x509.Name:
    attributes = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
    return x509.Name([x509.NameAttribute(each, name) for each in attributes])
