"""Captions: where a text is cut for reading, and when each part is shown."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
import wcwidth
from hypothesis import given, settings
from hypothesis import strategies as st
from sound_parts import said
from transcript_parts import entries, entry

from audiobook.audio.transcripts.captions import Caption, captions
from audiobook.audio.transcripts.wrapping import wrapped
from audiobook.model import Cue

CELLS = 42
SHORTEST_MS = 833
LONG = (
    "The harbour council voted on Tuesday to mend the old sea wall, which cost $3.5M (see Fig. 2), "
    "before the winter storms come; “nobody,” said Ann, “will pay for it twice” — or so they hope."
)


def _lines(text: str, cells: int = CELLS) -> list[list[str]]:
    return [[text[slice(*line)] for line in lines] for lines in wrapped(text, cells)]


def _captions(text: str, length_ms: int) -> list[Caption]:
    return list(captions(entries(Cue(said(text), 1_000, 1_000 + length_ms)), CELLS))


def test_cuts_are_where_the_text_pauses_and_lines_are_about_as_long():
    assert _lines(LONG) == [
        ["The harbour council voted on", "Tuesday to mend the old sea wall,"],
        ["which cost $3.5M (see Fig. 2),", "before the winter storms come;"],
        ["“nobody,” said Ann, “will pay", "for it twice” — or so they hope."],
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Short.", [["Short."]]),
        ("x" * 42, [["x" * 42]]),
        ("x" * 43, [["x" * 42, "x"]]),
        # Ideographs are twice as wide, and no line begins with a mark that closes.
        ("修" * 21, [["修" * 21]]),
        ("修" * 21 + "。", [["修" * 11, "修" * 10 + "。"]]),
        (
            "Strand-Instandhaltungs-Gesellschafts-Verwaltung",
            [["Strand-Instandhaltungs-", "Gesellschafts-Verwaltung"]],
        ),
        (f"{'x' * 20}\xa0{'x' * 20} then", [[f"{'x' * 20}\xa0{'x' * 20}", "then"]]),
        ("In 1815-1915 it was " + "x" * 25, [["In 1815-1915 it was", "x" * 25]]),
    ],
)
def test_where_a_line_may_end(text, lines):
    assert _lines(text) == lines


def test_a_caption_rather_ends_with_a_pause_than_with_half_the_text():
    assert [lines[-1][-5:] for lines in _lines("word " * 12 + "word, " + "word " * 9 + "word")] == [
        "word,",
        " word",
    ]


def test_no_grapheme_is_cut():
    family = "👨‍👩‍👧"
    for text in (family * 60, "e\u0301" * 150, "น้ำ" * 60, "𝒜\u0308" * 90):
        parts = [line for lines in _lines(text) for line in lines]
        assert len(parts) > 2
        assert [g for part in parts for g in wcwidth.iter_graphemes(part)] == list(
            wcwidth.iter_graphemes(text)
        )


def test_a_caption_begins_with_its_first_word():
    words = LONG.split()
    heard = [(word.strip("(),;.“”"), 200 * n, 200 * n + 150) for n, word in enumerate(words)]
    timed = [word for word in heard if word[0] not in ("", "—")]
    made = list(captions([entry(LONG, LONG, timed, end_ms=8_000)], CELLS))
    assert [(c.entry, c.part) for c in made] == [(1, 1), (1, 2), (1, 3)]
    starts = [200 * words.index(first) for first in ("The", "which", "“nobody,”")]
    assert [c.start_ms for c in made] == starts
    assert [c.end_ms for c in made] == [*starts[1:], 8_000]


def test_a_caption_is_shown_long_enough_if_there_is_time():
    heard = [(word, 10 * n, 10 * n + 9) for n, word in enumerate(["sea"] * 60)]
    text = " ".join(["sea"] * 60)
    (*first, last) = captions([entry(text, text, heard, end_ms=8_000)], CELLS)
    assert {c.end_ms - c.start_ms for c in first} == {SHORTEST_MS}
    assert last.end_ms == 8_000


def test_a_hurried_text_shares_what_time_there_is():
    made = _captions(LONG, 900)
    assert [(c.start_ms, c.end_ms) for c in made] == [
        (1_000, 1_300),
        (1_300, 1_600),
        (1_600, 1_900),
    ]


def test_nothing_to_show():
    (made,) = _captions("", 500)
    assert made.lines == ("…",)


GRAPHEMES = [*"abc,.;“”( \xa0—-/修。（ع한", "ที่", "e\u0301", "👨\u200d👩\u200d👧"]
TEXTS = st.lists(st.sampled_from(GRAPHEMES) | st.characters(), max_size=400).map("".join)


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.integers(1_000, 60_000), st.sampled_from([32, 42]))
def test_law_captions_hold_the_whole_text_in_order_and_can_be_read(text, length_ms, cells):
    cue = Cue(said(text), 500, 500 + length_ms)
    (made,) = entries(replace(cue, utterance=said(text)))
    shown = list(captions([made], cells))
    parts = [line for caption in shown for line in caption.lines]
    if made.text:
        assert "".join(parts).replace(" ", "") == made.text.replace(" ", "")
    assert all(1 <= len(caption.lines) <= 2 for caption in shown)
    assert all(line == line.strip(" ") != "" for line in parts)
    assert max(map(wcwidth.wcswidth, parts)) <= cells
    times = [time for caption in shown for time in (caption.start_ms, caption.end_ms)]
    assert (times[0], times[-1]) == (500, 500 + length_ms)
    assert times == sorted(times)
    assert all(a.end_ms == b.start_ms for a, b in itertools.pairwise(shown))
    shortest_ms = min(SHORTEST_MS, length_ms // len(shown))
    assert all(caption.end_ms - caption.start_ms >= shortest_ms for caption in shown)
