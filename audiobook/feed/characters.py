"""Values made fit for XML 1.0."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

T = TypeVar("T")

LONGEST_VALUE = 255
"""In characters.  Apple's and PSP-1's bound on every value but descriptions."""

LONGEST_NAME = 128
"""In characters; the bound of the Podcasting 2.0 namespace on what its elements hold."""

_UNFIT = re.compile(
    # Not allowed by XML 1.0, production 2.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
    # Allowed but discouraged there: C1 controls and the other planes' non-characters.
    "\x7f-\x84\x86-\x9f\ufdd0-\ufdef"
    + "".join(f"{chr(p + 0xFFFE)}{chr(p + 0xFFFF)}" for p in range(0x10000, 0x110000, 0x10000))
    # Embeddings and overrides, which reach past a value left open into what an app puts after it;
    # isolates (Unicode TR 9, section 2.7) do the same without.
    + "\u202a-\u202e"
    # What a decoder leaves where it failed; it tells a listener nothing.
    + "\ufffd]"
)


def cleaned(value: T) -> T:
    """A copy of a string, tuple or dataclass without the characters that no feed may hold.

    Strings are cleaned at any depth; other values stay as they are.
    """
    match value:
        case str():
            return _UNFIT.sub("", value)  # type: ignore[return-value]
        case tuple():
            return tuple(cleaned(item) for item in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: cleaned(getattr(value, f.name)) for f in fields(value)})
    return value


def short(text: str, limit: int = LONGEST_VALUE) -> str:
    """One line without outer spaces, cut with an ellipsis to at most ``limit`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
