"""Which letters a cover can be drawn in, and the fonts that are shipped for them."""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from anyascii import anyascii
from PIL import ImageFont, features

from audiobook.audio.scripts import script

BOLD, REGULAR = 700, 450
"""Weights of the OpenType axis ``wght``."""
_CJK_FACES = {"HIRAGANA": 0, "KATAKANA": 0, "HANGUL": 1}  # of the collection: Japan's, Korea's
_CHINESE_FACE = 2  # as mainland China writes
_NEED_NO_SHAPING = {
    *("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN", "ETHIOPIC", "COMBINING"),
    *("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC"),
}
_NO_SCRIPTS = ("SYMBOLS",)  # what other words in the names of the files beside them mean
_JOINERS = "\u200c\u200d"
_UNASSIGNED = "\U0010ffff"  # what a font has for it is what it shows for all it lacks
_PROBE_SIZE = 40
_STRAY_JOINER = re.compile(rf"(?<!\w)[{_JOINERS}]+|[{_JOINERS}]+(?!\w)")
_STRAY_SPACE = re.compile(r" (?=[,.;:!?…)])|(?<=\() ")


@dataclass(frozen=True, slots=True)
class Face:
    """A font file, and which of the fonts in it."""

    path: Path
    index: int = 0

    def has(self, character: str) -> bool:
        """Whether it has a glyph for a character."""
        return _has(self, character)

    def at(self, size: int, weight: int) -> ImageFont.FreeTypeFont:
        """The font in a size (pixels an em) and a weight (of the axis ``wght``)."""
        return _font(self, size, weight)


def drawable(text: str) -> str:
    """The text on one line; what no font has is written in Latin letters, or left out."""
    shown = "".join(_drawable(character) for character in unicodedata.normalize("NFC", text))
    line = " ".join(_STRAY_JOINER.sub("", shown).split())
    return line if shown == text else _STRAY_SPACE.sub("", line)


def runs(text: str) -> Iterator[tuple[Face, str]]:
    """The text, as ``drawable`` gives it, in stretches of one face each.

    Signs of no script stay in the face before them if it has them; so do marks, always.
    """
    east_asian = _east_asian_face(text)
    faces: list[Face] = []
    for character in text:
        if faces and not script(character) and faces[-1].has(character):
            faces.append(faces[-1])
        else:
            faces.append(_face(character, east_asian) or _plain())
    parts = groupby(zip(faces, text, strict=True), key=lambda pair: pair[0])
    return ((face, "".join(character for _, character in part)) for face, part in parts)


@cache
def _drawable(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Cs", "Zl", "Zp") or character.isspace():
        return " "
    if character in _JOINERS and can_shape():
        return character
    if category in ("Cf", "So"):
        return ""  # no letters: a control, or a picture, which has a name in words
    if _may_stand(character) and _face(character, _chinese()):
        return character
    latin = anyascii(character)
    if category.startswith("L"):
        return f" {latin.title()} "
    return f"{latin} " if category == "Po" else latin


def _may_stand(character: str) -> bool:
    name = unicodedata.name(character, "").partition(" ")[0]
    is_bound = character.isalpha() or unicodedata.category(character).startswith("M")
    return can_shape() or not is_bound or name in _NEED_NO_SHAPING


@cache
def can_shape() -> bool:
    """Whether letters can be joined and ordered here.

    Pillow does it with Raqm, which needs a FriBiDi on the system.
    """
    return bool(features.check_feature("raqm"))


def _face(character: str, east_asian: Face | None) -> Face | None:
    """The face that a character is drawn in, if any has it."""
    words = unicodedata.name(character, "").replace("-", " ").split()
    faces = (*map(_own_face, words), _plain(), east_asian)
    return next((face for face in faces if face and face.has(character)), None)


@cache
def _own_face(word: str) -> Face | None:
    """The face for a script, if the word, of a character's Unicode name, names one."""
    path = _folder() / f"NotoSans{word.title()}[wght].ttf"
    return Face(path) if word not in _NO_SCRIPTS and path.is_file() else None


@cache
def _plain() -> Face:
    return Face(_folder() / "NotoSans[wght].ttf")


def _east_asian_face(text: str) -> Face | None:
    """The face for Chinese, Japanese or Korean, whose common characters differ in shape."""
    chinese = _chinese()
    own = (_CJK_FACES[s] for s in map(script, text) if s in _CJK_FACES)
    return chinese and Face(chinese.path, next(own, chinese.index))


@cache
def _chinese() -> Face | None:
    if importlib.util.find_spec("manimgx_fonts_cjk") is None:  # the extra "cjk"
        return None
    return Face(_package("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc", _CHINESE_FACE)


def font_folders() -> tuple[Path, ...]:
    """Where the fonts lie that are installed."""
    chinese = _chinese()
    return (_folder(), *((chinese.path.parent,) if chinese else ()))


def _folder() -> Path:
    return _package("manimgx_fonts")


@cache
def _package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


@lru_cache(maxsize=128)
def _font(face: Face, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(face.path), size, face.index)
    font.set_variation_by_axes([weight])
    return font


@cache
def _has(face: Face, character: str) -> bool:
    return _glyph(face, character) != _missing(face)


@cache
def _missing(face: Face) -> bytes:
    return _glyph(face, _UNASSIGNED)


def _glyph(face: Face, character: str) -> bytes:
    layout = ImageFont.Layout.BASIC
    font = ImageFont.truetype(str(face.path), _PROBE_SIZE, face.index, layout_engine=layout)
    mask = font.getmask(character)
    return b"%d %d " % mask.size + bytes(mask)
