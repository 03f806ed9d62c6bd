"""Which letters a cover can be drawn in, and the fonts that are shipped for them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import fontpkg
from anyascii import anyascii
from PIL import ImageFont, features

_FAMILY = "Noto Sans"
_FAMILIES = {"ARABIC": "Noto Sans Arabic"}
_NEED_SHAPING = {"ARABIC", "DEVANAGARI"}
_WEIGHT = "SemiBold"
_UNASSIGNED = "\U0010ffff"  # what a font has for it is what it shows for all it lacks
_PROBE_SIZE = 40
_STRAY_SPACE = re.compile(r" (?=[,.;:!?…)])|(?<=\() ")


def drawable(text: str) -> str:
    """The text on one line; what its font lacks is written in Latin letters, or left out."""
    family = _family(text)
    shown = "".join(_drawable(character, family) for character in text)
    line = " ".join(shown.split())
    return line if shown == text else _STRAY_SPACE.sub("", line)


def font_for(text: str, size: int) -> ImageFont.FreeTypeFont:
    """The font of the script the text is in, its letters ``size`` pixels high."""
    font = ImageFont.truetype(str(fontpkg.path(_family(text))), size)
    font.set_variation_by_name(_WEIGHT)
    return font


def _family(text: str) -> str:
    if not _shapes():
        return _FAMILY
    return next((_FAMILIES[s] for s in map(_script, text) if s in _FAMILIES), _FAMILY)


def _script(character: str) -> str:
    """The first word of a letter's Unicode name, which is its script's; empty for other signs."""
    return unicodedata.name(character, "").partition(" ")[0] if character.isalpha() else ""


@cache
def _shapes() -> bool:
    # Pillow joins and orders letters with Raqm, which needs a FriBiDi on the system.
    return bool(features.check_feature("raqm"))


@cache
def _drawable(character: str, family: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Cs", "Zl", "Zp"):
        return " "
    shown = _shapes() or _script(character) not in _NEED_SHAPING
    if shown and _glyph(character, family) != _glyph(_UNASSIGNED, family):
        return character
    if category == "So":
        return ""  # a picture has a name in words, but no letters
    latin = anyascii(character)
    if category.startswith("L"):
        return f" {latin.title()} "
    return f"{latin} " if category == "Po" else latin


@cache
def _glyph(character: str, family: str) -> bytes:
    path = str(fontpkg.path(family))
    font = ImageFont.truetype(path, _PROBE_SIZE, layout_engine=ImageFont.Layout.BASIC)
    mask = font.getmask(character)
    return b"%d %d " % mask.size + bytes(mask)
