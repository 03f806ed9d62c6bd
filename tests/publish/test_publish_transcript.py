from __future__ import annotations

import json

import pytest

from audiobook.publish.transcript import Sentence, Transcript, paragraphs, read_transcript

SLUG = "how-the-tide-turns-0a1b2c3d"


def told(transcript):
    return [
        (sentence.start_ms, sentence.text + sentence.space) for sentence in transcript.sentences
    ]


def manifest(path, text, *utterances):
    path.write_text(json.dumps({"text": text, "utterances": utterances}), "utf-8")
    return path


def test_texts_are_as_written_and_read_on(folder):
    transcript = read_transcript(folder / "media" / f"{SLUG}.json")
    assert told(transcript) == [
        (0, "How the tide turns\n"),
        (1000, "The sea comes in. "),
        (2000, "It goes out again.\n"),
        (4000, "Two clocks\n"),
        (5000, "One keeps time.\n"),
        (6000, "By Ada Marsh.\n"),
    ]
    assert [sentence.end_ms for sentence in transcript.sentences[:2]] == [900, 1900]


def test_what_has_no_place_in_the_text_stands_as_it_was_written(tmp_path):
    def placeless(at, **told):
        return {"start": None, "end": None, "start_ms": at, "end_ms": at + 1, **told}

    article = {"spoken": "c", "start": 0, "end": 2, "start_ms": 1, "end_ms": 2}
    title, credit = "The \\x of 4.0", "Creative Commons Attribution 4.0."
    spoken = "creative commons attribution four point zero"
    new = manifest(
        tmp_path / "new.json",
        "C.",
        placeless(0, spoken="the backslash x of four point zero", written=title),
        article,
        placeless(3, spoken=spoken, written=credit),
    )
    assert told(read_transcript(new)) == [(0, f"{title}\n"), (1, "C.\n"), (3, f"{credit}\n")]
    old = tmp_path / "old.json"
    utterances = [placeless(0, spoken="the backslash x"), article, placeless(3, spoken=spoken)]
    old.write_text(json.dumps({"title": title, "text": "C.", "utterances": utterances}))
    assert told(read_transcript(old)) == [(0, f"{title}\n"), (1, "C.\n"), (3, f"{spoken}\n")]


def test_words_are_offsets_into_their_sentence(folder):
    sentence = read_transcript(folder / "media" / f"{SLUG}.json").sentences[4]
    assert [(sentence.text[w.start : w.end], w.start_ms) for w in sentence.words] == [
        ("One", 5000),
        ("keeps", 5200),
    ]


def test_the_level_of_the_sound_is_read_where_it_is_told(tmp_path):
    path = manifest(tmp_path / "a.json", "")
    assert read_transcript(path).peaks == ()
    sound = {"step_ms": 40, "peaks": [0.5, 1, 0], "short_term_lufs": [-16.0]}
    path.write_text(json.dumps({"text": "", "utterances": [], "sound": sound}))
    assert read_transcript(path).peaks == (0.5, 1.0, 0.0)


def test_words_that_lie_elsewhere_or_overlap_are_left_out(tmp_path):
    words = [[0, 3, 1, 2], [4, 7, 2, 3], [5, 9, 3, 4], [8, 8, 4, 5], [8, 40, 5, 6]]
    utterance = {"spoken": "", "start": 4, "end": 11, "start_ms": 0, "end_ms": 9, "words": words}
    path = manifest(tmp_path / "a.json", "The sea came in.", utterance)
    (sentence,) = read_transcript(path).sentences
    assert [(word.start, word.end) for word in sentence.words] == [(0, 3)]


def test_offsets_are_characters_not_bytes(tmp_path):
    text = "潮👩🏽‍🚀来。去。"
    cut = text.index("去")
    path = manifest(
        tmp_path / "a.json",
        text,
        {"spoken": "a", "start": 0, "end": cut, "start_ms": 0, "end_ms": 8},
        {"spoken": "b", "start": cut, "end": len(text), "start_ms": 9, "end_ms": 10},
    )
    assert told(read_transcript(path)) == [(0, text[:cut]), (9, "去。\n")]


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"{}", b'{"text": 1, "utterances": []}'])
def test_a_damaged_manifest_gives_no_transcript_and_is_logged(tmp_path, caplog, data):
    (tmp_path / "a.json").write_bytes(data)
    assert read_transcript(tmp_path / "a.json") == Transcript()
    assert "no transcript from" in caplog.text


def test_a_missing_manifest_gives_no_transcript(tmp_path):
    assert read_transcript(tmp_path / "a.json") == Transcript()


def test_paragraphs_end_at_line_breaks():
    transcript = [
        Sentence(text, 0, 1, space=space)
        for text, space in [("Title", "\n"), ("One.", " "), ("Two.", "\n"), ("Three.", "")]
    ]
    found = [[sentence.text for sentence in paragraph] for paragraph in paragraphs(transcript)]
    assert found == [["Title"], ["One.", "Two."], ["Three."]]
    assert list(paragraphs([])) == []


def test_what_is_read_in_another_order_stays_apart(tmp_path):
    path = manifest(
        tmp_path / "a.json",
        "It stood there. By Ada Marsh.",
        {"spoken": "By Ada Marsh.", "start": 16, "end": 29, "start_ms": 0, "end_ms": 8},
        {"spoken": "It stood there.", "start": 0, "end": 15, "start_ms": 9, "end_ms": 20},
    )
    assert told(read_transcript(path)) == [(0, "By Ada Marsh.\n"), (9, "It stood there.\n")]
