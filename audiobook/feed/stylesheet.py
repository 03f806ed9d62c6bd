"""What a browser shows of a feed: a page, not its XML.

A CSS stylesheet, because browsers are taking XSLT out (Chromium since version 158).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

STYLE_SHEET = "style.css"
"""Its name beside the feeds, whose documents refer to it."""


@cache
def style_sheet() -> bytes:
    """The stylesheet, ``text/css`` in UTF-8."""
    return (files("audiobook.feed") / STYLE_SHEET).read_bytes()
