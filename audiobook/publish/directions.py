"""Which way a language is written."""

from __future__ import annotations

_LEFTWARD = {
    "ar", "arc", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo", "pnb", "ps", "sd",
    "syr", "ug", "ur", "yi",
}  # fmt: skip
"""Languages whose usual script runs from right to left (CLDR, ``layout/orientation``)."""

_LEFTWARD_SCRIPTS = {"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}


def direction(tag: str) -> str:
    """``rtl`` or ``ltr``, from a BCP 47 tag; a script named in it decides."""
    primary, *others = tag.lower().split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), None)  # noqa: PLR2004 - ISO 15924
    leftward = script in _LEFTWARD_SCRIPTS if script else primary in _LEFTWARD
    return "rtl" if leftward else "ltr"
