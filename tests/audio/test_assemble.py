"""Speeches and breaks, joined: what is said from when to when."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sound_parts import decoded, said, script, sine, speech

from audiobook.audio import assemble, master
from audiobook.errors import AudioError
from audiobook.model import Mastering, Speech, SpokenWord

RATE_HZ = 22_050
TONE = sine(-6, 0.5, 440, RATE_HZ)
PADDED = np.concatenate([np.zeros(4_000), TONE, np.zeros(9_000)])


def _three():
    utterances = [said("one", 250), said("two", 600), said("three", 1_200)]
    made = script(("First", utterances[:2]), ("Second", utterances[2:]))
    return assemble(made, [speech(PADDED)] * 3)


def test_cues_stand_where_the_words_are():
    made = _three()
    assert [cue.utterance.spoken for cue in made.cues] == ["one", "two", "three"]
    for cue in made.cues:
        assert cue.end_ms - cue.start_ms == pytest.approx(500 + 20 + 60, abs=2)


def test_breaks_are_as_long_as_the_script_says():
    made = _three()
    gaps = [b.start_ms - a.end_ms for a, b in itertools.pairwise(made.cues)]
    gaps.append(made.duration_ms - made.cues[-1].end_ms)
    assert gaps == [pytest.approx(ms, abs=1) for ms in (250, 600, 1_200)]


def test_the_silence_of_the_engine_is_cut_to_one_measure():
    long = np.concatenate([np.zeros(40_000), TONE, np.zeros(40_000)])
    both = assemble(script(("", [said("a"), said("b")])), [speech(TONE), speech(long)])
    short, cut = (cue.end_ms - cue.start_ms for cue in both.cues)
    assert short == pytest.approx(500, abs=1)
    assert cut == pytest.approx(580, abs=2)


def test_chapters_are_the_sections():
    made = _three()
    assert [(c.title, c.start_ms) for c in made.chapters] == [
        ("First", 0),
        ("Second", made.cues[2].start_ms),
    ]
    assert made.chapters[0].end_ms == made.chapters[1].start_ms
    assert made.chapters[-1].end_ms == made.duration_ms


def test_the_sound_is_there_in_the_mp3():
    made = _three()
    mp3, _, _ = master(made, Mastering())
    loud = np.flatnonzero(np.abs(decoded(mp3)) > 0.02) / 44.1
    for cue in made.cues:
        heard = loud[(loud > cue.start_ms - 100) & (loud < cue.end_ms + 100)]
        assert heard.min() == pytest.approx(cue.start_ms + 20, abs=30)
        assert heard.max() == pytest.approx(cue.end_ms - 60, abs=50)


def test_speeches_of_different_rates():
    utterances = [said("a", 100), said("b", 100), said("c", 100)]
    rates = (22_050, 16_000, 48_000)
    made = assemble(
        script(("", utterances)), [speech(sine(-6, 0.5, 440, rate), rate) for rate in rates]
    )
    assert made.rate_hz == 22_050
    assert [cue.end_ms - cue.start_ms for cue in made.cues] == [pytest.approx(500, abs=2)] * 3
    samples = np.frombuffer(made.pcm, "<i2")
    for cue in made.cues:
        part = samples[cue.start_ms * 22_050 // 1000 : cue.end_ms * 22_050 // 1000]
        crossings = np.count_nonzero((part[:-1] <= 0) & (part[1:] > 0))
        assert crossings == pytest.approx(220, abs=4), "the pitch has changed"


def test_no_click_where_parts_are_joined():
    made = assemble(script(("", [said("a", 50), said("b", 50)])), [speech(TONE)] * 2)
    steps = np.abs(np.diff(np.frombuffer(made.pcm, "<i2").astype(int)))
    within = np.abs(np.diff(TONE * 32_767)).max()
    assert steps.max() <= within + 1


@pytest.mark.parametrize("speeches", [0, 1, 3])
def test_a_speech_too_few_or_too_many_is_an_error(speeches):
    with pytest.raises(AudioError, match="speech"):
        assemble(script(("", [said("a"), said("b")])), [speech(TONE)] * speeches)


@pytest.mark.parametrize("empty", [script(), script(("Nothing", []))])
def test_nothing_to_join_is_an_error(empty):
    with pytest.raises(AudioError, match="no utterance"):
        assemble(empty, [])


@pytest.mark.parametrize("pcm", [b"", b"\1\0", bytes(20), bytes(4_000), b"\xff\x7f" * 30])
def test_speeches_of_hardly_any_sound(pcm):
    made = assemble(script(("", [said("a", 100), said("b", 100)])), [Speech(pcm, RATE_HZ)] * 2)
    assert len(made.cues) == 2
    assert len(made.pcm) >= 2 * 2 * len(pcm) // 2


def test_an_hour_is_joined_in_seconds():
    count = 900
    made = assemble(
        script(("", [said("a", 1_000)] * count)), [speech(np.tile(TONE, 6), 22_050)] * count
    )
    assert made.duration_ms == pytest.approx(300 + count * 4_000, abs=100)


_SOUNDS = st.lists(
    st.tuples(
        st.binary(max_size=400).map(lambda data: data[: len(data) // 2 * 2]),
        st.sampled_from([8_000, 16_000, 22_050, 44_100]),
        st.integers(0, 1_500),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(_SOUNDS)
def test_law_cues_are_in_order_and_chapters_cover_the_recording(sounds):
    sections: list[list] = [[]]
    for n, (_, _, break_ms, new_section) in enumerate(sounds):
        if new_section:
            sections.append([])
        sections[-1].append(said(str(n), break_ms))
    made = assemble(
        script(*((f"S{n}", list(part)) for n, part in enumerate(sections))),
        [Speech(pcm, rate_hz) for pcm, rate_hz, _, _ in sounds],
    )
    assert [cue.utterance.spoken for cue in made.cues] == [str(n) for n in range(len(sounds))]
    assert all(cue.start_ms <= cue.end_ms for cue in made.cues)
    ends = [*(cue.start_ms for cue in made.cues[1:]), made.duration_ms]
    for cue, end_ms in zip(made.cues, ends, strict=True):
        assert abs(end_ms - cue.end_ms - cue.utterance.break_ms) <= 1
    assert made.chapters[0].start_ms == 0
    assert made.chapters[-1].end_ms == made.duration_ms
    assert all(a.end_ms == b.start_ms for a, b in itertools.pairwise(made.chapters))
    assert len(made.chapters) == sum(bool(part) for part in sections)


def test_words_are_timed_in_the_recording():
    """The engine's silence before the words is cut: what was at its sample is still at it."""
    words = (SpokenWord(0, 3, 182, 400), SpokenWord(4, 7, 400, 900))
    timed = replace(speech(PADDED), words=words)
    made = assemble(script(("", [said("one two", 250)] * 2)), [timed] * 2)
    cut_ms = 4_000 * 1_000 / RATE_HZ - 20
    for cue in made.cues:
        starts = [word.start_ms - cue.start_ms for word in cue.words]
        assert starts == [pytest.approx(182 - cut_ms, abs=2), pytest.approx(400 - cut_ms, abs=2)]
        assert cue.words[-1].end_ms == cue.end_ms, "no word goes on after its cue"
        assert [(word.start, word.end) for word in cue.words] == [(0, 3), (4, 7)]


def test_an_engine_that_tells_no_words_has_none():
    assert [cue.words for cue in _three().cues] == [()] * 3
