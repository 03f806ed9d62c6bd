"""What was spoken once is kept, believed only if whole, and bounded."""

from __future__ import annotations

import logging
import os
import wave
from dataclasses import replace
from pathlib import Path

import pytest
from speech_parts import pyttsx3_narrator, said

from audiobook.model import Speech, SpokenWord
from audiobook.speech.cache import SpeechCache
from audiobook.speech.kept import wav

SPEECH = Speech(bytes(range(200)) * 50, 22_050)
NARRATOR = pyttsx3_narrator()
HELLO = said("Hello")


@pytest.fixture
def cache(tmp_path: Path) -> SpeechCache:
    return SpeechCache(tmp_path)


def _files(cache: SpeechCache) -> list[Path]:
    return sorted(path for path in cache.folder.rglob("*") if path.is_file())


def test_it_outlives_the_process(cache):
    cache.put(NARRATOR, HELLO, SPEECH)
    assert SpeechCache(cache.folder).get(NARRATOR, HELLO) == SPEECH


@pytest.mark.parametrize(
    ("narrator", "utterance"),
    [
        (replace(NARRATOR, rate=1.1), HELLO),
        (replace(NARRATOR, voice="de"), HELLO),
        (replace(NARRATOR, engine="tone"), HELLO),
        (replace(NARRATOR, identity="pyttsx3 99"), HELLO),
        (NARRATOR, said("Hello.")),
        (NARRATOR, said("Hello", "de")),
    ],
    ids=["rate", "voice", "engine", "identity", "text", "language"],
)
def test_what_would_sound_different_is_another(cache, narrator, utterance):
    cache.put(NARRATOR, HELLO, SPEECH)
    assert cache.get(narrator, utterance) is None


def test_what_is_not_heard_makes_no_difference(cache):
    cache.put(NARRATOR, HELLO, SPEECH)
    elsewhere = replace(HELLO, written="hello", start=3, end=8, break_ms=900)
    assert cache.get(NARRATOR, elsewhere) == SPEECH


TIMED = replace(SPEECH, words=(SpokenWord(0, 2, 10, 90), SpokenWord(2, 5, 95, 200)))


@pytest.mark.parametrize("count", [1, 2])
def test_words_and_their_times_are_kept(cache, count):
    timed = replace(TIMED, words=TIMED.words[:count])
    cache.put(NARRATOR, HELLO, timed)
    assert cache.get(NARRATOR, HELLO) == timed
    with wave.open(str(_files(cache)[0])) as sound:
        assert sound.readframes(sound.getnframes()) == timed.pcm, "players hear the same"


def test_what_was_kept_before_words_were_is_still_good(cache):
    cache.put(NARRATOR, HELLO, TIMED)
    _files(cache)[0].write_bytes(wav(SPEECH))
    assert cache.get(NARRATOR, HELLO) == SPEECH


@pytest.mark.parametrize("lost", [1, 2, 10, 40, 200])
def test_a_file_that_lacks_a_part_of_the_words_is_not_believed(cache, lost):
    cache.put(NARRATOR, HELLO, TIMED)
    (file,) = _files(cache)
    file.write_bytes(file.read_bytes()[:-lost])
    assert cache.get(NARRATOR, HELLO) is None


@pytest.mark.parametrize("size", [0, 3, 20, 43, 44, 45, 1_000, 10_043])
def test_a_part_of_a_file_is_not_believed(cache, size):
    cache.put(NARRATOR, HELLO, SPEECH)
    (file,) = _files(cache)
    assert file.stat().st_size > size
    file.write_bytes(file.read_bytes()[:size])
    assert cache.get(NARRATOR, HELLO) is None
    cache.put(NARRATOR, HELLO, SPEECH)
    assert cache.get(NARRATOR, HELLO) == SPEECH


@pytest.mark.parametrize("garbage", [b"\0" * 500, b"RIFF" * 100, b"<html>" * 99, os.urandom(999)])
def test_garbage_is_not_believed(cache, garbage):
    cache.put(NARRATOR, HELLO, SPEECH)
    _files(cache)[0].write_bytes(garbage)
    assert cache.get(NARRATOR, HELLO) is None


def test_the_least_recently_used_go_first(tmp_path):
    data = len(SPEECH.pcm) + 44
    cache = SpeechCache(tmp_path, limit_bytes=10 * data)
    texts = [said(f"Sentence {n}") for n in range(30)]
    for n, text in enumerate(texts):
        cache.put(NARRATOR, text, SPEECH)
        assert cache.get(NARRATOR, texts[0]) == SPEECH, f"in use, but gone after {n}"
    kept = [n for n, text in enumerate(texts) if cache.get(NARRATOR, text)]
    assert kept == [0, *range(21, 30)]
    assert sum(file.stat().st_size for file in _files(cache)) <= 10 * data


def test_a_folder_that_cannot_be_written_is_a_warning(tmp_path, caplog):
    (tmp_path / "file").write_text("in the way")
    cache = SpeechCache(tmp_path / "file")
    with caplog.at_level(logging.WARNING):
        cache.put(NARRATOR, HELLO, SPEECH)
    assert "going on without it" in caplog.text
    assert cache.get(NARRATOR, HELLO) is None
