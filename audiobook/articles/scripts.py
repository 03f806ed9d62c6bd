"""Superscripts and subscripts: what becomes of them in a text without markup.

A reader marks where each begins and ends while it collects words, and ``set_scripts`` sets them.
"""

from __future__ import annotations

import re

RAISED, LOWERED, SET = "\x01", "\x02", "\x03"
"""Control characters, which no decoded text holds."""

_RAISED = re.compile(rf"(?P<before>.?){RAISED}(?P<words>[^{RAISED}{LOWERED}{SET}]*){SET}", re.S)
_MARKS = re.compile(f"[{RAISED}{LOWERED}{SET}]")
_NUMBER = re.compile(r"[+\-−]?\d+")
_NOTE = re.compile(r"\[?(\d+|[a-z]|[*†‡])\]?")
_SUPERSCRIPTS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_SENTENCE_MARKS = frozenset(".,;:!?…\"'”’»)")


def set_scripts(text: str) -> str:
    """Resolve marks: ``10^6`` becomes ``10⁶``, a number behind a sentence's end a note, ``[2]``.

    Other superscripts (``21st``) and all subscripts (``H2O``) stay as they are, on the line.
    """
    return _MARKS.sub("", _RAISED.sub(_set, text))


def _set(match: re.Match[str]) -> str:
    before, words = match["before"], match["words"].strip()
    note = _NOTE.fullmatch(words)
    if note and before in _SENTENCE_MARKS:
        return f"{before}[{note[1]}]"
    if _NUMBER.fullmatch(words):
        words = words.translate(_SUPERSCRIPTS)
    return before + words
