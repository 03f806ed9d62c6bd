"""In which order the parts of a line stand on the page where scripts of two directions meet.

The Unicode Bidirectional Algorithm (UAX #9) for what a title has: no explicit controls, which are
never drawn, and so no level above 2.  Libraries give the order of letters on the page, but fonts
join letters in the order they are read, so the stretches are needed; python-bidi checks them in the
tests.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

Part = TypeVar("Part")

_STRONG = {"L": "L", "R": "R", "AL": "R"}
_NUMBERS = ("EN", "AN")
_SEPARATORS = {("ES", "EN"), ("CS", "EN"), ("CS", "AN")}
_SETTLED = ("L", "R", "EN", "AN")
_BRACKETS = dict(zip("([{（［｛「『《〈【", ")]}）］｝」』》〉】", strict=True))
_LEVELS = {False: {"L": 0, "R": 1, "EN": 2, "AN": 2}, True: {"L": 2, "R": 1, "EN": 2, "AN": 2}}


def is_leftward(text: str) -> bool:
    """Whether a paragraph runs from right to left: its first letter does (UAX #9, P2 and P3)."""
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((_STRONG[kind] == "R" for kind in strong if kind in _STRONG), False)


def stretches(line: str, leftward: bool) -> Iterator[tuple[int, str]]:
    """Embedding level and text of each stretch of one direction, in the order it is read.

    ``leftward`` is the direction of the paragraph.  Odd levels run from right to left.
    """
    levels = _levels(line, leftward)
    for level, part in groupby(zip(levels, line, strict=True), key=lambda pair: pair[0]):
        yield level, "".join(character for _, character in part)


def in_visual_order(parts: Iterable[Part], level_of: Callable[[Part], int]) -> list[Part]:
    """The parts as they stand from left to right (UAX #9, L2)."""
    ordered = list(parts)
    for level in range(max(map(level_of, ordered), default=0), 0, -1):
        ordered = _turned(ordered, [level_of(part) >= level for part in ordered])
    return ordered


def _turned(parts: list[Part], is_turned: Sequence[bool]) -> list[Part]:
    """The parts with each run of those marked in reverse."""
    turned: list[Part] = []
    at = 0
    for is_marked, run in groupby(is_turned):
        end = at + len(list(run))
        turned += reversed(parts[at:end]) if is_marked else parts[at:end]
        at = end
    return turned


def _levels(line: str, leftward: bool) -> list[int]:
    base = "R" if leftward else "L"
    kinds = _kinds(line)
    _settle_digits(kinds, base)
    _join_numbers(kinds, base)
    _settle_brackets(line, kinds, base)
    _settle_neutrals(kinds, base)
    return [_LEVELS[leftward][kind] for kind in kinds]


def _kinds(line: str) -> list[str]:
    """The bidirectional class of each character, a mark's being its letter's (W1)."""
    kinds: list[str] = []
    for character in line:
        kind = unicodedata.bidirectional(character)
        kinds.append(kinds[-1] if kind in ("NSM", "BN") and kinds else kind)
    return kinds


def _settle_digits(kinds: list[str], base: str) -> None:
    """Digits go by the letter before them (W2); then Arabic letters are as Hebrew ones (W3)."""
    strong = base
    for at, kind in enumerate(kinds):
        if kind in _STRONG:
            strong = kind
            kinds[at] = _STRONG[kind]
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"


def _join_numbers(kinds: list[str], base: str) -> None:
    """What stands in a number or at it (1.5, 3 %) is part of it (W4, W5).

    A number after a letter that runs rightward is part of its text (W7).
    """
    for at in range(1, len(kinds) - 1):
        before, kind, after = kinds[at - 1 : at + 2]
        if before == after and (kind, before) in _SEPARATORS:
            kinds[at] = before
    for order in (range(1, len(kinds)), range(len(kinds) - 2, -1, -1)):
        for at in order:
            if kinds[at] == "ET" and kinds[at - order.step] == "EN":
                kinds[at] = "EN"
    strong = base
    for at, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _settle_brackets(line: str, kinds: list[str], base: str) -> None:
    """A pair of brackets goes with what is in it, if that is what is before it, too (N0)."""
    for start, end in _pairs(line):
        inside = {_direction([kind], base) for kind in kinds[start + 1 : end] if kind in _SETTLED}
        before = next((kind for kind in reversed(kinds[:start]) if kind in _SETTLED), base)
        if base in inside:
            kinds[start] = kinds[end] = base
        elif inside:
            kinds[start] = kinds[end] = _direction([before], base)


def _pairs(line: str) -> list[tuple[int, int]]:
    """Where each bracket that has a partner stands, and its partner, in order."""
    waiting: list[int] = []
    found: list[tuple[int, int]] = []
    for at, character in enumerate(line):
        if character in _BRACKETS:
            waiting.append(at)
        elif character in _BRACKETS.values():
            starts = [start for start in waiting if _BRACKETS[line[start]] == character]
            if starts:
                found.append((starts[-1], at))
                waiting = [start for start in waiting if start < starts[-1]]
    return sorted(found)


def _settle_neutrals(kinds: list[str], base: str) -> None:
    """Other signs go with what is on both sides of them, or with the paragraph (N1, N2)."""
    at = 0
    for is_neutral, run in groupby(kinds[:], key=lambda kind: kind not in ("L", "R", *_NUMBERS)):
        length = len(list(run))
        if is_neutral:
            before = _direction(kinds[:at][-1:], base)
            after = _direction(kinds[at + length :][:1], base)
            kinds[at : at + length] = [before if before == after else base] * length
        at += length


def _direction(kinds: Sequence[str], base: str) -> str:
    if not kinds:
        return base
    return "L" if kinds[0] == "L" else "R"
