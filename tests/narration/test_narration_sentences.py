import time

from hypothesis import given
from hypothesis import strategies as st

from audiobook.narration.sentences import cut, sentences


def parts(text, language="en"):
    return [text[a:b] for a, b in sentences(text, (0, len(text)), language)]


def test_offsets_are_characters():
    text = "Héllo 😀 wörld. Dr. Lee said “yes”.\r\nThe U.S. is big."
    assert parts(text) == ["Héllo 😀 wörld.", "Dr. Lee said “yes”.", "The U.S. is big."]


def test_a_bracketed_sentence_ends():
    assert parts("It fell. (I saw it. Truly.) It broke (twice.) in two.") == [
        "It fell.",
        "(I saw it. Truly.)",
        "It broke (twice.) in two.",
    ]


def test_footnote_marks_belong_to_the_sentence_before():
    assert parts(
        "It fell on 30 May. [17] Then “it rose.” [1] [2, 3] While it fell.[4] It [5] sank."
    ) == [
        "It fell on 30 May. [17]",
        "Then “it rose.” [1] [2, 3]",
        "While it fell.[4]",
        "It [5] sank.",
    ]


def test_a_lone_surrogate_does_no_harm():
    assert parts("A \ud800 here. Two.") == ["A \ud800 here.", "Two."]


@given(st.text(), st.sampled_from(["en", "de", "ja", "und", "tlh"]))
def test_law_sentences_hold_all_but_white_space(text, language):
    assert "".join("".join(parts(text, language)).split()) == "".join(text.split())


@given(st.text(), st.integers(1, 30))
def test_law_pieces_hold_all_but_white_space(text, longest):
    pieces = [text[a:b] for a, b in cut(text, (0, len(text)), longest)]
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(len(piece) <= longest for piece in pieces)


def test_a_long_sentence_is_cut_at_a_clause():
    text = "the wheel turned all day, the water ran below; and nobody came"
    assert [text[a:b] for a, b in cut(text, (0, len(text)), 50)] == [
        "the wheel turned all day, the water ran below;",
        "and nobody came",
    ]


def test_a_line_of_a_megabyte_is_cut_at_once():
    text = "word " * 200_000
    start = time.perf_counter()
    assert len(list(cut(text, (0, len(text)), 400))) >= 2500
    assert time.perf_counter() - start < 2
