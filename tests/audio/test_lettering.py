"""Letters of a cover: none that no font has, each script in its own font."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PIL import ImageFont
from test_cover import TITLES

from audiobook.audio.covers.lettering import BOLD, Face, drawable, runs


def _shape(face: Face, character: str) -> tuple[tuple[int, int], bytes]:
    layout = ImageFont.Layout.BASIC
    font = ImageFont.truetype(str(face.path), 40, face.index, layout_engine=layout)
    mask = font.getmask(character)
    return mask.size, bytes(mask)


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_no_letter_is_a_box(title):
    for face, part in runs(drawable(title)):
        box = _shape(face, "\U0010ffff")
        assert [character for character in set(part) if _shape(face, character) == box] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Quoi ? Oui.", "Quoi ? Oui."),
        (
            "Ἀθῆναι Ёж Łódź ज्वार שלום سلام ไทย 潮汐 조수",
            "Ἀθῆναι Ёж Łódź ज्वार שלום سلام ไทย 潮汐 조수",
        ),
        ("سلام CC-BY ۱۲۳", "سلام CC-BY ۱۲۳"),
        ("می‌چرخد", "می‌چرخد"),
        ("😀 Tides 👩🏽‍🚀 of 🎧 joy", "Tides of joy"),
        ("\u202eexe\u202c soft\u00adhyphen", "exe softhyphen"),
        ("a\nb\0c", "a b c"),
        ("ꓡꓲꓢꓴ", "L I S U"),
    ],
)
def test_what_is_shown(text, shown):
    assert drawable(text) == shown


@pytest.mark.parametrize(
    ("text", "fonts"),
    [
        ("Tides", [("NotoSans[wght].ttf", 0)]),
        ("سلام، دنیا", [("NotoSansArabic[wght].ttf", 0)]),
        ("潮汐", [("NotoSansCJK-VF.otf.ttc", 2)]),
        ("潮の流れ", [("NotoSansCJK-VF.otf.ttc", 0)]),
        ("조수 潮", [("NotoSansCJK-VF.otf.ttc", 1)]),
        (
            "A ज्वार, B",
            [
                ("NotoSans[wght].ttf", 0),
                ("NotoSansDevanagari[wght].ttf", 0),
                ("NotoSans[wght].ttf", 0),
            ],
        ),
    ],
)
def test_each_script_has_its_own_font(text, fonts):
    assert [(face.path.name, face.index) for face, _ in runs(text)] == fonts


def test_runs_are_the_text():
    text = drawable(" ".join(TITLES.values()))
    assert "".join(part for _, part in runs(text)) == text


def test_bold_is_bolder():
    face, _ = next(runs("Tides"))
    assert face.at(100, BOLD).getlength("Tides") > face.at(100, 400).getlength("Tides")


def _elsewhere(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", f"from audiobook.audio.covers.lettering import drawable\n{code}"],
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("潮汐，2024年。（潮）Tide", "Chao Xi, 2024 Nian. (Chao)Tide"),
        ("１２　３", "12 3"),
    ],
)
def test_without_the_extra_chinese_is_written_in_latin_letters(text, shown):
    without = "import sys; sys.modules['manimgx_fonts_cjk'] = None"
    assert _elsewhere(f"{without}; print(drawable({text!r}))") == shown


@pytest.mark.skipif(sys.platform != "linux", reason="FriBiDi is hidden in Linux's way")
def test_without_a_shaper_letters_that_need_one_are_written_in_latin(tmp_path):
    (tmp_path / "libfribidi.so.0").write_text("no library")
    shown = _elsewhere("print(drawable('سلام ज्वार Ёж'))", LD_LIBRARY_PATH=str(tmp_path))
    latin, _, cyrillic = shown.rpartition(" ")
    assert latin.isascii()
    assert latin
    assert cyrillic == "Ёж"
