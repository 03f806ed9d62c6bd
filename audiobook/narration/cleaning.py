"""Text without the characters that nobody can say."""

from __future__ import annotations

import re

# Control and format characters, lone surrogates, private use, byte order mark, soft hyphen; the
# joiners U+200C and U+200D stay, for Persian and Indic words are written with them.
_UNSPEAKABLE = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ud800-\udfff\ue000-\uf8ff\ufeff\ufff9-\uffff"
    "\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
# Two marks on a letter are writing (Vietnamese); a pile of them is zalgo.
_PILED_MARKS = re.compile("([\u0300-\u036f\u0483-\u0489]{2})[\u0300-\u036f\u0483-\u0489]+")


def clean(text: str) -> str:
    """The text on one line, white space folded, without control characters and zalgo."""
    return " ".join(_PILED_MARKS.sub(r"\1", _UNSPEAKABLE.sub("", text)).split())
