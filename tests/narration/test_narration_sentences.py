from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.narration.sentences import cut, sentences


def parts(text, language="en"):
    return [text[a:b] for a, b in sentences(text, (0, len(text)), language)]


def cases():
    for path in sorted(Path(__file__).with_name("sentences").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if not line.startswith("#"):
                name, _, row = line.partition("\t")
                yield pytest.param(path.stem, row.split(" | "), id=f"{path.stem}: {name}")


@pytest.mark.parametrize(("language", "expected"), list(cases()))
def test_where_sentences_end(language, expected):
    assert parts(" ".join(expected), language) == expected


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "unit",
    [
        "'",
        "“a ",
        "«",
        "`",
        "word ",
        "a. ",
        "No. ",
        "1. ",
        "b) ",
        "(",
        '"A." ',
        "M. ",
        "• ",
        "?",
        "—",
    ],
)
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_a_megabyte_of_anything_takes_seconds(unit, language):
    text = unit * (1_000_000 // len(unit))
    said = parts(text, language)
    assert sum(map(len, said)) > len(text) / 3


def test_a_sentence_longer_than_what_is_read_at_once_is_whole():
    text = (
        "the wheel turned, " * 2000 + "it stopped. Then “it” began. " + "And on, " * 2000 + "end."
    )
    assert [len(part) for part in parts(text)] == [36011, 16, 16004]


def test_a_mark_is_no_list_without_a_second():
    assert parts("1. FC Ried und der 2. FC Marsch spielen.", "de") == [
        "1. FC Ried und der 2. FC Marsch spielen."
    ]


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


@given(st.text(), st.sampled_from(["en", "de", "fr", "ja", "und", "tlh"]))
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


def pieces(text, longest):
    return [text[a:b] for a, b in cut(text, (0, len(text)), longest)]


@pytest.mark.parametrize(
    "whole",
    [
        "Dr. Lee",
        "J. R. R. Reed",
        "No. 4",
        "10 000 000",
        "12 km",
        "(a very small, but old; harbour)",
        "“no, not ever; not once”",
        "https://example.org/a,b;c",
    ],
)
@pytest.mark.parametrize("before", range(0, 40, 3))
def test_what_is_said_in_one_breath_is_not_cut(whole, before):
    text = (
        "x" * 20 + " word" * (before // 5) + " " + "y" * (before % 5 + 1) + f" {whole} " + "on " * 9
    )
    assert any(whole in piece for piece in pieces(text.strip(), 50))


def test_no_piece_is_left_with_a_word_or_two():
    text = "the boats that went out at dawn were all home again, said the keeper, and he slept"
    assert [len(piece) for piece in pieces(text, 75)] == [52, 29]


def test_a_very_long_sentence_is_cut_at_clauses():
    clause = "the keeper counted the ships, wrote them down (by name; in ink), "
    said = pieces((clause * 46).strip(), 400)
    assert all(130 < len(piece) <= 400 for piece in said)
    assert all(piece.endswith(",") for piece in said)


@pytest.mark.timeout(60)
def test_thousands_of_nested_brackets_are_cut_in_time():
    text = "(a " * 10_000 + ") " * 10_000
    assert all(130 <= len(piece) <= 400 for piece in pieces(text.strip(), 400))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("unit", ["(", "“a", "1 000 ", "Mr. ", "https://a", "a", "; ", "[x "])
def test_cutting_a_megabyte_of_anything_takes_seconds(unit):
    text = unit * (1_000_000 // len(unit))
    assert all(len(piece) <= 400 for piece in pieces(text, 400))


@pytest.mark.timeout(60)
def test_a_line_of_a_megabyte_is_cut_at_once():
    text = "word " * 200_000
    assert len(list(cut(text, (0, len(text)), 400))) >= 2500
