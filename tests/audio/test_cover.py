"""Covers: what a directory takes, whatever the title; no letter that the font does not have."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image, ImageFont

from audiobook.audio import draw_cover
from audiobook.audio.lettering import drawable, font_for

TITLES = {
    "empty": "",
    "one letter": "a",
    "usual": "How the tide turns",
    "endless": "word " * 1_000,
    "one long word": "x" * 300,
    "one endless word": "x" * 5_000,
    "Arabic": "چگونه جزر و مد می‌چرخد، ۱۴۰۳ CC-BY",
    "Chinese": "潮汐如何转向，2024年。",
    "endless Chinese": "潮汐如何转向" * 300,
    "Hindi": "ज्वार कैसे मुड़ता है",
    "Hebrew": "איך הגאות מסתובבת",
    "emoji": "😀 Tides 👩🏽‍🚀 of 🎧 joy",
    "control characters": "A\0b\x1bc\x1cd\x85e\u2029f\ud800g\nh",
    "bidi controls": "\u202egnp.exe\u202c \u2067x\u2069",
    "accents": "Ça va ? Ćwiczenie — ½ “ﬁ” Ὀδύσσεια Ёж",
    "combining": "Z" + "\u0300\u0301\u0316" * 200,
}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_any_title_makes_a_cover(title):
    jpeg = draw_cover(title, ("By Ada Moor", title, "The Reading Room"), "seed")
    with Image.open(io.BytesIO(jpeg)) as image:
        assert (image.format, image.size, image.mode) == ("JPEG", (1400, 1400), "RGB")
        image.load()
    assert len(jpeg) < 500_000


def _letters(jpeg: bytes) -> np.ndarray:
    """Where the paper-coloured letters are: rows, columns."""
    with Image.open(io.BytesIO(jpeg)) as image:
        return np.argwhere(np.asarray(image.convert("L")) > 215)


@pytest.mark.parametrize("title", ["x" * 300, "word " * 1_000, TITLES["Arabic"] * 20])
def test_letters_stay_within_the_margins(title):
    rows, columns = _letters(draw_cover(title, ("line " * 200,), "seed")).T
    assert columns.min() >= 90
    assert columns.max() <= 1_310
    assert rows.min() >= 90
    assert rows.max() <= 1_310


def test_the_title_stays_above_the_lines():
    rows = _letters(draw_cover("word " * 1_000, (), "seed"))[:, 0]
    assert rows.max() < 880


def test_the_same_arguments_give_the_same_bytes():
    assert draw_cover("T", ("a", "b"), "seed") == draw_cover("T", ("a", "b"), "seed")


@pytest.mark.parametrize("other", [("U", ("a",), "s"), ("T", ("b",), "s"), ("T", ("a",), "r")])
def test_each_argument_is_seen(other):
    assert draw_cover("T", ("a",), "s") != draw_cover(*other)


def test_arabic_begins_at_the_right():
    columns = _letters(draw_cover("آب", (), "seed"))[:, 1]
    assert columns.min() > 700


def test_a_latin_line_of_an_arabic_title_stays_at_the_right():
    rows, columns = _letters(draw_cover(TITLES["Arabic"], (), "seed")).T
    last_line = columns[rows > 490]
    assert last_line.size, "CC-BY stands on a line of its own"
    assert last_line.min() > 700


def _shape(font: ImageFont.FreeTypeFont, character: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(character)
    return mask.size, bytes(mask)


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_no_letter_is_a_box(title):
    shown = drawable(title)
    font = font_for(shown, 40)
    box = _shape(font, "\U0010ffff")
    assert [character for character in set(shown) if _shape(font, character) == box] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("潮汐", "Chao Xi"),
        ("潮汐，2024年。（潮）Tide", "Chao Xi, 2024 Nian. (Chao)Tide"),
        ("Quoi ? Oui.", "Quoi ? Oui."),
        ("１２　３", "12 3"),
        ("Ἀθῆναι Ёж Łódź ज्वार", "Ἀθῆναι Ёж Łódź ज्वार"),
        ("😀 Tides 🎧", "Tides"),
        ("a\nb\0c", "a b c"),
    ],
)
def test_what_is_shown(text, shown):
    assert drawable(text) == shown


def test_arabic_stays_arabic():
    assert drawable("سلام CC-BY ۱۲۳") == "سلام CC-BY ۱۲۳"


@pytest.mark.skipif(sys.platform != "linux", reason="FriBiDi is hidden in Linux's way")
def test_without_a_shaper_letters_that_need_one_are_written_in_latin(tmp_path):
    (tmp_path / "libfribidi.so.0").write_text("no library")
    shown = subprocess.run(
        [
            sys.executable,
            "-c",
            "from audiobook.audio.lettering import *; print(drawable('سلام a'))",
        ],
        env={**os.environ, "LD_LIBRARY_PATH": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    assert shown.stdout.strip().isascii()
    assert shown.stdout.strip().endswith(b"a")
