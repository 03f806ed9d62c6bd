"""Words as they are written, and when they are heard."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sound_parts import said
from transcript_parts import CAST, entries, entry, whole

from audiobook.audio import Entry, retell, transcribe
from audiobook.model import Cue, Narrator, Omission, SpokenWord

COST = "It cost $3.5M (twice)  as\nmuch."
COST_SAID = "It cost three point five million dollars twice as much."
COST_HEARD = [
    ("It", 100, 200),
    ("cost", 200, 500),
    ("three", 500, 800),
    ("point", 800, 1_000),
    ("five", 1_000, 1_300),
    ("million", 1_300, 1_700),
    ("dollars", 1_700, 2_000),
    ("twice", 2_200, 2_600),
    ("as", 2_600, 2_700),
    ("much", 2_700, 3_000),
]


def _words(made: Entry) -> list[tuple[str, int, int]]:
    return [(made.text[w.start : w.end], w.start_ms, w.end_ms) for w in made.words]


def test_a_number_takes_the_time_of_all_words_that_say_it():
    made = entry(COST, COST_SAID, COST_HEARD)
    assert made.text == "It cost $3.5M (twice) as much."
    assert _words(made) == [
        ("It", 100, 200),
        ("cost", 200, 500),
        ("$3.5M", 500, 2_000),
        ("twice", 2_200, 2_600),
        ("as", 2_600, 2_700),
        ("much", 2_700, 3_000),
    ]


def test_words_are_found_again_in_the_article():
    made = entry(COST, COST_SAID, COST_HEARD)
    assert [(COST[a:b], at, until) for a, b, at, until in made.word_times] == _words(made)


def test_words_that_are_run_together_share_their_time():
    made = entry("Out of the sea", "Out of the sea", [("Out", 0, 300), ("of the", 300, 900)])
    assert _words(made)[:3] == [("Out", 0, 300), ("of", 300, 500), ("the", 600, 900)]


def test_words_share_the_time_where_the_engine_does_not_know():
    made = entry("one three", "one three", end_ms=900)
    assert _words(made) == [("one", 0, 300), ("three", 400, 900)]
    assert not made.exact
    assert made.word_times == ()


def test_no_word_begins_before_the_last_one_has_ended():
    made = entry("one two", "one two", [("one", 0, 500), ("two", 400, 900)])
    assert _words(made) == [("one", 0, 500), ("two", 500, 900)]


def test_the_words_of_what_has_no_place_in_the_article_are_its_own():
    cue = Cue(said("Thanks"), 0, 900, (SpokenWord(0, 6, 0, 900),))
    (made,) = entries(cue)
    assert _words(made) == [("Thanks", 0, 900)]
    assert made.word_times == ((0, 6, 0, 900),)
    assert retell("", [cue], (), [made.speaker], [made.word_times]) == (made,)


def test_scripts_without_spaces_are_timed_by_grapheme():
    made = entry(
        "修好海堤。", "修好海堤。", [("修好", 0, 400), ("海", 400, 700), ("堤", 700, 1_000)]
    )
    assert _words(made) == [("修", 0, 200), ("好", 200, 400), ("海", 400, 700), ("堤", 700, 1_000)]
    made = entry("ที่นี่", "ที่นี่", end_ms=600)
    assert [word for word, _, _ in _words(made)] == ["ที่", "นี่"]


@pytest.mark.parametrize(
    ("article", "omitted", "shown"),
    [
        ("The wall[3] is old.[1][2]", ["[3]", "[1]", "[2]"], "The wall is old."),
        ("The wall [3]. It is.", ["[3]"], "The wall. It is."),
        ("He said: *** no.", ["***"], "He said: no."),
        ("† Smith", ["†"], "Smith"),
        ("[1]", ["[1]"], ""),
    ],
)
def test_what_is_not_read_is_not_shown(article, omitted, shown):
    spans = [(article.index(part), len(part)) for part in omitted]
    made = entry(article, shown, omissions=[Omission(at, at + size, "mark") for at, size in spans])
    assert made.text == shown
    assert "".join(article[place] for place in made.places) == shown


def test_a_space_that_does_not_break_is_kept():
    assert entry("Pourquoi\xa0? Dix \u202f euros", "Pourquoi dix euros").text == (
        "Pourquoi\xa0? Dix euros"
    )


def test_the_speaker_is_who_reads_it():
    other = Narrator("tone", "square", 1.0, "tone")
    quote = replace(said("Two"), quoted=True)
    both = entries(
        Cue(said("One"), 0, 500),
        Cue(quote, 500, 900),
        cast=replace(CAST, quotes=other),
    )
    assert [made.speaker for made in both] == ["Narrator", "Quotation"]


ARTICLES = st.text(
    st.sampled_from(list("ab Zé5$%.,(—\n\t\xa0 修海。ที่عر́😀\0")) | st.characters(), max_size=80
)


@settings(deadline=None, max_examples=200)
@given(ARTICLES, ARTICLES, st.lists(st.integers(0, 80), max_size=6), st.data())
def test_law_entries_show_what_is_read_and_words_keep_their_order(article, spoken, cuts, data):
    bounds = sorted({min(cut, len(article)) for cut in cuts})
    omissions = [Omission(a, b, "mark") for a, b in itertools.pairwise(bounds)][::2]
    edges = sorted(data.draw(st.sets(st.integers(0, len(spoken)), max_size=8)))
    times = sorted(data.draw(st.lists(st.integers(0, 9_000), min_size=8, max_size=8)))
    timed = tuple(
        SpokenWord(a, b, times[n], times[n + 1])
        for n, (a, b) in enumerate(itertools.pairwise(edges))
    )
    cue = Cue(replace(whole(article), spoken=spoken), 0, 9_000, timed)
    (made,) = transcribe(article, [cue], omissions, CAST, "en")
    silent = {place for o in omissions for place in range(o.start, o.end)}
    read = [c for place, c in enumerate(article) if place not in silent and _is_fit(c)]
    assert [c for c in made.text if not c.isspace()] == read
    assert len(made.places) == len(made.text)
    assert list(made.places) == sorted(set(made.places))
    assert made.text == made.text.strip()
    flat = [bound for word in made.words for bound in (word.start, word.end)]
    assert flat == sorted(flat)
    assert all(word.start < word.end for word in made.words)
    heard = [bound for word in made.words for bound in (word.start_ms, word.end_ms)]
    assert heard == sorted(heard)
    assert all(0 <= at <= 9_000 for at in heard)


def _is_fit(character: str) -> bool:
    control = ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0
    return not (character.isspace() or control or 0xD800 <= ord(character) < 0xE000)
