"""Curves in the characters of a terminal."""

from __future__ import annotations

from collections.abc import Sequence

_BLOCKS = " ▁▂▃▄▅▆▇█"
_STEPS = len(_BLOCKS) - 1
_BRAILLE = 0x2800
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Bits of a Braille cell: rows of two dots (Unicode, chapter 21.1)."""


def bars(values: Sequence[float], rows: int) -> list[str]:
    """A bar for each value from 0 to 1, in so many rows, the top one first."""
    heights = [round(min(max(value, 0), 1) * rows * _STEPS) for value in values]
    return [
        "".join(_BLOCKS[min(max(height - row * _STEPS, 0), _STEPS)] for height in heights)
        for row in reversed(range(rows))
    ]


def line(values: Sequence[float | None], rows: int) -> list[str]:
    """A line of Braille dots through values from 0 to 1, two to a character; None is a gap."""
    cells = [[0] * (-(-len(values) // 2)) for _ in range(rows)]
    depth = rows * len(_DOTS) - 1
    before: int | None = None
    for at, value in enumerate(values):
        if value is None:
            before = None
            continue
        y = depth - round(min(max(value, 0), 1) * depth)
        start = y if before is None else before
        for dot in range(min(start, y), max(start, y) + 1):
            cells[dot // len(_DOTS)][at // 2] |= _DOTS[dot % len(_DOTS)][at % 2]
        before = y
    return ["".join(chr(_BRAILLE + bits) for bits in row) for row in cells]


def labels(places: Sequence[int], width: int) -> str:
    """The numbers 1, 2, … at their columns, those left out that would touch the one before."""
    row = ""
    for number, column in enumerate(places, 1):
        fits = column + len(str(number)) <= width
        if fits and (not row or column > len(row)):
            row = row.ljust(column) + str(number)
    return row
