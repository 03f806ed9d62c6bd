from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.model import Article, Block, BlockKind, Breaks, Credit, Style, TitleOrigin
from audiobook.narration import write_script

CREDIT = Credit("Read from a text by Ann Rowe, 2020.", "en")
BREAKS = Breaks()


def article(*parts, title="The Mill", language="en", **more):
    """An article whose blocks are (kind, text) pairs, a blank line between them."""
    text, blocks = "", []
    for kind, words in parts:
        text += "\n\n" if text else ""
        blocks.append(Block(kind, len(text), len(text) + len(words)))
        text += words
    return Article("a", "a", title, text, tuple(blocks), language, **more)


def said(script):
    return [u.spoken for u in script.utterances]


def omitted(text, script):
    return [(text[o.start : o.end], o.reason) for o in script.omissions]


def assert_covered(text, script):
    marks = bytearray(len(text))
    last = 0
    for u in script.utterances:
        assert u.spoken.strip()
        if u.start is not None:
            assert last <= u.start < u.end
            last = u.end
            assert " ".join(text[u.start : u.end].split()) == u.written
            marks[u.start : u.end] = b"\1" * (u.end - u.start)
    for o in script.omissions:
        assert not any(marks[o.start : o.end])
        marks[o.start : o.end] = b"\1" * (o.end - o.start)
    assert not [c for c, m in zip(text, marks, strict=True) if not m and not c.isspace()]


PARAGRAPH, HEADING, QUOTE = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.QUOTE
ITEM, TABLE, CODE, CAPTION = BlockKind.ITEM, BlockKind.TABLE, BlockKind.CODE, BlockKind.CAPTION


def test_title_first_credit_last():
    script = write_script(article((PARAGRAPH, "It stood by the river.")), Style(), CREDIT)
    assert said(script) == [
        "The Mill",
        "It stood by the river.",
        "Read from a text by Ann Rowe, twenty twenty.",
    ]
    assert [s.title for s in script.sections] == ["The Mill", "Credits"]
    ends = (script.utterances[0], script.utterances[-1])
    assert all(u.start is None and u.end is None for u in ends)


def test_a_credit_in_german_has_a_german_chapter():
    credit = replace(CREDIT, language="de")
    script = write_script(article((PARAGRAPH, "Hier.")), Style(), credit)
    assert script.sections[-1].title == "Nachweis"
    assert script.utterances[-1].language == "de"


@pytest.mark.parametrize("kind", [HEADING, PARAGRAPH])
def test_a_text_that_begins_with_its_title_says_it_once(kind):
    script = write_script(article((kind, "the  mill"), (PARAGRAPH, "It stood.")), Style(), CREDIT)
    title = script.utterances[0]
    assert (title.spoken, title.start, title.end) == ("the mill", 0, 9)
    assert title.break_ms == BREAKS.heading_ms
    assert len(script.utterances) == 3


def test_a_later_heading_that_repeats_the_title_is_left_out():
    parts = article((PARAGRAPH, "By Ann Rowe"), (HEADING, "The Mill"), (PARAGRAPH, "It stood."))
    script = write_script(parts, Style(), CREDIT)
    assert said(script)[:3] == ["The Mill", "By Ann Rowe", "It stood."]
    assert omitted(parts.text, script) == [("The Mill", "the title, said first")]


def test_a_title_taken_from_the_first_words_is_not_said_twice():
    parts = article(
        (PARAGRAPH, "The mill stood by the river."),
        title="The mill stood…",
        title_origin=TitleOrigin.TEXT,
    )
    script = write_script(parts, Style(), CREDIT)
    assert said(script)[0] == "The mill stood by the river."
    assert script.sections[0].title == "The mill stood…"


def test_sections_and_breaks():
    parts = article(
        (PARAGRAPH, "One here. Two here."),
        (QUOTE, "Quoted."),
        (ITEM, "First."),
        (ITEM, "Second."),
        (HEADING, "Later"),
        (PARAGRAPH, "Three here."),
    )
    script = write_script(parts, Style(), CREDIT)
    assert [(s.title, len(s.utterances)) for s in script.sections] == [
        ("The Mill", 6),
        ("Later", 2),
        ("Credits", 1),
    ]
    assert [u.break_ms for u in script.utterances] == [
        BREAKS.heading_ms,
        BREAKS.sentence_ms,
        BREAKS.paragraph_ms,
        BREAKS.quote_ms,
        BREAKS.item_ms,
        BREAKS.section_ms,
        BREAKS.heading_ms,
        BREAKS.section_ms,
        BREAKS.section_ms,
    ]


