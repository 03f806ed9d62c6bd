from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from audiobook.feed.characters import cleaned, short

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@given(ANY_TEXT)
def test_what_is_left_can_be_written_as_xml(text):
    element = etree.Element("a")
    element.text = cleaned(text)
    etree.fromstring(etree.tostring(element, encoding="UTF-8"))


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text):
    assert cleaned(cleaned(text)) == cleaned(text)


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "line\nline\ttab",
        "עברית \u2067فارسی\u2069 \u2066a\u2069 \u2068b\u2069 \u200e\u200f\u061c",
        "👩🏽‍🚀",
        "𠮷",
        "\u00ad\u200b",
        "<&>]]>",
    ],
)
def test_what_people_write_is_kept(text):
    assert cleaned(text) == text


@pytest.mark.parametrize(
    "unfit",
    [
        "\0",
        "\x0b",
        "\x1b",
        "\x9f",
        "\ud800",
        "\ufffe",
        "\U0001ffff",
        "\u202a",
        "\u202b",
        "\u202c",
        "\u202d",
        "\u202e",
    ],
)
def test_unfit_characters_go(unfit):
    assert cleaned(f"a{unfit}b") == "ab"


def test_values_are_cleaned_at_any_depth(edition):
    dirty = edition(title="a\0", authors=("b\0", "c"))
    assert cleaned(dirty) == edition(title="a", authors=("b", "c"))


@given(ANY_TEXT, st.integers(2, 300))
def test_short_is_one_line_within_its_limit(text, limit):
    line = short(text, limit)
    assert len(line) <= limit
    assert line == " ".join(line.split())
    if len(" ".join(text.split())) <= limit:
        assert line == " ".join(text.split())
