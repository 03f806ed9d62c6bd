"""The manifest: every word with its time, and how the recording sounds, in a file of sane size."""

from __future__ import annotations

import json
import re
from contextlib import closing

import pytest

from audiobook.config import Settings
from audiobook.project import Options, Project

TIDE = """\
---
title: Tide
license: CC0-1.0
language: en
---
The wall cost $3.5M (twice),
as the rich know.[^1] It rose 3 m on 2 May.

[^1]: A note.
"""


@pytest.fixture(scope="module", params=["pyttsx3:en-us", "tone:sine"])
def made(request, tmp_path_factory):
    """The voice, the manifest and its text."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "tide.md").write_text(TIDE)
    with closing(Project(folder, Settings())) as project:
        *_, outcome = project.make([str(folder / "tide.md")], Options(voice=request.param))
    text = (folder / "media" / f"{outcome.edition.slug}.json").read_text()
    return request.param, json.loads(text), text


def test_words_are_timed_where_the_engine_knows(made):
    voice, tree, _ = made
    timed = [utterance for utterance in tree["utterances"] if "words" in utterance]
    if voice == "tone:sine":
        assert timed == []
        return
    article = tree["text"]
    assert [article[a:b] for said in timed for a, b, _, _ in said["words"]] == (
        "The wall cost $3.5M twice as the rich know It rose 3 m on 2 May".split()  # noqa: SIM905
    )
    for utterance in timed:
        times = [time for word in utterance["words"] for time in word[2:]]
        assert times == sorted(times)
        assert utterance["start_ms"] <= times[0] < times[-1] <= utterance["end_ms"]
    long, short = (end - start for _, _, start, end in timed[0]["words"][3:5])
    assert long > 3 * short, "“three point five million dollars” takes longer than “twice”"


def test_the_sound_is_told_in_few_figures(made):
    _, tree, _ = made
    sound = tree["sound"]
    assert sound["step_ms"] > 0
    assert len(sound["peaks"]) == len(sound["short_term_lufs"]) >= 1
    assert all(0 <= peak <= 1 for peak in sound["peaks"])
    assert all(-70 <= lufs <= 0 for lufs in sound["short_term_lufs"])
    assert len(sound["peaks"]) * sound["step_ms"] == pytest.approx(
        tree["duration_ms"], abs=sound["step_ms"] + 100
    )
    assert set(tree["loudness"]) >= {"integrated_lufs", "true_peak_dbtp", "range_lu"}


def test_a_list_of_numbers_takes_one_line(made):
    _, tree, text = made
    lines = text.split("\n")
    assert not [line for line in lines if re.fullmatch(r"\s*[-\d.]+,?", line)]
    words = [line for line in lines if line.startswith('   "words": ')]
    assert len(words) == sum("words" in utterance for utterance in tree["utterances"])
    assert all(re.fullmatch(r'   "words": \[(\[\d+,\d+,\d+,\d+\],?)+\]', line) for line in words)
