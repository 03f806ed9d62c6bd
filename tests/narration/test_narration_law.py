"""The law that nothing is lost, over random articles of every kind."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_narration_script import CREDIT, article, assert_covered

from audiobook.errors import SourceError
from audiobook.model import Article, Block, BlockKind, Passage, Style
from audiobook.narration import write_script

LONGEST_GROWTH = 3
PARAGRAPH = BlockKind.PARAGRAPH

words = st.text(
    st.sampled_from("aB é😀\t\n\r.,;:—!?\"'«»()[]$€%*#0123456789٣½\ud800\x00\u200b"), max_size=60
)
# What the recognisers look for, whole and in pieces, so that random joins of it are tried too.
fragments = st.sampled_from(
    [
        *("By Jane Doe", "By JANE DOE and John Roe | 3 May 2023 | 5 min read", "Jane Doe", "Von "),
        *(
            "Published 3 May 2021",
            "Updated",
            "May 16, 2018",
            "PARIS (AP) — ",
            "BERLIN — Es regnet.",
        ),
        *(
            "(ANSA) - ROMA, 3 MAG - ",
            "JANE DOE: ",
            "Q: ",
            "A: Yes.",
            "Advertisement",
            "Read more: ",
        ),
        *(
            "Jane Doe is a writer.",
            "Edited by John Roe",
            "Translated by Ann Rowe",
            "Photo: J. Doe/AP",
        ),
        *(
            "© Jane Doe",
            "3 shares",
            "Roses are red,\nViolets are blue,\nSo.",
            "«Ne pleure pas, ami».",
        ),
        *("a\tb\tc\n1\t2\t3\n", "h\n" + "r\n" * 14, "The river rose. ", "[12]", "\n\n", " - Site"),
    ]
)
texts = st.lists(st.one_of(words, fragments), max_size=4).map("".join)
kinds = st.sampled_from(list(BlockKind))
languages = st.sampled_from(
    ["en", "en-GB", "de", "fr", "it", "es", "pt", "zh-Hans", "fa", "und", ""]
)
styles = st.builds(
    Style,
    longest_utterance=st.integers(1, 90),
    captions=st.booleans(),
    alternative_texts=st.booleans(),
    announce_quotes=st.booleans(),
)
spans = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), max_size=3)


@given(
    st.lists(st.tuples(kinds, texts, st.booleans()), max_size=8),
    languages,
    styles,
    spans,
    st.lists(st.integers(0, 400), max_size=6, unique=True),
    st.sampled_from(["Title", "Title - Site", "By Jane Doe", "Jane Doe"]),
    st.sampled_from([(), ("Jane Doe",), ("Jane", "John Roe")]),
)
def test_law_utterances_and_omissions_cover_the_text(
    parts, language, style, stands_for, cuts, title, authors
):
    text, blocks = "", []
    for kind, part, in_block in parts:
        if in_block:
            blocks.append(Block(kind, len(text), len(text) + len(part)))
        text += part
    blocks.append(Block(PARAGRAPH, len(text) + 1, len(text) + 10))
    text += "\nIt stood."
    edges = sorted(min(cut, len(text)) for cut in cuts)
    passages = tuple(
        Passage(start, end, tongue)
        for start, end, tongue in zip(edges[::2], edges[1::2], ["fr", "de", "xx"], strict=False)
        if start < end
    )
    source = Article(
        "a", "a", title, text, tuple(blocks), language, authors=authors, passages=passages
    )
    credit = replace(CREDIT, stands_for=tuple(stands_for))
    try:
        script = write_script(source, style, credit)
    except SourceError:
        assert stands_for, "only a licence statement can be all there is"
        return
    assert_covered(text, script)
    placed = [u for u in script.utterances if u.start is not None]
    assert max((len(u.written) for u in placed), default=0) <= style.longest_utterance
    # One character may be a word longer than any limit: what is longer has more than one.
    grown = LONGEST_GROWTH * style.longest_utterance
    assert not [u for u in placed if len(u.spoken) > grown and u.end - u.start > 1]
    assert {u.language for u in placed} <= {language, *(p.language for p in passages)}


@pytest.mark.parametrize("signs", ["Ph*\0*\0", "a *\0\0* b", "\0*\0 so"])
def test_control_characters_among_signs_are_left_out_once(signs):
    source = article((PARAGRAPH, f"It stood. {signs}"))
    assert_covered(source.text, write_script(source, Style(), CREDIT))


def timed(source, style=Style()):  # noqa: B008 - frozen
    start = time.process_time()
    script = write_script(source, style, CREDIT)
    assert time.process_time() - start < 15
    return script


@pytest.mark.parametrize("kind", [k for k in BlockKind if k not in ("code", "formula", "footnote")])
def test_ten_thousand_blocks_take_seconds(kind):
    parts = [(kind, f"Line {n}.\nThe End.") for n in range(10_000)]
    style = Style(captions=True, alternative_texts=True, announce_quotes=True)
    script = timed(article((PARAGRAPH, "It stood."), *parts), style)
    assert len(script.utterances) >= 10_000


@pytest.mark.parametrize(
    "line",
    [
        "JANE DOE: Yes.",
        "PARIS (AP) — It rained.",
        "By Jane Doe",
        "Photo: Jane Doe/AP",
        "Read more: It rained",
        "Edited by Jane Doe",
        "3 May 2023",
        "Jane Doe is a writer.",
        "***",
    ],
)
def test_ten_thousand_lines_about_the_article_take_seconds(line):
    parts = [(PARAGRAPH, line)] * 10_000
    source = article((PARAGRAPH, "It stood."), *parts, authors=("Jane Doe",))
    assert_covered(source.text, timed(source))


def test_ten_thousand_passages_take_seconds():
    text = "He said: «Ne pleure pas, ami.» And left. " * 10_000
    passages = tuple(
        Passage(at + 10, at + 29, "fr") for at in range(0, len(text), len(text) // 10_000)
    )
    script = timed(replace(article((PARAGRAPH, text.strip())), passages=passages))
    assert sum(u.language == "fr" for u in script.utterances) == 10_000


def test_nested_parentheses_take_seconds():
    source = article((PARAGRAPH, "It stood (" * 10_000 + ")" * 10_000))
    assert_covered(source.text, timed(source))


@pytest.mark.parametrize(
    "unit", ["A: ", "© A/", "By A ", "A, ", "(A) ", "PARIS ", "a|", "Jane Doe ", "\n", "a\t", "— "]
)
@pytest.mark.parametrize("kind", [PARAGRAPH, BlockKind.CAPTION, BlockKind.TABLE, BlockKind.VERSE])
def test_a_block_without_end_takes_seconds(unit, kind):
    source = article(
        (PARAGRAPH, "It stood."), (kind, unit * (300_000 // len(unit))), authors=("Jane Doe",)
    )
    timed(source, Style(captions=True))
