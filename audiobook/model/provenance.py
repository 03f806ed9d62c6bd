"""What a finished MP3 says of how it came to be, and whether that can be relied on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from audiobook.model.speech import Cast

_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"


class Validity(StrEnum):
    """Whether the Content Credentials in a file hold (C2PA 2, validation states)."""

    INVALID = "invalid"
    """The file, or what is said of it, was changed after it was signed."""
    VALID = "valid"
    """Nothing was changed; who signed it is their own word."""
    TRUSTED = "trusted"
    """Nothing was changed, and somebody who is trusted vouches for the signer."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """The Content Credentials of a file; texts are empty where it does not say."""

    validity: Validity
    signer: str
    """The name in the certificate, and the organisation."""
    signed: str
    """When, by a timestamp authority, as ISO 8601."""
    digital_source_type: str
    """IPTC's term, as an address."""
    description: str
    """What was done, in words: who spoke."""
    title: str
    source: str
    """The article's address."""
    text: str
    """The article's text, by its hash (RFC 6920)."""
    licence: str
    """The licence's address, or its name where it has none."""
    licence_name: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    notice: str = ""
    problems: tuple[str, ...] = ()
    """C2PA's codes for what does not hold."""


def digital_source_type(cast: Cast) -> str:
    """IPTC's term for what is spoken: by a model of recordings, or by rules alone.

    Whoever wrote the text: the term tells where the sound comes from.
    """
    by_rules = all(
        reader.engine == "tone" or (reader.engine == "pyttsx3" and "espeak" in reader.identity)
        for reader in (cast.narrator, *cast.others)
    )
    return _SOURCE_TYPES + ("algorithmicMedia" if by_rules else "trainedAlgorithmicMedia")
