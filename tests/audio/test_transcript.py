"""The transcript, held by a strict reader of WebVTT, and the chapters."""

from __future__ import annotations

import html
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sound_parts import said

from audiobook.audio import chapters_json, webvtt
from audiobook.model import Chapter, Cue

CLOCK = re.compile(r"(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})")
LINE = 42


def _ms(clock: str) -> int:
    found = CLOCK.fullmatch(clock)
    assert found, f"no time: {clock!r}"
    hours, minutes, seconds, ms = map(int, found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


def _cues(vtt: str) -> list[tuple[int, int, list[str]]]:
    """The cues of a file, start, end and lines; anything that is out of place is a failure."""
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", vtt)
    head, *blocks = vtt.rstrip("\n").split("\n\n")
    assert re.fullmatch(r"WEBVTT\nLanguage: [A-Za-z0-9-]+", head)
    found = []
    for number, block in enumerate(blocks, start=1):
        name, times, *lines = block.split("\n")
        assert name == str(number)
        start, arrow, end = times.split(" ")
        assert arrow == "-->"
        assert lines
        for line in lines:
            assert line.strip()
            assert "-->" not in line
            assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", line), f"markup in {line!r}"
        found.append((_ms(start), _ms(end), [html.unescape(line) for line in lines]))
    assert all(start < end for start, end, _ in found)
    return found


def test_a_transcript():
    cues = [Cue(said("One & two."), 300, 900), Cue(said("Three."), 1_150, 3_723_456)]
    assert webvtt(cues, "en-GB") == (
        "WEBVTT\nLanguage: en-GB\n\n"
        "1\n00:00:00.300 --> 00:00:00.900\nOne &amp; two.\n\n"
        "2\n00:00:01.150 --> 01:02:03.456\nThree.\n"
    )


def test_no_cues():
    assert webvtt([], "en") == "WEBVTT\nLanguage: en\n"


@pytest.mark.parametrize(
    "text",
    [
        "This --> ends nothing, nor does\n\n2\n00:00:09.000 --> 00:00:10.000\nthis",
        "<v Ann>Tags</v> & &amp; entities <c>",
        "&" * 60,
        "<&>" * 50,
        "Control \0 \x01 \x1b \x7f \x85 and half \ud800 of a pair",
        "NOTE\n\nSTYLE\n::cue{}",
    ],
)
def test_text_cannot_break_out_of_its_cue(text):
    vtt = webvtt([Cue(said(text), 0, 1_000), Cue(said("After"), 1_000, 2_000)], "en")
    vtt.encode()
    first, second = _cues(vtt)
    flat = re.sub(r"[\s\x00-\x1f\x7f-\x9f\ud800]", "", text)
    assert re.sub(r"\s", "", "".join(first[2])) == flat
    assert second == (1_000, 2_000, ["After"])


def test_lines_are_short_enough_to_read():
    text = "The harbour council voted on Tuesday to mend the old sea wall & all. " * 5
    ((_, _, lines),) = _cues(webvtt([Cue(said(text), 0, 9_000)], "en"))
    assert max(map(len, lines)) <= LINE
    assert " ".join(lines) == text.strip()


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\0"])
def test_a_cue_without_words_still_has_a_line(text):
    ((_, _, lines),) = _cues(webvtt([Cue(said(text), 0, 1_000)], "en"))
    assert lines == ["…"]


def test_a_cue_without_a_sound_still_has_a_time():
    assert _cues(webvtt([Cue(said("Hush"), 500, 500)], "en")) == [(500, 501, ["Hush"])]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=120), st.integers(1, 9_000_000)), min_size=1, max_size=8)
)
def test_law_what_is_written_can_be_read_back(spoken):
    cues, at = [], 0
    for text, length in spoken:
        cues.append(Cue(said(text), at, at + length))
        at += length
    found = _cues(webvtt(cues, "en"))
    assert [(start, end) for start, end, _ in found] == [(c.start_ms, c.end_ms) for c in cues]
    assert all(len(line) <= LINE for _, _, lines in found for line in lines)


def test_chapters():
    made = chapters_json([Chapter("One “1”", 0, 1_500), Chapter("Zwei\0 \ud800", 1_500, 4_000_001)])
    made.encode()
    assert json.loads(made) == {
        "version": "1.2.0",
        "chapters": [
            {"startTime": 0, "endTime": 1.5, "title": "One “1”"},
            {"startTime": 1.5, "endTime": 4000.001, "title": "Zwei "},
        ],
    }
