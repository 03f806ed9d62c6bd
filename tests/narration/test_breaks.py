"""Breaks: the silence after an utterance, by what it ends; and the sections they part."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from test_narration_script import CREDIT, HEADING, ITEM, PARAGRAPH, QUOTE, TABLE, article

from audiobook.model import BlockKind, Breaks, Style
from audiobook.narration import write_script

# No two alike, and none the default.
BREAKS = Breaks(
    sentence_ms=11, verse_ms=12, paragraph_ms=13, item_ms=14, quote_ms=15, heading_ms=16,
    section_ms=17,
)  # fmt: skip
STANZA = "A slow friend is bread,\nIt comes when it will.\nIt stays"
PARTS = article(
    (PARAGRAPH, "One here. Two here."),
    (PARAGRAPH, "Three here."),
    (QUOTE, "Four here. Five here."),
    (ITEM, "Six here."),
    (ITEM, "Seven here."),
    (TABLE, "name\tage\nAnn\t3"),
    (HEADING, "Later"),
    (BlockKind.VERSE, f"{STANZA}\n\n{STANZA}"),
    (PARAGRAPH, "The end is here."),
)


def _heard(breaks: Breaks) -> list[tuple[str, int]]:
    script = write_script(PARTS, Style(breaks=breaks), CREDIT)
    return [(u.written, u.break_ms) for u in script.utterances]


def test_each_kind_of_break_is_where_it_belongs():
    assert _heard(BREAKS) == [
        ("The Mill", 16),
        ("One here.", 11),
        ("Two here.", 13),
        ("Three here.", 15),
        ("Four here.", 11),
        ("Five here.", 15),
        ("Six here.", 14),
        ("Seven here.", 14),
        ("name age", 14),
        ("Ann 3", 17),
        ("Later", 16),
        ("A slow friend is bread,", 12),
        ("It comes when it will.", 11),
        ("It stays", 13),
        ("A slow friend is bread,", 12),
        ("It comes when it will.", 11),
        ("It stays", 13),
        ("The end is here.", 17),
        (CREDIT.text, 17),
    ]


@pytest.mark.parametrize("kind", [field.name for field in fields(Breaks)])
def test_each_kind_of_break_is_set_alone(kind):
    before, after = _heard(BREAKS), _heard(replace(BREAKS, **{kind: 99}))
    changed = [at for at, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    assert changed == [at for at, said in enumerate(before) if said[1] == getattr(BREAKS, kind)]
    assert changed
    assert all(after[at][1] == 99 for at in changed)


def _titles(*parts):
    script = write_script(article(*parts), Style(), CREDIT)
    return [(section.title, len(section.utterances)) for section in script.sections]


def test_a_heading_without_text_shares_the_next_ones_section():
    assert _titles(
        (PARAGRAPH, "It stood."),
        (HEADING, "Part One"),
        (HEADING, "The Sea"),
        (PARAGRAPH, "It was blue."),
        (HEADING, "The End"),
    ) == [("The Mill", 2), ("Part One – The Sea", 3), ("The End", 1), ("Credits", 1)]


def test_a_title_without_text_begins_the_first_headings_section():
    assert _titles((HEADING, "The Sea"), (PARAGRAPH, "It was blue.")) == [
        ("The Sea", 3),
        ("Credits", 1),
    ]
