"""Draws a cover: the title and whom to thank, on a pattern made from the text's fingerprint."""

from __future__ import annotations

import colorsys
import io
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from PIL import Image, ImageDraw, ImageFont

from audiobook.audio.lettering import drawable, font_for
from audiobook.fingerprint import fingerprint

_SIDE = 1400  # pixels: the least that Apple takes
_MARGIN = 110
_QUALITY = 82
_BARS = 28
_TITLE_SIZES = range(132, 55, -4)
_TITLE_HEIGHT = 700
_SMALL_SIZE = 50
_LINE_HEIGHT = 1.18
_PAPER = (250, 248, 244)
_MOST_CHARACTERS = 1_000  # of a title; more never fit, and would only be measured


def draw_cover(title: str, lines: tuple[str, ...], seed: str) -> bytes:
    """A square RGB JPEG of 1400 pixels: the title large, ``lines`` small beneath.

    The same arguments give the same bytes; ``seed`` chooses the colours and the pattern.
    """
    digest = bytes.fromhex(fingerprint(seed))
    image = Image.new("RGB", (_SIDE, _SIDE), _colour(digest[0], 0.45, 0.24))
    draw = ImageDraw.Draw(image)
    _draw_wave(draw, digest)
    title = drawable(title[:_MOST_CHARACTERS])
    font, wrapped = _fitted(draw, title)
    y = float(_MARGIN)
    for line in wrapped:
        _draw_line(draw, y, line, font, _leftward(title))
        y += font.size * _LINE_HEIGHT
    y = _SIDE - _MARGIN - len(lines) * _SMALL_SIZE * _LINE_HEIGHT
    for line in map(drawable, lines):
        small = font_for(line, _SMALL_SIZE)
        _draw_line(draw, y, _shortened(draw, line, small), small, _leftward(line))
        y += _SMALL_SIZE * _LINE_HEIGHT
    file = io.BytesIO()
    image.save(file, "JPEG", quality=_QUALITY, optimize=True)
    return file.getvalue()


def _draw_wave(draw: ImageDraw.ImageDraw, digest: bytes) -> None:
    """A row of bars like a waveform, one for each byte of the digest."""
    width = (_SIDE - 2 * _MARGIN) / _BARS
    middle = 1000
    for place in range(_BARS):
        height = 24 + digest[place] * 0.55
        x = _MARGIN + place * width
        box = (x, middle - height / 2, x + width * 0.55, middle + height / 2)
        draw.rounded_rectangle(box, width / 4, _colour(digest[0] + 20, 0.55, 0.62))


def _colour(hue: int, saturation: float, lightness: float) -> tuple[int, int, int]:
    red, green, blue = colorsys.hls_to_rgb(hue % 256 / 256, lightness, saturation)
    return round(255 * red), round(255 * green), round(255 * blue)


def _draw_line(
    draw: ImageDraw.ImageDraw,
    y: float,
    line: str,
    font: ImageFont.FreeTypeFont,
    leftward: bool,
) -> None:
    x = _SIDE - _MARGIN if leftward else _MARGIN
    draw.text((x, y), line, _PAPER, font, anchor="ra" if leftward else "la")


def _leftward(text: str) -> bool:
    """Whether its first letter is of a script written from right to left."""
    return next((unicodedata.bidirectional(c) in ("R", "AL") for c in text if c.isalpha()), False)


def _fitted(draw: ImageDraw.ImageDraw, title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest letters in which the title fits, and its lines; the smallest may cut it."""
    for size in _TITLE_SIZES:
        font = font_for(title, size)
        lines = list(_wrapped(draw, title, font))
        if len(lines) * size * _LINE_HEIGHT <= _TITLE_HEIGHT:
            return font, lines
    fitting = int(_TITLE_HEIGHT / (size * _LINE_HEIGHT))
    return font, [*lines[: fitting - 1], _shortened(draw, lines[fitting - 1] + " …", font)]


def _wrapped(draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and draw.textlength(longer, font) > _SIDE - 2 * _MARGIN:
            yield _shortened(draw, line, font)
            line = word
        else:
            line = longer
    yield _shortened(draw, line, font)


def _shortened(draw: ImageDraw.ImageDraw, line: str, font: ImageFont.FreeTypeFont) -> str:
    room = _SIDE - 2 * _MARGIN
    if draw.textlength(line, font) <= room:
        return line
    fitting = bisect_left(
        range(len(line)), True, key=lambda end: draw.textlength(line[: end + 1] + "…", font) > room
    )
    return line[:fitting] + "…"
