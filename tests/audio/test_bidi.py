"""The order of scripts in a line; the second opinion is python-bidi, the crate unicode-bidi."""

from __future__ import annotations

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.audio.covers.bidi import in_visual_order, is_leftward, stretches

SIGNS = "abאבמד12١٢۳ ,.%()[]-:$'+/"


def _shown(line: str, leftward: bool) -> str:
    parts = in_visual_order(stretches(line, leftward), lambda part: part[0])
    return "".join(text[::-1] if level % 2 else text for level, text in parts)


@settings(max_examples=1_500, deadline=None)
@given(st.text(SIGNS, max_size=16), st.booleans())
def test_any_line_is_ordered_as_unicode_bidi_orders_it(line, leftward):
    assert _shown(line, leftward) == get_display(line, base_dir="R" if leftward else "L")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("שלום and goodbye (2024)", "and goodbye (2024) םולש"),
        ("שנת 1,500.5 הייתה", "התייה 1,500.5 תנש"),
        ("abc דגב def", "abc בגד def"),
    ],
)
def test_a_line_as_it_stands_on_the_page(line, shown):
    assert _shown(line, is_leftward(line)) == shown


@pytest.mark.parametrize(
    ("text", "leftward"), [("abc", False), ("«שלום»", True), ("1. مد", True), ("", False)]
)
def test_the_first_letter_decides(text, leftward):
    assert is_leftward(text) is leftward
