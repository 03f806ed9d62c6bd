"""A picture of bold shapes in square tiles, made from a number: arcs, discs, bars and waves."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from audiobook.audio.covers.palettes import Colour, Palette

Field = npt.NDArray[Any]
"""Of float32: a distance to a shape's edge over a tile, in sides of the tile; negative inside."""

Shape = Callable[[Field, Field], Field]
"""The field of a shape over x and y, each from 0 to 1."""

_COLUMNS = {2: (2, 4, 4, 4, 6), 3: (3, 6), 4: (4, 4, 8)}
"""Of tiles, by how many times the picture is as wide as it is high."""


def draw_mosaic(size: tuple[int, int], palette: Palette, digest: bytes) -> Image.Image:
    """An RGB picture, its width two, three or four times its height.

    The digest chooses how many tiles there are, their shapes, their turns and their colours.
    """
    random = Random(digest)
    width, height = size
    columns = random.choice(_COLUMNS[width // height])
    side = width // columns
    picture = Image.new("RGB", size)
    grounds: list[Colour] = []
    for place in range(columns * (height // side)):
        row, column = divmod(place, columns)
        beside = {grounds[-1] if column else None, grounds[-columns] if row else None}
        grounds.append(random.choice([c for c in palette.colours if c not in beside]))
        figure = random.choice([colour for colour in palette.colours if colour != grounds[-1]])
        shape, turns = random.choice(_SHAPES)
        left, top = column * side, row * side
        box = (left, top, left + side, top + side)
        picture.paste(grounds[-1], box)
        picture.paste(figure, box, _mask(shape, random.randrange(0, 4, turns), side))
    return picture


@lru_cache(maxsize=8)
def _mask(shape: Shape, turns: int, side: int) -> Image.Image:
    """The shape turned by right angles, its edges smooth."""
    steps = (np.arange(side, dtype=np.float32) + 0.5) / side
    distance = shape(steps[np.newaxis, :], steps[:, np.newaxis])
    coverage = np.clip(0.5 - np.rot90(distance, turns) * side, 0, 1)
    return Image.fromarray((255 * coverage).astype(np.uint8))


def _quarter(x: Field, y: Field) -> Field:
    return _radius(x, y) - 1


def _half(x: Field, y: Field) -> Field:
    return _radius(x - 0.5, y) - 0.5


def _disc(x: Field, y: Field) -> Field:
    return _radius(x - 0.5, y - 0.5) - 0.36


def _leaf(x: Field, y: Field) -> Field:
    return _both(_radius(x, y), _radius(1 - x, 1 - y)) - 1


def _arcs(x: Field, y: Field) -> Field:
    """Sound that spreads from a corner."""
    radius = _radius(x, y)
    return _both(_stripes(4 * radius) / 4, radius - 1)


def _bars(x: Field, y: Field) -> Field:
    """Levels, as on a mixing desk."""
    heights = np.array([0.42, 0.86, 0.6, 0.28], np.float32)[(x * 4).astype(int)]
    across = abs((x * 4) % 1 - 0.5) / 4 - 0.075
    return _both(across, abs(y - 0.5) - heights / 2)


def _waves(x: Field, y: Field) -> Field:
    steepness = 1.25  # a phase grows faster across a wave than up the tile
    return _stripes(y * 4 + _sine(x) / 2) / 4 / steepness


def _corner(x: Field, y: Field) -> Field:
    return (x + y - 1) / math.sqrt(2)


def _radius(x: Field, y: Field) -> Field:
    distance: Field = np.hypot(x, y)
    return distance


def _both(one: Field, other: Field) -> Field:
    """The field of what lies in both of two shapes."""
    intersection: Field = np.maximum(one, other)
    return intersection


def _sine(turns: Field) -> Field:
    value: Field = np.sin(2 * np.pi * turns)
    return value


def _stripes(phase: Field) -> Field:
    """As wide as the gaps between them, one for each unit of the phase."""
    return abs(phase % 1 - 0.5) - 0.25


_SHAPES: tuple[tuple[Shape, int], ...] = (
    (_quarter, 1),
    (_half, 1),
    (_disc, 4),
    (_leaf, 1),
    (_arcs, 1),
    (_bars, 2),
    (_waves, 1),
    (_corner, 1),
)
"""Each with how many right angles lie between one way to stand and the next."""
