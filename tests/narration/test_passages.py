"""Passages in another language: which are read on their own, and in what language."""

from dataclasses import replace

import pytest
from test_narration_script import CREDIT, HEADING, PARAGRAPH, QUOTE, TABLE, article, assert_covered

from audiobook.model import BlockKind, Passage, Style
from audiobook.narration import write_script


def read(kind, text, foreign, language="fr", host="en"):
    """What is said of a block, with its language; ``foreign`` is a passage of it."""
    source = article((kind, text), language=host)
    at = source.text.index(foreign)
    source = replace(source, passages=(Passage(at, at + len(foreign), language),))
    script = write_script(source, Style(), CREDIT)
    assert_covered(source.text, script)
    return [(u.written, u.language) for u in script.utterances[1:-1]]


@pytest.mark.parametrize("kind", [PARAGRAPH, QUOTE, HEADING, BlockKind.ITEM, BlockKind.VERSE])
def test_a_block_in_another_language(kind):
    text = "« Ne pleure pas. »"
    assert read(kind, text, text) == [(text, "fr")]
    assert read(kind, text, "Ne pleure pas.") == [(text, "fr")]


def test_a_foreign_table():
    assert {
        language for _, language in read(TABLE, "Ville\tAn\nParis\t1901", "Ville\tAn\nParis\t1901")
    } == {"fr"}


def test_sentences_are_split_by_the_rules_of_their_language_and_said_by_them():
    source = article((PARAGRAPH, "He wrote: “Ich kam am 3. Mai mit 12 € an.” So it was."))
    at = source.text.index("Ich")
    passages = (Passage(at, source.text.index("”"), "de"),)
    script = write_script(replace(source, passages=passages), Style(), CREDIT)
    assert [(u.spoken, u.language) for u in script.utterances[1:-1]] == [
        ("He wrote:", "en"),
        ("“Ich kam am dritten Mai mit zwölf Euro an.”", "de"),
        ("So it was.", "en"),
    ]


@pytest.mark.parametrize(
    ("text", "foreign", "expected"),
    [
        pytest.param(
            "He left. Il ne pleure pas. So it was.",
            "Il ne pleure pas.",
            [("He left.", "en"), ("Il ne pleure pas.", "fr"), ("So it was.", "en")],
            id="whole sentence",
        ),
        pytest.param(
            "He said “ne pleure pas, ami”, and left.",
            "ne pleure pas, ami",
            [("He said", "en"), ("“ne pleure pas, ami”,", "fr"), ("and left.", "en")],
            id="quotation of four words",
        ),
        pytest.param(
            "He said “ne pleure pas” and left.",
            "ne pleure pas",
            [("He said “ne pleure pas” and left.", "en")],
            id="quotation of three words",
        ),
        pytest.param(
            "It had a certain je ne sais quoi to it.",
            "je ne sais quoi",
            [("It had a certain je ne sais quoi to it.", "en")],
            id="four words that nobody quotes",
        ),
        pytest.param("Voilà was said.", "Voilà", [("Voilà was said.", "en")], id="a word"),
    ],
)
def test_what_is_parted_from_its_sentence(text, foreign, expected):
    assert read(PARAGRAPH, text, foreign) == expected


def test_a_passage_over_several_blocks():
    source = article((PARAGRAPH, "Il pleut."), (QUOTE, "Il neige. Il vente."), (PARAGRAPH, "Rain."))
    end = source.text.index("Rain")
    script = write_script(replace(source, passages=(Passage(0, end, "fr"),)), Style(), CREDIT)
    assert [u.language for u in script.utterances[1:-1]] == ["fr", "fr", "fr", "en"]


def test_announcements_are_in_the_language_of_the_article():
    source = article((PARAGRAPH, "So:"), (QUOTE, "Il pleut."))
    source = replace(source, passages=(Passage(5, len(source.text), "fr"),))
    script = write_script(source, Style(announce_quotes=True), CREDIT)
    assert [(u.spoken, u.language) for u in script.utterances[2:5]] == [
        ("Quote.", "en"),
        ("Il pleut.", "fr"),
        ("End quote.", "en"),
    ]
