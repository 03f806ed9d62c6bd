"""Draws a cover: a pattern made from the text, the title large, and below whom to thank."""

from __future__ import annotations

from PIL import Image, ImageDraw

from audiobook.audio.covers.jpeg import as_jpeg
from audiobook.audio.covers.lettering import BOLD, REGULAR, drawable
from audiobook.audio.covers.mosaic import draw_mosaic
from audiobook.audio.covers.palettes import PALETTES, Colour
from audiobook.audio.covers.typesetting import (
    Setting,
    draw_line,
    fitted,
    leading_of,
    shortened,
    starts_leftward,
)
from audiobook.fingerprint import fingerprint

_SIDE = 3_000  # pixels: the most that Apple takes
_MARGIN = 210
_WIDTH = _SIDE - 2 * _MARGIN
_GAP = 170  # between the pattern and the title
_LINE_SIZE = 108
_LINES_GAP = 90  # between the title and the lines below it, at least
_DESCENT = 0.26  # of an em, below the baseline; what else a line is high is above it
_SIZES = (460, 420, 380, 350, 320, 290, 270, 250, 220, 200, 180, 165, 150, 140, 130, 120)
_LAYOUTS = ((_SIDE // 2, _SIZES[:7]), (_SIDE // 3, _SIZES[:9]), (_SIDE // 4, _SIZES))
"""How high the pattern may be, and in which sizes the title may stand below it."""
_MOST_CHARACTERS = 300  # of a title


def draw_cover(title: str, lines: tuple[str, ...], seed: str) -> bytes:
    """A square RGB JPEG of 3000 pixels and at most 500 KB.

    Below the title stand ``lines``, the first of them bold.  The same arguments give the same
    bytes; ``seed``, the text, chooses the colours and the pattern.
    """
    digest = bytes.fromhex(fingerprint(seed))
    palette = PALETTES[digest[0] % len(PALETTES)]
    small = tuple(filter(None, map(drawable, lines)))
    foot = sum(leading_of(line, _LINE_SIZE) for line in small) + _MARGIN
    pattern_height, setting = _layout(drawable(title), _SIDE - foot - _LINES_GAP)
    image = Image.new("RGB", (_SIDE, _SIDE), palette.field)
    image.paste(draw_mosaic((_SIDE, pattern_height), palette, digest), (0, 0))
    draw = ImageDraw.Draw(image)
    leftward = starts_leftward(" ".join(setting.lines))
    _draw_title(draw, setting, pattern_height + _GAP, palette.ink, leftward)
    _draw_lines(draw, small, _SIDE - foot, palette.ink, leftward)
    return as_jpeg(image)


def _layout(title: str, foot: float) -> tuple[int, Setting]:
    """How high the pattern is, and the title between it and ``foot``, shortened if need be."""
    shown, kept = _cut(title, _MOST_CHARACTERS), _MOST_CHARACTERS
    while True:
        for pattern_height, sizes in _LAYOUTS:
            setting = fitted(shown, _WIDTH, foot - pattern_height - _GAP, sizes, BOLD)
            if setting:
                return pattern_height, setting
        kept = kept * 9 // 10
        shown = _cut(title, kept)


def _cut(text: str, characters: int) -> str:
    """The text, or its first words and an ellipsis."""
    if len(text) <= characters:
        return text
    start = text[:characters]
    return f"{start.rpartition(' ')[0] or start} …"


def _draw_title(
    draw: ImageDraw.ImageDraw, title: Setting, top: float, ink: Colour, leftward: bool
) -> None:
    y = top + title.leading - _DESCENT * title.size
    for line in title.lines:
        start = (_edge(leftward), y)
        draw_line(draw, line, start, title.size, BOLD, ink, leftward=leftward, flush_right=leftward)
        y += title.leading


def _draw_lines(
    draw: ImageDraw.ImageDraw, lines: tuple[str, ...], top: float, ink: Colour, flush_right: bool
) -> None:
    y = top
    for number, line in enumerate(lines):
        weight = REGULAR if number else BOLD
        y += leading_of(line, _LINE_SIZE)
        shown = shortened(line, _WIDTH, _LINE_SIZE, weight)
        start = (_edge(flush_right), y - _LINE_SIZE * _DESCENT)
        own = starts_leftward(line)
        draw_line(
            draw, shown, start, _LINE_SIZE, weight, ink, leftward=own, flush_right=flush_right
        )


def _edge(flush_right: bool) -> int:
    return _SIDE - _MARGIN if flush_right else _MARGIN
