from __future__ import annotations

import json

import pytest

from audiobook.publish import read_transcript
from audiobook.publish.transcript import paragraphs

SLUG = "how-the-tide-turns-0a1b2c3d"


def test_texts_are_as_written_and_read_on(folder):
    assert read_transcript(folder / "media" / f"{SLUG}.json") == (
        (0, "How the tide turns\n"),
        (1000, "The sea comes in. "),
        (2000, "It goes out again.\n"),
        (4000, "Two clocks\n"),
        (5000, "One keeps time.\n"),
        (6000, "By Ada Marsh.\n"),
    )


def test_offsets_are_characters_not_bytes(tmp_path):
    text = "潮👩🏽‍🚀来。去。"
    cut = text.index("去")
    utterances = [
        {"spoken": "a", "start": 0, "end": cut, "start_ms": 0},
        {"spoken": "b", "start": cut, "end": len(text), "start_ms": 9},
    ]
    (tmp_path / "a.json").write_text(json.dumps({"text": text, "utterances": utterances}), "utf-8")
    assert read_transcript(tmp_path / "a.json") == ((0, text[:cut]), (9, "去。\n"))


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"{}", b'{"text": 1, "utterances": []}'])
def test_a_damaged_manifest_gives_no_transcript_and_is_logged(tmp_path, caplog, data):
    (tmp_path / "a.json").write_bytes(data)
    assert read_transcript(tmp_path / "a.json") == ()
    assert "no transcript from" in caplog.text


def test_a_missing_manifest_gives_no_transcript(tmp_path):
    assert read_transcript(tmp_path / "a.json") == ()


def test_paragraphs_end_at_line_breaks():
    transcript = [(0, "Title\n"), (5, "One. "), (7, "Two.\n"), (9, "Three.")]
    assert list(paragraphs(transcript)) == [(0, "Title"), (5, "One. Two."), (9, "Three.")]
    assert list(paragraphs([])) == []


def test_what_is_read_in_another_order_stays_apart(tmp_path):
    text = "It stood there. By Ada Marsh."
    utterances = [
        {"spoken": "By Ada Marsh.", "start": 16, "end": 29, "start_ms": 0},
        {"spoken": "It stood there.", "start": 0, "end": 15, "start_ms": 9},
    ]
    (tmp_path / "a.json").write_text(json.dumps({"text": text, "utterances": utterances}), "utf-8")
    expected = ((0, "By Ada Marsh.\n"), (9, "It stood there.\n"))
    assert read_transcript(tmp_path / "a.json") == expected
