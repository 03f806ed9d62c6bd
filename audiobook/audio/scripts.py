"""Which script a text is in, and whether that parts words by spaces."""

from __future__ import annotations

import unicodedata
from bisect import bisect

# First and last code point: Thai and Lao; Myanmar; Khmer; ideographs and kana; the same beyond
# the basic plane.  Hangul is written with spaces.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0x312F),
    (0x31A0, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF01, 0xFF9F),
    (0x20000, 0x3FFFF),
)
_FIRSTS = [first for first, _ in _UNSPACED]


def is_unspaced(character: str) -> bool:
    """Whether a character is of a script that writes its words without spaces between them."""
    code = ord(character)
    block = bisect(_FIRSTS, code) - 1
    return block >= 0 and code <= _UNSPACED[block][1]


def script(text: str) -> str:
    """The script of the first letter that has one, by Unicode's names; empty without a letter."""
    return next(filter(None, map(_script, text)), "")


def _script(character: str) -> str:
    """The first word of a letter's Unicode name, which is its script's; empty for other signs."""
    return unicodedata.name(character, "").partition(" ")[0] if character.isalpha() else ""
