"""A text at hand held against the one that an edition was made from."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from audiobook.audit.faults import quoted

_LONGEST_COMPARED = 20_000  # words; beyond, only where they part is told


def differences(at_hand: str, read: str) -> Iterator[str]:
    """Where the words of a text at hand are other than those of the text that was read.

    White space makes no difference.
    """
    ours, theirs = at_hand.split(), read.split()
    if ours == theirs:
        return
    if len(ours) + len(theirs) > _LONGEST_COMPARED:
        pairs = enumerate(zip(ours, theirs, strict=False))
        first = next((n for n, (a, b) in pairs if a != b), min(len(ours), len(theirs)))
        yield _told("reads", ours[first:], theirs[first:], first)
        return
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, first, last, first_read, last_read in matcher.get_opcodes():
        if kind != "equal":
            yield _told("has", ours[first:last], theirs[first_read:last_read], first)


def _told(verb: str, ours: list[str], theirs: list[str], place: int) -> str:
    has = quoted(" ".join(ours[:40])) if ours else "nothing"
    read = quoted(" ".join(theirs[:40])) if theirs else "nothing"
    return f"at word {place + 1}, the text {verb} {has} where {read} was read"
