"""The colours of covers."""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]
"""Red, green and blue of sRGB, from 0 to 255."""


_LINEAR_UP_TO = 0.04045  # of sRGB's transfer function


@dataclass(frozen=True, slots=True)
class Palette:
    """A field, the ink of the letters on it, and the colours of the pattern beside them."""

    field: Colour
    ink: Colour
    accents: tuple[Colour, Colour, Colour]

    @property
    def colours(self) -> tuple[Colour, ...]:
        """Those of the pattern: the accents, and the field."""
        return (self.field, *self.accents)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Colour) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    red, green, blue = (
        share / 12.92 if share <= _LINEAR_UP_TO else ((share + 0.055) / 1.055) ** 2.4
        for share in (value / 255 for value in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _palette(field: str, ink: str, *accents: str) -> Palette:
    first, second, third = map(_colour, accents)
    return Palette(_colour(field), _colour(ink), (first, second, third))


def _colour(digits: str) -> Colour:
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


PALETTES = (
    _palette("14213d", "fdf8ee", "fca311", "e9e6dc", "4a6fa5"),
    _palette("0b3d2e", "f6f3e7", "e9c46a", "6fb98f", "f4a28c"),
    _palette("5a1026", "fbf1e6", "f2a65a", "d8573c", "f0d7b1"),
    _palette("2e1a47", "f7f0fa", "ff6f61", "b39cd0", "ffc75f"),
    _palette("1f2326", "f5f5f0", "e4572e", "a8c686", "f3a712"),
    _palette("073b4c", "f4fafb", "23bfa0", "ffd166", "ef476f"),
    _palette("f4ede0", "1b1b1e", "d1495b", "00798c", "edae49"),
    _palette("dcebe0", "10302a", "2a6f5b", "e76f51", "f4b942"),
    _palette("1d3fbb", "ffffff", "ffd23f", "9ad1f5", "ff6b57"),
    _palette("7f2a11", "fff5eb", "f6bd60", "f3e3d3", "2d4654"),
    _palette("e3ecf4", "13294b", "2d6cdf", "f26b5b", "f2c14e"),
    _palette("f2c14e", "221a0a", "b33f1b", "fff3d1", "2f4b4a"),
)
"""Chosen by eye; ink on its field has a contrast of 7 at least (WCAG AAA)."""
