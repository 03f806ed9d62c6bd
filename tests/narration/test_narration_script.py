import time
from dataclasses import replace

import pytest
from script_laws import assert_covered

from audiobook.errors import SourceError
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


@pytest.mark.parametrize(
    ("language", "title"), [("ar-EG", "المصدر"), ("zh", "来源"), ("tlh", "Credits")]
)
def test_the_last_chapter_has_its_title_in_the_credit_s_language(language, title):
    credit = replace(CREDIT, language=language)
    script = write_script(article((PARAGRAPH, "It stood by the river.")), Style(), credit)
    assert script.sections[-1].title == title


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
    assert said(script)[:3] == ["The Mill", "By Ann Rowe.", "It stood."]
    assert omitted(parts.text, script) == [("The Mill", "the title, said first")]


def test_the_name_of_a_paper_may_stand_above_the_title():
    parts = article((HEADING, "The Paper"), (HEADING, "The Mill"), (PARAGRAPH, "It stood."))
    script = write_script(parts, Style(), CREDIT)
    assert omitted(parts.text, script) == [("The Mill", "the title, said first")]
    later = article(*[(HEADING, "A part"), (PARAGRAPH, "It.")] * 2, (HEADING, "The Mill"))
    assert omitted(later.text, write_script(later, Style(), CREDIT)) == []


def test_a_title_taken_from_the_first_words_is_not_said_twice():
    parts = article(
        (PARAGRAPH, "The mill stood by the river."),
        title="The mill stood…",
        title_origin=TitleOrigin.TEXT,
    )
    script = write_script(parts, Style(), CREDIT)
    assert said(script)[0] == "The mill stood by the river."
    assert script.sections[0].title == "The mill stood…"


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("2. The Mill: A History", "The Mill – a history"),
        ("The Mill, a history", "IV. The Mill: A History"),
        ("“The Mill”", "The Mill."),
    ],
)
def test_numbering_and_punctuation_make_no_other_title(first, title):
    parts = article((HEADING, first), (PARAGRAPH, "It stood."), title=title)
    script = write_script(parts, Style(), CREDIT)
    assert (script.utterances[0].start, script.utterances[0].end) == (0, len(first))
    assert len(script.utterances) == 3


def test_another_number_is_another_title():
    parts = article((HEADING, "Catch 23"), (PARAGRAPH, "It stood."), title="Catch 22")
    assert said(write_script(parts, Style(), CREDIT))[:2] == [
        "Catch twenty two",
        "Catch twenty three",
    ]


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
        BREAKS.quote_ms,
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


def test_what_is_silent_inside_a_sentence_is_listed():
    parts = article((PARAGRAPH, "It\u200b fell.[12] [13,14] Then\x07 it *rose* on 30 May. [4] So."))
    script = write_script(parts, Style(), CREDIT)
    assert said(script)[1:-1] == ["It fell.", "Then it rose on the thirtieth of May.", "So."]
    assert omitted(parts.text, script) == [
        ("\u200b", "control characters"),
        ("[12]", "footnote mark"),
        ("[13,14]", "footnote mark"),
        ("\x07", "control characters"),
        ("*", "no words"),
        ("*", "no words"),
        ("[4]", "footnote mark"),
    ]
    assert_covered(parts.text, script)


def test_what_is_silent_in_a_table_is_listed():
    parts = article((TABLE, "Year[1]\tSales\n2020\t5\u200b\n2021[2]\t6"))
    script = write_script(parts, Style(), CREDIT)
    assert [part for part, _ in omitted(parts.text, script)] == ["[1]", "\u200b", "[2]"]


def test_a_run_of_letters_that_is_no_word_is_left_out():
    run, name = "x" * 101, "y" * 100
    parts = article((PARAGRAPH, f"Before {run} after. The {name}."))
    script = write_script(parts, Style(), CREDIT)
    assert said(script)[1:3] == ["Before", "after."]
    assert omitted(parts.text, script) == [(run, "no word that can be read")]
    assert_covered(parts.text, script)


@pytest.mark.parametrize("letter", ["字", "あ", "ก", "ខ"])
def test_a_script_without_spaces_is_read(letter):
    parts = article((PARAGRAPH, letter * 300), language="zh")
    script = write_script(parts, Style(longest_utterance=200), CREDIT)
    assert not script.omissions
    assert [len(u.written) for u in script.utterances[1:-1]] == [200, 100]


def test_a_long_address_is_read():
    address = "https://example.org/" + "a" * 200
    parts = article((PARAGRAPH, f"See {address} now."))
    script = write_script(parts, Style(), CREDIT)
    assert said(script)[1:-1] == ["See a page at example dot org now."]


@pytest.mark.parametrize(
    ("unit", "size"),
    [
        ("a", 1_000_000),
        ("7", 1_000_000),
        ("\u200b", 1_000_000),
        ("字", 1_000_000),
        ("word, ", 1_000_000),
        ("a-", 200_000),
        ("a\u0301", 200_000),
        ("[1]", 200_000),
    ],
)
def test_a_line_without_end_takes_seconds(unit, size):
    parts = article((PARAGRAPH, "It stood."), (PARAGRAPH, unit * (size // len(unit))))
    start = time.process_time()
    script = write_script(parts, Style(), CREDIT)
    assert time.process_time() - start < 10
    assert max(len(u.written) for u in script.utterances) <= Style().longest_utterance


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param(CODE, "mill --run 3", id="code"),
        pytest.param(TABLE, "h\n" + "r\n" * 13, id="large table"),
        pytest.param(HEADING, "The Mill", id="title"),
        pytest.param(PARAGRAPH, "***", id="no words"),
        pytest.param(PARAGRAPH, "All under CC BY 4.0.", id="licence"),
    ],
)
def test_an_article_with_nothing_to_read_is_an_error(kind, text):
    parts = article((kind, text))
    credit = replace(CREDIT, stands_for=((0, len(text)),) if "CC BY" in text else ())
    with pytest.raises(SourceError, match="a: has nothing that can be read aloud; see: audio"):
        write_script(parts, Style(), credit)


def test_one_line_that_is_its_own_title_is_read():
    parts = article((PARAGRAPH, "The mill stood."), title="The mill stood")
    assert said(write_script(parts, Style(), CREDIT))[:-1] == ["The mill stood."]


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


@pytest.mark.parametrize("last", ["!", "…", "", "”", ".”"])
def test_a_pull_quote_may_end_with_another_mark(last):
    pulled = PULLED.removesuffix(".") + last
    parts = article((QUOTE, pulled), (PARAGRAPH, f"So it went. {PULLED} And now it is quiet."))
    script = write_script(parts, Style(), CREDIT)
    assert omitted(parts.text, script) == [(pulled, "repeated pull quote")]
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
    parts = article((TABLE, table), (PARAGRAPH, "It stood."))
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


def test_titles_and_credits_without_end_are_said_in_pieces():
    style, endless = Style(), " ".join(["grain"] * 2000)
    parts = article((BlockKind.PARAGRAPH, "The wheel turns."), title=endless)
    script = write_script(parts, style, Credit(f"By {endless}.", "en"))
    assert " ".join(said(script)) == f"{endless} The wheel turns. By {endless}."
    assert max(len(words) for words in said(script)) <= style.longest_utterance
    assert_covered(parts.text, script)
