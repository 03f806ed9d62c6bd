"""File names from titles."""

from __future__ import annotations

import hashlib
import re

from anyascii import anyascii

_LONGEST = 80
_DIGITS = 8
_SLUG = re.compile(r"(?:[a-z0-9]+-)*[0-9a-f]{8}")


def slug_of(title: str, identity: str) -> str:
    """A file name for a title: ASCII, at most 80 characters, ending in 8 digits of the identity."""
    digits = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    words = re.sub(r"[^a-z0-9]+", "-", anyascii(title).lower()).strip("-")
    words = words[: _LONGEST - _DIGITS - 1].rstrip("-")
    return f"{words}-{digits}" if words else digits


def is_slug(name: str) -> bool:
    """Whether a name is one that ``slug_of`` gives."""
    return len(name) <= _LONGEST and _SLUG.fullmatch(name) is not None
