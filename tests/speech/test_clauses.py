"""An utterance in two parts says the same, and so do its two speeches joined."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from speech_parts import said

from audiobook.model import Pronunciation, Speech, SpokenWord
from audiobook.speech.clauses import halves, joined


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("When the tide is out, the boats lie in the mud.", "When the tide is out, "),
        ("He said: “Wait!” Then he went, and came back.", "He said: “Wait!” "),
        ("Nobody knew why", "Nobody "),
        ("No, nobody knew why the sea wall was broken", "No, nobody knew why "),
        ("今天天气很好，我们去海边散步吧。", "今天天气很好，"),
    ],
)
def test_it_is_parted_at_a_clause_or_else_at_a_space_near_the_middle(text, first):
    parts = halves(said(text))
    assert parts
    assert parts[0].spoken == first
    assert parts[0].spoken + parts[1].spoken == text


@pytest.mark.parametrize("text", ["Strengths", "“Go.”", "", "...", "— — —"])
def test_what_is_one_word_is_not_parted(text):
    assert halves(said(text)) is None


@given(st.text(alphabet="ab ,.;“”中，\n", max_size=60))
def test_both_parts_have_words_and_nothing_is_lost(text):
    parts = halves(said(text))
    if parts:
        assert parts[0].spoken + parts[1].spoken == text
        assert all(any(map(str.isalnum, part.spoken)) for part in parts)


def test_phonemes_go_with_their_words_and_are_never_parted():
    text = "At New Amsterdam lived Ekaterina"
    known = (Pronunciation(3, 16, "njuː ˈæmstɚdæm"), Pronunciation(23, 32, "jɪkətʲɪˈrʲinə"))
    first, second = halves(replace(said(text), pronunciations=known)) or pytest.fail("not parted")
    assert first.spoken == "At New Amsterdam "
    assert first.pronunciations == known[:1]
    (other,) = second.pronunciations
    assert second.spoken[other.start : other.end] == "Ekaterina"


def test_joined_speeches_keep_their_words_times_and_a_break_between():
    first = Speech(bytes([1, 0]) * 1_000, 10_000, (SpokenWord(0, 2, 10, 90),))
    second = Speech(bytes([2, 0]) * 500, 10_000, (SpokenWord(1, 3, 5, 45),))
    both = joined(first, second, offset=4, break_ms=150)
    assert both.duration_ms == 100 + 150 + 50
    assert both.pcm == first.pcm + bytes(2 * 1_500) + second.pcm
    assert both.words == (SpokenWord(0, 2, 10, 90), SpokenWord(5, 7, 255, 295))
    assert joined(first, replace(second, words=()), 4, 150).words == ()
