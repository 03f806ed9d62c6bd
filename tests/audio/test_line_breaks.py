"""Where titles are broken: balanced, whole words, phrases in scripts without spaces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.audio.covers.typesetting import fitted
from audiobook.audio.line_breaks import broken, cut_to_fit, pieces


def lines(text: str, width: int) -> list[str] | None:
    """Broken as on a typewriter: each character is one wide."""
    return broken(pieces(text), width, 100, len)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("the quick brown fox jumps", 20, ["the quick", "brown fox jumps"]),
        ("How the tide turns", 14, ["How the", "tide turns"]),
        ("Tides: why they turn", 18, ["Tides:", "why they turn"]),
        ("an evidence-based view", 12, ["an evidence-", "based view"]),
        ("one two three four five", 15, ["one two three", "four five"]),
        ("", 10, []),
        ("incomprehensible", 10, None),
    ],
)
def test_lines_are_balanced(text, width, expected):
    assert lines(text, width) == expected


def test_more_lines_than_there_may_be_are_none():
    assert broken(pieces("one two three"), 5, 2, len) is None
    assert broken(pieces("one two three"), 5, 3, len) == ["one", "two", "three"]


def test_no_word_is_left_alone_on_the_last_line():
    found = lines("the harbour council mended the old wall in May", 22)
    assert found
    assert len(found[-1].split()) > 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("潮の流れはどのように変わるのか", ["潮の", "流れは", "どのように", "変わるのか"]),
        ("彼は「潮」と言った。", ["彼は", "「潮」と", "言った。"]),
        ("AIが変える", ["AI", "が", "変える"]),
        ("well-known/unknown", ["well-", "known/", "unknown"]),
        ("조수는 어떻게", ["조수는", "어떻게"]),
    ],
)
def test_pieces(text, parts):
    assert [piece.text for piece in pieces(text)] == parts


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=9), max_size=14), st.integers(9, 40))
def test_lines_fit_and_hold_every_word_in_as_few_lines_as_there_can_be(words, width):
    found = lines(" ".join(words), width)
    assert found is not None
    assert " ".join(found).split() == words
    assert all(len(line) <= width for line in found)
    greedy = 0
    room = -1
    for word in words:
        if room < len(word) + 1:
            greedy, room = greedy + 1, width + 1
        room -= len(word) + 1
    assert len(found) == greedy


def test_a_word_that_is_too_wide_is_hyphenated_and_no_letter_is_lost():
    parts = cut_to_fit(pieces("Donaudampfschifffahrt geht"), 10, len)
    assert all(len(part.text) <= 10 for part in parts)
    assert "".join(part.text.rstrip("-") for part in parts) == "Donaudampfschifffahrtgeht"
    assert [part.text.endswith("-") for part in parts] == [True, True, False, False]


def test_a_mark_stays_on_its_letter_where_a_word_is_cut():
    parts = cut_to_fit(pieces("abc" + "e\u0301" * 6), 7, len)
    assert not any(part.text.startswith("\u0301") for part in parts)


def test_a_title_is_set_in_the_largest_size_that_fits():
    small = fitted("How the tide turns", 2_000, 500, (400, 300, 200, 100), 700)
    large = fitted("How the tide turns", 2_000, 1_000, (400, 300, 200, 100), 700)
    assert small
    assert large
    assert (small.size, large.size) == (200, 400)
    assert small.height <= 500
    assert fitted("How the tide turns", 200, 50, (100,), 700) is None
