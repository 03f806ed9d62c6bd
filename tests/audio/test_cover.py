"""Covers: what a directory takes, whatever the title; letters apart from pattern and edges."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from audiobook.audio import draw_cover, embedded
from audiobook.audio.covers.palettes import PALETTES, contrast
from audiobook.fingerprint import fingerprint

TITLES = {
    "empty": "",
    "one letter": "a",
    "usual": "How the tide turns",
    "300 characters": "Hedgehogs of the lower valley have returned; " * 7,
    "endless": "word " * 1_000,
    "one long word": "x" * 300,
    "one endless word": "x" * 5_000,
    "Greek": "Πώς αλλάζει η παλίρροια",
    "Cyrillic": "Как поворачивает прилив",
    "Arabic": "چگونه جزر و مد می‌چرخد، ۱۴۰۳ CC-BY",
    "Hebrew": "איך הגאות מסתובבת",
    "Hindi": "ज्वार कैसे मुड़ता है",
    "Thai": "กระแสน้ำเปลี่ยนทิศทางอย่างไร" * 6,
    "Chinese": "潮汐如何转向，2024年。",
    "endless Chinese": "潮汐如何转向" * 300,
    "Japanese": "潮の流れはどのように変わるのか",
    "Korean": "조수는 어떻게 바뀌는가",
    "many scripts": "Tides 潮汐 مد Прилив: one word in many scripts",
    "emoji": "😀 Tides 👩🏽‍🚀 of 🎧 joy",
    "control characters": "A\0b\x1bc\x1cd\x85e\u2029f\ud800g\nh",
    "bidi controls": "\u202egnp.exe\u202c \u2067x\u2069",
    "piled marks": "Z" + "\u0300\u0301\u0316" * 200,
}
MARGIN = 200


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_any_title_makes_a_cover(title):
    jpeg = draw_cover(title, ("The Reading Room", title, "CC-BY-4.0"), "seed")
    with Image.open(io.BytesIO(jpeg)) as image:
        assert (image.format, image.size, image.mode) == ("JPEG", (3000, 3000), "RGB")
        image.load()
    assert len(jpeg) <= 500_000


@pytest.mark.parametrize("seed", [f"text {number}" for number in range(12)])
def test_a_cover_is_never_too_large(seed):
    assert len(draw_cover(TITLES["300 characters"], ("a " * 90,) * 3, seed)) <= 500_000


def _letters(jpeg: bytes, seed: str, top: int = 1_560) -> np.ndarray:
    """Rows and columns, below ``top``, where the colour is nearer to the ink than to the field."""
    palette = PALETTES[bytes.fromhex(fingerprint(seed))[0] % len(PALETTES)]
    with Image.open(io.BytesIO(jpeg)) as image:
        pixels = np.asarray(image, np.int32)[top:]
    ink, field = (abs(pixels - colour).sum(axis=2) for colour in (palette.ink, palette.field))
    return np.argwhere(ink < field) + np.array((top, 0))


@pytest.mark.parametrize("title", ["usual", "Arabic", "Hindi", "one long word", "endless Chinese"])
def test_letters_stay_within_the_margins(title):
    rows, columns = _letters(draw_cover(TITLES[title], ("line " * 200,) * 3, "seed"), "seed").T
    assert columns.min() >= MARGIN
    assert columns.max() <= 3_000 - MARGIN
    assert rows.max() <= 3_000 - MARGIN


def test_title_and_lines_are_apart():
    rows = _letters(draw_cover("word " * 1_000, ("a", "b"), "seed"), "seed")[:, 0]
    gaps = np.diff(np.unique(rows))
    assert gaps.max() > 80, "between the title and the lines"


def test_a_short_title_is_large():
    with_title = _letters(draw_cover("HHH", (), "seed"), "seed")
    assert np.ptp(with_title[:, 0]) > 250


def test_arabic_begins_at_the_right_and_so_do_the_lines_below_it():
    rows, columns = _letters(draw_cover("آب", ("Ada Moor",), "seed"), "seed").T
    assert columns.min() > 1_500
    assert rows.max() > 2_700


def test_a_latin_author_of_an_arabic_title_ends_in_its_full_stop():
    rows, columns = _letters(draw_cover("آب", ("H.",), "seed"), "seed", 2_600).T
    at_the_end = rows[columns >= columns.max() - 10]
    assert np.ptp(at_the_end) < np.ptp(rows) / 3


def test_the_same_arguments_give_the_same_bytes():
    assert draw_cover("T", ("a", "b"), "seed") == draw_cover("T", ("a", "b"), "seed")


@pytest.mark.parametrize("other", [("U", ("a",), "s"), ("T", ("b",), "s"), ("T", ("a",), "r")])
def test_each_argument_is_seen(other):
    assert draw_cover("T", ("a",), "s") != draw_cover(*other)


@pytest.mark.parametrize("palette", PALETTES)
def test_letters_have_the_contrast_that_wcag_asks_for_at_its_strictest(palette):
    assert contrast(palette.ink, palette.field) >= 7


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ((0, 0, 0), (255, 255, 255), 21.0),
        ((255, 255, 255), (255, 255, 255), 1.0),
        ((118, 118, 118), (255, 255, 255), 4.54),  # the lightest grey of WCAG AA on white
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


def test_covers_can_be_told_apart_when_they_are_small():
    def small(seed: str) -> np.ndarray:
        with Image.open(io.BytesIO(draw_cover("Tides", (), seed))) as image:
            return np.asarray(image.resize((55, 55)), np.float32)

    pictures = [small(f"text {number}") for number in range(8)]
    for at, picture in enumerate(pictures):
        for other in pictures[:at]:
            assert abs(picture - other).mean() > 12


def test_the_copy_that_an_mp3_carries_is_small():
    cover = draw_cover(TITLES["300 characters"], ("The Reading Room",), "seed")
    copy = embedded(cover)
    assert len(copy) <= 120_000
    with Image.open(io.BytesIO(copy)) as image, Image.open(io.BytesIO(cover)) as whole:
        assert (image.format, image.size, image.mode) == ("JPEG", (1000, 1000), "RGB")
        difference = np.asarray(image, np.int32) - np.asarray(whole.resize((1000, 1000)), np.int32)
        assert abs(difference).mean() < 8


def test_a_cover_that_is_hard_to_compress_has_a_small_copy_too():
    noise = np.random.default_rng(1).integers(0, 256, (3000, 3000, 3), np.uint8)
    file = io.BytesIO()
    Image.fromarray(noise).save(file, "JPEG", quality=30)
    assert len(embedded(file.getvalue())) <= 120_000
