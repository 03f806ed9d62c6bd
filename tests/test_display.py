from __future__ import annotations

import json
import re
import sys
import unicodedata

import pytest

from audiobook.display import clock, printable, printable_json, shortened


def test_nothing_printable_steers_the_screen():
    every = "".join(map(chr, range(0x3000)))
    kept = printable(every)
    assert {c for c in kept if unicodedata.category(c) == "Cc"} == {"\t", "\n"}
    embeddings = {
        c for c in every if unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF"}
    }
    assert len(embeddings) == 5
    assert not embeddings & set(kept)
    letters = [c for c in every if unicodedata.category(c)[0] in "LMNPS"]
    assert [c for c in kept if unicodedata.category(c)[0] in "LMNPS"] == letters


def test_every_end_of_a_line_is_a_line_feed():
    assert printable("a\r\nb\rc\x85d\u2028e\x0bf") == "a\nb\nc\nd\ne\nf"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("tide", "tide"),
        (" two\n lines\x1b ", "two lines"),
        ("a" * 20, "a" * 20),
        ("a" * 21, "a" * 19 + "…"),
        ("a" * 18 + " bcd", "a" * 18 + "…"),
    ],
)
def test_a_title_is_one_line_of_so_many_characters(text, shown):
    assert shortened(text, 20) == shown


@pytest.mark.parametrize(
    ("ms", "shown"), [(0, "0:00"), (59_999, "0:59"), (245_000, "4:05"), (3_845_000, "1:04:05")]
)
def test_a_clock_counts_seconds_that_are_over(ms, shown):
    assert clock(ms) == shown


def test_json_is_printable_and_says_the_same():
    # Parted, for two halves of a pair that meet are one character to JSON.
    every = "x".join(map(chr, range(sys.maxunicode + 1)))
    shown = printable_json(json.dumps({"title": every}, ensure_ascii=False))
    assert json.loads(shown) == {"title": every}
    assert not re.search("[\0-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    shown.encode()
