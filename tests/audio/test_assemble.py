"""Speeches cut out of their silence, laid out with breaks: what is said from when to when."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sound_parts import SENTENCE, decoded, mastered, said, script, sine, speech

from audiobook.audio import assemble
from audiobook.audio.mastering.layout import Layout
from audiobook.audio.mastering.levelling import Levels
from audiobook.errors import AudioError
from audiobook.model import Cast, Mastering, Narrator, Speech, SpokenWord

RATE_HZ = 22_050
TONE = sine(-6, 0.5, 440, RATE_HZ)
PADDED = np.concatenate([np.zeros(4_000), TONE, np.zeros(9_000)])
CAST = Cast(Narrator("tone", "sine", 1.0, ""))
LEAD_MS, TAIL_MS, GRAIN_MS = 15, 30, 5


def laid_out(script, speeches, mastering=None):
    """The layout of a recording, and its sound."""
    layout = Layout(mastering or Mastering(start_ms=0, end_ms=500), Levels())
    pieces = list(layout.pieces(assemble(script, speeches, CAST)))
    return layout, np.concatenate(pieces)


def _three():
    utterances = [said("one", 250), said("two", 600), said("three", 1_200)]
    return script(("First", utterances[:2]), ("Second", utterances[2:]))


def test_cues_stand_where_the_words_are():
    layout, _ = laid_out(_three(), [speech(PADDED)] * 3)
    assert [cue.utterance.spoken for cue in layout.cues] == ["one", "two", "three"]
    for cue in layout.cues:
        assert cue.end_ms - cue.start_ms == pytest.approx(500 + LEAD_MS + TAIL_MS, abs=2 * GRAIN_MS)


def test_breaks_are_as_long_as_the_script_says():
    layout, sound = laid_out(_three(), [speech(PADDED)] * 3, Mastering())
    gaps = [b.start_ms - a.end_ms for a, b in itertools.pairwise(layout.cues)]
    assert gaps == [pytest.approx(ms, abs=1) for ms in (250, 600)]
    assert layout.cues[0].start_ms == 300
    assert layout.duration_ms - layout.cues[-1].end_ms == pytest.approx(1_200, abs=1)
    assert layout.duration_ms == round(len(sound) / 44.1)


def test_breaks_are_shorter_for_one_who_reads_faster():
    fast = Cast(replace(CAST.narrator, rate=2.0))
    takes = assemble(_three(), [speech(TONE)] * 3, fast)
    assert [take.break_ms for take in takes] == [125, 300, 600]


@pytest.mark.parametrize("level_db", [0, -20, -45])
def test_the_silence_of_the_engine_is_cut_to_one_measure(level_db):
    """Whatever the level of the voice, and with a soft noise under it."""
    noise = np.random.default_rng(1).standard_normal(80_000 + len(TONE)) / 2_000
    noise[40_000:-40_000] += TONE
    quiet = speech(noise * 10 ** (level_db / 20))
    (take,) = assemble(script(("", [said("a")])), [quiet], CAST)
    length_ms = len(take.pcm) / 2 / 22.05
    assert length_ms == pytest.approx(500 + LEAD_MS + TAIL_MS, abs=2 * GRAIN_MS)


def test_a_click_is_not_what_silence_is_judged_by():
    soft = TONE / 30
    soft[5_000] = 1.0
    (take,) = assemble(script(("", [said("a")])), [speech(soft)], CAST)
    assert len(take.pcm) / 2 == pytest.approx(len(TONE), abs=22)


def test_chapters_are_the_sections():
    layout, _ = laid_out(_three(), [speech(PADDED)] * 3)
    chapters = list(layout.chapters())
    assert [(c.title, c.start_ms) for c in chapters] == [
        ("First", 0),
        ("Second", layout.cues[2].start_ms),
    ]
    assert chapters[0].end_ms == chapters[1].start_ms
    assert chapters[-1].end_ms == layout.duration_ms


def _heard_ms(samples: np.ndarray, start_ms: int, end_ms: int) -> tuple[float, float]:
    """Where the sound between two times begins and stops: 40 dB below its own level."""
    frame = 88
    part = samples[round(start_ms * 44.1) : round(end_ms * 44.1)]
    frames = part[: len(part) // frame * frame].reshape(-1, frame).astype(float)
    powers = np.mean(frames**2, axis=1)
    loud = np.flatnonzero(powers > np.quantile(powers, 0.9) * 1e-4)
    return start_ms + loud[0] * frame / 44.1, start_ms + (loud[-1] + 1) * frame / 44.1


def test_the_sound_is_where_its_cue_says(voice, tmp_path):
    """In the MP3, decoded: speech begins and stops within 50 ms of its cue."""
    texts = [*SENTENCE.split(" the "), "No.", "Sixteen ships!", "Yes, of course it does.", "Off."]
    said_all = [said(text, 400) for text in texts * 2]
    speeches = [speech(voice("pyttsx3", text)) for text in texts] * 2
    made, mp3 = mastered(assemble(script(("", said_all)), speeches, CAST), Mastering(), tmp_path)
    samples = decoded(mp3)
    for cue in made.cues:
        begins_ms, stops_ms = _heard_ms(samples, cue.start_ms - 190, cue.end_ms + 190)
        assert begins_ms == pytest.approx(cue.start_ms, abs=50)
        assert stops_ms == pytest.approx(cue.end_ms, abs=50)


def test_speeches_of_different_rates():
    rates = (22_050, 16_000, 48_000)
    layout, sound = laid_out(
        script(("", [said(name, 100) for name in "abc"])),
        [speech(sine(-6, 0.5, 440, rate), rate) for rate in rates],
    )
    assert [cue.end_ms - cue.start_ms for cue in layout.cues] == [pytest.approx(500, abs=2)] * 3
    for cue in layout.cues:
        part = sound[round(cue.start_ms * 44.1) : round(cue.end_ms * 44.1)]
        crossings = np.count_nonzero((part[:-1] <= 0) & (part[1:] > 0))
        assert crossings == pytest.approx(220, abs=4), "the pitch has changed"


def test_no_click_where_parts_are_joined():
    _, sound = laid_out(script(("", [said("a", 50), said("b", 50)])), [speech(TONE)] * 2)
    steps = np.abs(np.diff(sound))
    middle = sound[5_000:15_000]
    assert steps.max() <= np.abs(np.diff(middle)).max() * 1.02


@pytest.mark.parametrize("speeches", [0, 1, 3])
def test_a_speech_too_few_or_too_many_is_an_error(speeches):
    with pytest.raises(AudioError, match="speech"):
        list(assemble(script(("", [said("a"), said("b")])), [speech(TONE)] * speeches, CAST))


@pytest.mark.parametrize("empty", [script(), script(("Nothing", []))])
def test_nothing_to_join_is_an_error(empty):
    with pytest.raises(AudioError, match="no utterance"):
        list(assemble(empty, [], CAST))


@pytest.mark.parametrize("pcm", [b"", b"\1\0", bytes(20), bytes(4_000), b"\xff\x7f" * 30])
def test_speeches_of_hardly_any_sound(pcm):
    layout, sound = laid_out(
        script(("", [said("a", 100), said("b", 100)])), [Speech(pcm, RATE_HZ)] * 2
    )
    assert len(layout.cues) == 2
    assert len(sound) == pytest.approx((2 * len(pcm) // 2 / RATE_HZ + 0.6) * 44_100, abs=100)


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


@settings(max_examples=60, deadline=None)
@given(_SOUNDS)
def test_law_cues_are_in_order_and_chapters_cover_the_recording(sounds):
    sections: list[list] = [[]]
    for n, (_, _, break_ms, new_section) in enumerate(sounds):
        if new_section:
            sections.append([])
        sections[-1].append(said(str(n), break_ms))
    layout, sound = laid_out(
        script(*((f"S{n}", list(part)) for n, part in enumerate(sections))),
        [Speech(pcm, rate_hz) for pcm, rate_hz, _, _ in sounds],
    )
    cues, chapters = layout.cues, list(layout.chapters())
    assert [cue.utterance.spoken for cue in cues] == [str(n) for n in range(len(sounds))]
    assert all(cue.start_ms <= cue.end_ms for cue in cues)
    for cue, after in itertools.pairwise(cues):
        assert abs(after.start_ms - cue.end_ms - cue.utterance.break_ms) <= 1
    assert layout.duration_ms == round(len(sound) / 44.1)
    assert chapters[0].start_ms == 0
    assert chapters[-1].end_ms == layout.duration_ms
    assert all(a.end_ms == b.start_ms for a, b in itertools.pairwise(chapters))
    assert len(chapters) == sum(bool(part) for part in sections)


def test_words_are_timed_in_the_recording():
    """The engine's silence before the words is cut: what was at its sample is still at it."""
    words = (SpokenWord(0, 3, 182, 400), SpokenWord(4, 7, 400, 900))
    timed = replace(speech(PADDED), words=words)
    layout, _ = laid_out(script(("", [said("one two", 250)] * 2)), [timed] * 2)
    cut_ms = 4_000 * 1_000 / RATE_HZ - LEAD_MS
    for cue in layout.cues:
        starts = [word.start_ms - cue.start_ms for word in cue.words]
        assert starts == [pytest.approx(ms - cut_ms, abs=GRAIN_MS + 1) for ms in (182, 400)]
        assert cue.words[-1].end_ms == cue.end_ms, "no word goes on after its cue"
        assert [(word.start, word.end) for word in cue.words] == [(0, 3), (4, 7)]


def test_an_engine_that_tells_no_words_has_none():
    layout, _ = laid_out(_three(), [speech(PADDED)] * 3)
    assert [cue.words for cue in layout.cues] == [()] * 3
