r"""Paths as text: the bytes of a name that are none are written as ``\xe9``."""

from __future__ import annotations

import os
import re

_NEEDS_ESCAPING = re.compile(r"[\ud800-\udfff]|\\x[0-9a-f]{2}")
_IS_ESCAPED = re.compile(r"\\x[0-9a-f]{2}")
_ESCAPE = re.compile(rb"\\(?:\\|x([0-9a-f]{2}))")


def escaped(path: str) -> str:
    r"""A path whose bytes are no text, with those bytes as ``\xe9``; any other as it is.

    No two paths become one: a path that looks escaped has its backslashes doubled.
    """
    if not _NEEDS_ESCAPING.search(path):
        return path
    return os.fsencode(path.replace("\\", "\\\\")).decode("utf-8", errors="backslashreplace")


def unescaped(name: str) -> str:
    """The path that was escaped to ``name``, fit to be opened."""
    if not _IS_ESCAPED.search(name):
        return name
    return os.fsdecode(_ESCAPE.sub(_meant, os.fsencode(name)))


def _meant(escape: re.Match[bytes]) -> bytes:
    digits = escape[1]
    return bytes([int(digits, 16)]) if digits else b"\\"
