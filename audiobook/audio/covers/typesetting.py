"""Sets lines of text in any mixture of scripts, and finds the size a title is set in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import ImageDraw

from audiobook.audio.covers.bidi import in_visual_order, is_leftward, stretches
from audiobook.audio.covers.lettering import Face, can_shape, runs
from audiobook.audio.covers.palettes import Colour
from audiobook.audio.line_breaks import broken, cut_to_fit, pieces

_REFERENCE_SIZE = 100  # letters grow in proportion, so all is measured once, at this size
_LEADING, _TALL_LEADING = 1.12, 1.34
_TALL = re.compile("[\u0600-\u109f\u1780-\u17ff]")
"""Arabic, the scripts of South Asia and its south-east, which have marks above and below."""
_HYPHENATED = 200  # the largest size in which words are
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of one size, in pixels an em."""

    lines: tuple[str, ...]
    size: int
    leading: float
    """Pixels from baseline to baseline."""

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last."""
        return len(self.lines) * self.leading


def fitted(
    text: str, width: float, height: float, sizes: Sequence[int], weight: int
) -> Setting | None:
    """The text, as ``drawable`` gives it, in the first of ``sizes`` (largest first) that fits.

    Words too wide for a line are hyphenated in ``_HYPHENATED`` and smaller sizes.  None if the text
    does not fit even so.
    """
    parts = pieces(text)
    for size in sizes:
        scale = size / _REFERENCE_SIZE

        def measure(line: str, scale: float = scale) -> float:
            return scale * _width(line, weight)

        usual = cut_to_fit(parts, width, measure) if size <= _HYPHENATED else parts
        leading = leading_of(text, size)
        lines = broken(usual, width, int(height / leading), measure)
        if lines is not None:
            return Setting(tuple(lines), size, leading)
    return None


def shortened(text: str, width: float, size: int, weight: int) -> str:
    """As much of a line as fits, with an ellipsis if that is not all."""
    room = width * _REFERENCE_SIZE / size
    if _width(text, weight) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if _width(text[:middle].rstrip() + _ELLIPSIS, weight) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + _ELLIPSIS


def leading_of(text: str, size: int) -> float:
    """Pixels from baseline to baseline that lines of such letters need."""
    return size * (_TALL_LEADING if _TALL.search(text) else _LEADING)


def draw_line(
    draw: ImageDraw.ImageDraw,
    line: str,
    baseline: tuple[float, float],
    size: int,
    weight: int,
    colour: Colour,
    *,
    leftward: bool,
    flush_right: bool,
) -> None:
    """Draw a line from the left end of its baseline, or, ``flush_right``, up to the right end.

    ``leftward`` is the direction of the paragraph that it is from.
    """
    x, y = baseline
    parts = list(_in_order(line, leftward))
    if flush_right:
        x -= sum(_advance(part, face, level, size, weight) for level, face, part in parts)
    for level, face, part in parts:
        font, direction = face.at(size, weight), _direction(level)
        draw.text((x, y), part, colour, font, anchor="ls", direction=direction)
        x += _advance(part, face, level, size, weight)


def starts_leftward(text: str) -> bool:
    """Whether a text is set from the right margin; one in transliteration is not."""
    return can_shape() and is_leftward(text)


def _in_order(line: str, leftward: bool) -> Iterator[tuple[int, Face, str]]:
    parts = [
        (level, face, part)
        for level, stretch in stretches(line, leftward)
        for face, part in runs(stretch)
    ]
    yield from in_visual_order(parts, lambda part: part[0])


def _advance(part: str, face: Face, level: int, size: int, weight: int) -> float:
    return face.at(size, weight).getlength(part, direction=_direction(level))


def _direction(level: int) -> str | None:
    if not can_shape():
        return None
    return "rtl" if level % 2 else "ltr"


@lru_cache(maxsize=4096)
def _width(line: str, weight: int) -> float:
    leftward = is_leftward(line)
    return sum(
        _advance(part, face, level, _REFERENCE_SIZE, weight)
        for level, face, part in _in_order(line, leftward)
    )
