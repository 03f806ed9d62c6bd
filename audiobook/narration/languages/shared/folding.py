"""Characters that stand for several: ligatures, full-width forms, circled and Roman numbers."""

from __future__ import annotations

import re
import unicodedata

_COMPATIBLE = re.compile(
    "[\u1d2c-\u1d6a\u02b0-\u02b8\u02e0-\u02e4\u2044\u2080-\u2089\u2160-\u2188\u2460-\u24ff\u2776-\u2793\u3000"
    "\ufb00-\ufb06\uff01-\uff5e]"
)
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def fold(character: str) -> str:
    """The plain form of one character; digits of any script become ASCII."""
    if _COMPATIBLE.match(character):
        if unicodedata.category(character) == "No":
            return f" {int(unicodedata.numeric(character))} "
        return unicodedata.normalize("NFKC", character)
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character.isdigit() and character not in _SUPERSCRIPTS:
        return f" {unicodedata.digit(character)} "
    return character
