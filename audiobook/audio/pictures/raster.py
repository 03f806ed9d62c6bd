"""Pictures in SVG as PNG."""

from __future__ import annotations

import resvg_py

from audiobook.audio.covers.lettering import font_folders

_SANS = "Noto Sans"


def png(svg: str, width: int) -> bytes:
    """The picture, ``width`` pixels wide, in the fonts that covers are drawn in."""
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        font_dirs=[str(folder) for folder in font_folders()],
        skip_system_fonts=True,
        font_family=_SANS,
        sans_serif_family=_SANS,
    )
