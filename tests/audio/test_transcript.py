"""Transcripts and chapters, read back by strict readers of their formats."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sound_parts import said
from transcript_parts import CAST, entries, entry, in_srt, in_vtt

from audiobook.audio import chapters_json, srt, transcript_json, webvtt
from audiobook.model import Chapter, Cue, Narrator

CLOCK = re.compile(r"(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})")
TWO_VOICES = replace(CAST, quotes=Narrator("tone", "square", 1.0, "tone"))
QUOTED = [
    Cue(said("He rose."), 0, 1_000),
    Cue(replace(said("“No,”"), quoted=True), 1_200, 2_000),
    Cue(replace(said("“not now.”"), quoted=True), 2_100, 3_000),
    Cue(said("He sat."), 3_200, 4_000),
]
QUOTED_BY_ANN = [
    replace(entry, speaker="Ann & <Co>") if entry.speaker == "Quotation" else entry
    for entry in entries(*QUOTED, cast=TWO_VOICES)
]
NASTY = [
    "This --> ends nothing, nor does\n\n2\n00:00:09.000 --> 00:00:10.000\nthis",
    "1\n00:00:09,000 --> 00:00:10,000\nnor this",
    "<v Ann>Tags</v> & &amp; entities <c> {\\an8}",
    "&" * 60,
    "<&>" * 50,
    "Control \0 \x01 \x1b \x7f \x85 and half \ud800 of a pair",
    "NOTE\n\nSTYLE\n::cue{}",
]


def _strictly_read(vtt: str) -> None:
    """Anything that is out of place in a WebVTT file is a failure."""
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", vtt)
    head, *blocks = vtt.rstrip("\n").split("\n\n")
    assert re.fullmatch(r"WEBVTT\nLanguage: [A-Za-z0-9-]+", head)
    names = []
    for block in blocks:
        name, times, *lines = block.split("\n")
        names.append(tuple(map(int, name.split("."))))
        start, end = times.split(" --> ")
        assert CLOCK.fullmatch(start)
        assert CLOCK.fullmatch(end)
        assert start < end
        for line in lines:
            assert line.strip()
            assert "-->" not in line
            assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", line), f"markup in {line!r}"
    assert names == sorted(set(names))


def _flat(text: str) -> str:
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\ud800]", "", text)


def test_a_transcript_in_vtt():
    made = entries(Cue(said("One & two."), 300, 900), Cue(said("Three."), 1_150, 3_723_456))
    assert webvtt(made, "en-GB") == (
        "WEBVTT\nLanguage: en-GB\n\n"
        "1.1\n00:00:00.300 --> 00:00:00.900\nOne &amp; two.\n\n"
        "2.1\n00:00:01.150 --> 01:02:03.456\nThree.\n"
    )


def test_a_transcript_in_srt():
    made = entries(Cue(said("One & two."), 300, 900), Cue(said("<b>Three"), 1_150, 3_723_456))
    assert srt(made) == (
        "1\n00:00:00,300 --> 00:00:00,900\nOne & two.\n\n"
        "2\n00:00:01,150 --> 01:02:03,456\n‹b›Three\n"
    )


def test_nothing_said():
    assert webvtt((), "en") == "WEBVTT\nLanguage: en\n"
    assert srt(()) == ""
    assert json.loads(transcript_json(())) == {"version": "1.0.0", "segments": []}


@pytest.mark.parametrize("text", NASTY)
def test_text_cannot_break_out_of_its_caption(text):
    made = entries(Cue(said(text), 0, 5_000), Cue(said("After"), 5_000, 6_000))
    vtt = webvtt(made, "en")
    vtt.encode()
    _strictly_read(vtt)
    *first, last = in_vtt(vtt)
    assert _flat("".join(line for _, _, lines in first for line in lines)) == _flat(text)
    assert last == (5_000, 6_000, ["After"])


@pytest.mark.parametrize("text", NASTY)
def test_no_player_takes_text_for_markup(text):
    made = srt(entries(Cue(said(text), 0, 5_000), Cue(said("After"), 5_000, 6_000)))
    made.encode()
    assert not re.search(r"[<>{}]", made.replace(" --> ", ""))
    *first, last = in_srt(made)
    lookalikes = str.maketrans("<>{}", "‹›()")
    shown = "".join(line for _, _, lines in first for line in lines)
    assert _flat(shown) == _flat(text).translate(lookalikes)
    assert last == (5_000, 6_000, ["After"])


def test_lines_are_short_enough_to_read():
    text = "The harbour council voted on Tuesday to mend the old sea wall & all. " * 5
    made = entries(Cue(said(text.strip()), 0, 30_000))
    for shown, cells in ((in_vtt(webvtt(made, "en")), 42), (in_srt(srt(made)), 32)):
        lines = [line for _, _, lines in shown for line in lines]
        assert max(map(len, lines)) <= cells
        assert max(len(lines) for _, _, lines in shown) == 2
        assert " ".join(lines) == text.strip()


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\0"])
def test_a_cue_without_words_still_has_a_line(text):
    made = entries(Cue(said(text), 0, 1_000))
    assert in_vtt(webvtt(made, "en")) == in_srt(srt(made)) == [(0, 1_000, ["…"])]
    assert json.loads(transcript_json(made))["segments"] == []


def test_a_cue_without_a_sound_still_has_a_time():
    made = entries(Cue(said("Hush"), 500, 500))
    assert in_vtt(webvtt(made, "en")) == in_srt(srt(made)) == [(500, 501, ["Hush"])]


def test_several_voices_are_named():
    made = QUOTED_BY_ANN
    voices = re.findall(r"<v ([^>]*)>(.*)", webvtt(made, "en"))
    assert [(html.unescape(name), text) for name, text in voices] == [
        ("Narrator", "He rose."),
        ("Ann & <Co>", "“No,”"),
        ("Ann & <Co>", "“not now.”"),
        ("Narrator", "He sat."),
    ]
    assert [" ".join(lines) for _, _, lines in in_srt(srt(made))] == [
        "Narrator: He rose.",
        "Ann & ‹Co›: “No,”",
        "“not now.”",
        "Narrator: He sat.",
    ]
    segments = json.loads(transcript_json(made))["segments"]
    named = ["Narrator", "Ann & <Co>", "Ann & <Co>", "Narrator"]
    assert [segment["speaker"] for segment in segments] == named


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en-GB", ["Narrator", "Quotation"]),
        ("de", ["Erzähler", "Zitat"]),
        ("ar-EG", ["الراوي", "اقتباس"]),
        ("tlh", ["Narrator", "Quotation"]),
    ],
)
def test_voices_are_named_by_their_parts(language, names):
    made = entries(*QUOTED, cast=TWO_VOICES, language=language)
    assert list(dict.fromkeys(entry.speaker for entry in made)) == names


def test_one_voice_has_one_name_and_another_language_its_tag():
    french = Narrator("tone", "bell", 1.0, "tone")
    cast = replace(CAST, quotes=CAST.narrator, foreign=(("fr", french),))
    made = entries(*QUOTED[:2], Cue(replace(said("Non"), language="fr"), 2, 3), cast=cast)
    assert [entry.speaker for entry in made] == ["Narrator", "Narrator", "Narrator (fr)"]


def test_one_voice_is_not():
    made = entries(*QUOTED)
    assert "<v" not in webvtt(made, "en")
    assert "Narrator" not in srt(made) + transcript_json(made)


def test_segments_are_words_where_the_engine_times_them():
    heard = [("two", 500, 900), ("cold", 900, 1_200), ("cups", 1_200, 1_600), ("sea", 1_800, 2_400)]
    made = entry("“2 (cold) cups” — of sea…", "two cold cups of sea", heard)
    segments = json.loads(transcript_json([made]))["segments"]
    assert [(s["startTime"], s["endTime"], s["body"]) for s in segments] == [
        (0.5, 0.9, "“2"),
        (0.9, 1.2, "(cold)"),
        (1.2, 1.6, "cups” —"),
        (1.65, 1.75, "of"),
        (1.8, 2.4, "sea…"),
    ]
    assert " ".join(segment["body"] for segment in segments) == made.text


def test_a_sign_that_is_said_is_a_segment_of_its_own():
    heard = [("voices", 0, 500), ("and", 500, 700), ("tag", 700, 1_000), ("here", 1_200, 1_500)]
    made = entry("voices & <tag> — here", "voices and tag here", heard)
    segments = json.loads(transcript_json([made]))["segments"]
    assert [(s["startTime"], s["endTime"], s["body"]) for s in segments] == [
        (0, 0.5, "voices"),
        (0.5, 0.7, "&"),
        (0.7, 1.0, "<tag> —"),
        (1.2, 1.5, "here"),
    ]


def test_a_sign_that_is_not_said_stays_with_the_word_before():
    heard = [("up", 0, 500), ("here", 600, 900)]
    segments = json.loads(transcript_json([entry("up * here", "up here", heard)]))["segments"]
    assert [segment["body"] for segment in segments] == ["up *", "here"]


def test_segments_are_phrases_in_scripts_without_spaces():
    heard = [(c, 100 * n, 100 * n + 100) for n, c in enumerate("修好海堤") if c]
    made = entry("修好，海堤。", "修好，海堤。", heard)
    segments = json.loads(transcript_json([made]))["segments"]
    assert [(s["startTime"], s["endTime"], s["body"]) for s in segments] == [
        (0, 0.2, "修好，"),
        (0.2, 0.4, "海堤。"),
    ]


def test_segments_are_utterances_where_the_engine_is_silent_on_words():
    made = entries(Cue(said("He rose."), 0, 1_000), Cue(said("He sat."), 1_200, 2_000))
    assert json.loads(transcript_json(made)) == {
        "version": "1.0.0",
        "segments": [
            {"startTime": 0, "endTime": 1, "body": "He rose."},
            {"startTime": 1.2, "endTime": 2, "body": "He sat."},
        ],
    }


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=300), st.integers(50, 900_000)), min_size=1, max_size=6))
def test_law_what_is_written_can_be_read_back(spoken):
    cues, at = [], 0
    for text, length in spoken:
        cues.append(Cue(said(text), at, at + length))
        at += length
    made = entries(*cues)
    _strictly_read(webvtt(made, "en"))
    for shown in (in_vtt(webvtt(made, "en")), in_srt(srt(made))):
        times = [time for start, end, _ in shown for time in (start, end)]
        assert times == sorted(times)
        assert {cue.start_ms for cue in cues} <= set(times)
        assert times[-1] == at


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
