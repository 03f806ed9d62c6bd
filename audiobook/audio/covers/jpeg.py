"""Pictures as JPEG, small enough for those who take them."""

from __future__ import annotations

import io

from PIL import Image

MOST_BYTES = 500_000
"""Of a cover: Apple asks for less than 512 KB (and for 1400 to 3000 pixels, sRGB, a square)."""
_QUALITIES = (88, 80, 72, 64, 56, 48, 40, 32, 24, 16)
_LEAST_SIDE = 1_400  # that a picture is made smaller to
_EMBEDDED_SIDE = 1_000
_EMBEDDED_BYTES = 120_000


def as_jpeg(image: Image.Image, most_bytes: int = MOST_BYTES) -> bytes:
    """A square RGB image in the best quality that ``most_bytes`` allow.

    Where none does, as in a picture that is nothing but noise, it is made smaller.
    """
    for quality in _QUALITIES:
        file = io.BytesIO()
        image.save(file, "JPEG", quality=quality)
        if file.tell() <= most_bytes:
            return file.getvalue()
    if image.width <= _LEAST_SIDE:
        return file.getvalue()
    return as_jpeg(image.resize((_LEAST_SIDE, _LEAST_SIDE), Image.Resampling.LANCZOS), most_bytes)


def embedded(cover: bytes) -> bytes:
    """The copy of a cover (a square JPEG) that an MP3 carries: 1000 pixels, 120 KB at most."""
    with Image.open(io.BytesIO(cover)) as image:
        image.draft("RGB", (_EMBEDDED_SIDE, _EMBEDDED_SIDE))
        # What is drafted is less than twice as large: a wider filter shows nothing for its cost.
        small = image.resize((_EMBEDDED_SIDE, _EMBEDDED_SIDE), Image.Resampling.HAMMING)
    return as_jpeg(small.convert("RGB"), _EMBEDDED_BYTES)
