"""What counts as heard otherwise, and where it is shown."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.listening.compare import Said, compared
from audiobook.narration import normalise

IN_WORDS = partial(normalise, language="en", lexicon=())


def compare(said: list[str], heard: str):
    spans = [Said(text, 10_000 * n, 10_000 * n + 8_000) for n, text in enumerate(said)]
    return list(compared(spans, heard, IN_WORDS))


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("Hello, world!", "hello world"),
        ("It cost two dollars and fifty cents.", "It cost $2.50."),
        ("in nineteen eighty four", "In 1984"),
        ("The B B C said so", "The BBC said so."),
        ("the BBC", "the B.B.C."),
        ("the old sea wall", "the old seawall"),
        ("the seawall is old", "The sea wall is old"),
        ("I don’t know", "I don't know"),
        ("the colour of the harbour theatre", "the color of the harbor theater"),
        ("Galois’ café", "Galois' cafe"),
        ("今天天气很好", "今天 天气很好。"),
    ],
)
def test_the_same_words_in_other_letters_are_no_error(said, heard):
    (found,) = compare([said], heard)
    assert (found.errors, found.disagreements) == (0, ())


@pytest.mark.parametrize(
    ("said", "heard", "errors", "shown"),
    [
        ("the cat sat", "the bat sat", 1, [("cat", "bat")]),
        ("the cat sat", "the sat", 1, [("cat", "")]),
        ("the cat sat", "the black cat sat", 1, [("", "black")]),
        ("the cat sat", "", 3, [("the cat sat", "")]),
        ("a b c d", "a x y d e", 3, [("b c", "x y"), ("", "e")]),
        ("one two three", "one two three one two three", 3, None),
        ("the sea wall broke", "the seawall brake", 1, [("broke", "brake")]),
    ],
)
def test_errors_are_words_put_in_left_out_or_mistaken(said, heard, errors, shown):
    (found,) = compare([said], heard)
    assert found.errors == errors
    assert found.word_error_rate == errors / found.words
    if shown:
        assert [(d.said, d.heard) for d in found.disagreements] == shown


def test_each_utterance_has_its_own_errors_at_its_own_time():
    one, two, three = compare(
        ["The boats lie in the mud.", "They wait for the tide.", "It comes."],
        "the boats lie in the bud they wait for tide it comes to us",
    )
    assert [u.errors for u in (one, two, three)] == [1, 1, 2]
    assert [(d.said, d.heard) for d in three.disagreements] == [("", "to us")]
    assert [(d.said, d.heard) for d in one.disagreements] == [("mud", "bud")]
    assert 6_000 < one.disagreements[0].start_ms < 8_000
    assert 10_000 < two.disagreements[0].start_ms < 18_000
    assert (two.start_ms, two.end_ms, two.words) == (10_000, 18_000, 5)


def test_nothing_said_and_nothing_heard():
    assert compare([], "") == []
    (silent,) = compare(["…"], "")
    assert (silent.words, silent.errors, silent.word_error_rate) == (0, 0, 0)
    (noise,) = compare(["…"], "thank you")
    assert noise.errors == 2


TEXTS = st.lists(st.sampled_from(["boat", "tide", "mud", "sea", "wall", "seawall"]), max_size=12)


@given(TEXTS, TEXTS)
def test_errors_are_at_most_the_longer_and_none_for_the_same_letters(said, heard):
    (found,) = compare([" ".join(said)], " ".join(heard))
    assert found.errors <= max(len(said), len(heard))
    assert (found.errors == 0) == ("".join(said) == "".join(heard))