def test_what_is_not_read_has_a_reason():
    licence = "All text here is under CC BY 4.0."
    parts = article(
        (PARAGRAPH, f"It stood. {licence}"),
        (CODE, "mill --run 3"),
        (CAPTION, "The mill in 1900."),
        (PARAGRAPH, "***"),
    )
    at = parts.text.index(licence)
    credit = replace(CREDIT, stands_for=((at, at + len(licence)),))
    script = write_script(parts, Style(), credit)
    assert omitted(parts.text, script) == [
        (licence, "licence statement; the credit says it"),
        ("mill --run 3", "code"),
        ("The mill in 1900.", "caption"),
        ("***", "no words"),
    ]
    assert said(script)[1:-1] == ["It stood."]
    assert_covered(parts.text, script)


PULLED = (
    "The river gave them bread, light and a reason to quarrel every spring. "
    "Nobody in the valley has forgotten that."
)


def test_the_earlier_copy_of_a_pull_quote_is_left_out():
    parts = article(
        (PARAGRAPH, f"It began small. {PULLED} People came."),
        (QUOTE, "A short word."),
        (PARAGRAPH, f"So it went. {PULLED.upper()} And now it is quiet."),
    )
    script = write_script(parts, Style(), CREDIT)
    assert omitted(parts.text, script) == [(PULLED, "repeated pull quote")]
    assert_covered(parts.text, script)


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([(PARAGRAPH, "He said no. Then.")] * 2, id="short"),
        pytest.param([(PARAGRAPH, PULLED)] * 3, id="three times is a refrain"),
        pytest.param([(ITEM, PULLED)] * 2, id="items"),
        pytest.param([(PARAGRAPH, PULLED.replace(" ", "\n"))] * 2, id="verse"),
    ],
)
def test_what_is_repeated_on_purpose_is_kept(parts):
    assert not write_script(article(*parts), Style(), CREDIT).omissions


def test_a_table_is_read_by_rows():
    parts = article((TABLE, "Year\tSales\n2020\t5\n2021\t"))
    script = write_script(parts, Style(), CREDIT)
    assert said(script)[1:-1] == [
        "Year, Sales.",
        "Year: twenty twenty. Sales: five.",
        "Year: twenty twenty one.",
    ]
    assert_covered(parts.text, script)


@pytest.mark.parametrize("table", ["h\n" + "r\n" * 12 + "r", "a\tb\tc\td\te\tf\tg"])
def test_a_large_table_is_left_out(table):
    parts = article((TABLE, table))
    assert omitted(parts.text, write_script(parts, Style(), CREDIT)) == [(table, "large table")]


def test_text_in_no_block_is_left_out():
    parts = replace(article((PARAGRAPH, "In. Out.")), blocks=(Block(PARAGRAPH, 0, 3),))
    assert omitted(parts.text, write_script(parts, Style(), CREDIT)) == [
        ("Out.", "outside any block")
    ]


def test_utterances_stay_short_in_writing_and_in_speech():
    parts = article((PARAGRAPH, "some words, " * 300 + "9" * 3000))
    script = write_script(parts, Style(longest_utterance=200), CREDIT)
    assert max(len(u.written) for u in script.utterances) <= 200
    assert max(len(u.spoken) for u in script.utterances) <= 600
    assert_covered(parts.text, script)


words = st.text(
    st.sampled_from("aB é😀\t\n\r.,;:—!?\"'«»()[]$€%*#0123456789٣\ud800\x00"), max_size=60
)
kinds = st.sampled_from(list(BlockKind))
languages = st.sampled_from(["en", "en-GB", "de", "zh-Hans", "fa", "und", ""])


@given(
    st.lists(st.tuples(kinds, words, st.booleans()), max_size=8),
    languages,
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=3),
    st.integers(1, 60),
)
def test_law_utterances_and_omissions_cover_the_text(parts, language, stands_for, longest):
    text, blocks = "", []
    for kind, part, in_block in parts:
        if in_block:
            blocks.append(Block(kind, len(text), len(text) + len(part)))
        text += part
    source = Article("a", "a", "Title", text, tuple(blocks), language)
    credit = replace(CREDIT, stands_for=tuple(stands_for))
    script = write_script(source, Style(longest_utterance=longest), credit)
    assert_covered(text, script)
    if language.startswith("en"):
        assert not any(c.isdigit() for u in script.utterances for c in u.spoken)
