"""Every utterance in its place, none spoken twice, none lost."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from speech_parts import alike, pyttsx3_narrator, said, script, sentences

from audiobook.errors import VoiceError
from audiobook.model import Cast, Narrator, Script, Section, Speech
from audiobook.plugins import ENGINES, installed, plugin
from audiobook.speech import sample, synthesise
from audiobook.speech.tone import ToneEngine
from audiobook.workers import processes, serial

TONE = Narrator("tone", "sine", 3.0, ToneEngine().identity("sine"))


def backwards(function, items, /):
    """A map of those that give results in another order."""
    yield from reversed([function(item) for item in items])


@pytest.mark.parametrize("spread", [serial, backwards, map])
def test_speeches_come_in_the_script_s_order(spread):
    texts = [f"{n} {text}" for n, text in enumerate(sentences(150, seed=11))]
    assert sum(map(len, texts)) > 6_000, "so few make no more than one run"
    speeches = list(synthesise(script(texts), Cast(TONE), spread))
    assert speeches == [ToneEngine().speak(said(text), "sine", 3.0) for text in texts]


def test_two_processes_speak_what_one_does():
    texts = [f"{uuid.uuid4().hex[:6]} {text}" for text in sentences(80, seed=12)]
    with processes(2) as spread:
        speeches = list(synthesise(script(texts), Cast(pyttsx3_narrator()), spread))
    engine = plugin(ENGINES, "pyttsx3")
    alone = [engine.speak(said(text), "en-us", 1.0) for text in texts]
    assert len(speeches) == len(texts)
    assert all(map(alike, speeches, alone))


def test_nothing_to_say():
    assert list(synthesise(script([]), Cast(TONE), serial)) == []


def test_a_second_time_nothing_is_spoken():
    texts = [f"{text} {uuid.uuid4().hex[:6]}" for text in sentences(5, seed=13)]
    engine = plugin(ENGINES, "pyttsx3")
    first = list(synthesise(script(texts), Cast(pyttsx3_narrator()), serial))
    assert engine._process is not None
    engine.close()
    assert list(synthesise(script(texts), Cast(pyttsx3_narrator()), serial)) == first
    assert engine._process is None, "the engine was started again"


def test_a_changed_sentence_is_spoken_and_no_other():
    texts = [f"{text} {uuid.uuid4().hex[:6]}" for text in sentences(3, seed=14)]
    before = list(synthesise(script(texts), Cast(pyttsx3_narrator()), serial))
    after = list(
        synthesise(script([texts[0], "Anew.", texts[2]]), Cast(pyttsx3_narrator()), serial)
    )
    assert (after[0], after[2]) == (before[0], before[2])
    assert after[1].duration_ms < before[1].duration_ms


def test_a_sample_is_spoken_by_the_voice_named():
    assert sample("Hello", "en", TONE) == ToneEngine().speak(said("Hello"), "sine", TONE.rate)
    with pytest.raises(VoiceError):
        sample("Hello", "en", replace(TONE, voice="cosine"))


def test_a_voice_that_is_not_here_or_sounds_different_does_not_speak():
    texts = [f"Nobody said {uuid.uuid4().hex}"]
    with pytest.raises(VoiceError, match=r"has tone 2 sine, not tone 1 sine; install the same"):
        list(synthesise(script(texts), Cast(replace(TONE, identity="tone 1 sine")), serial))


def test_a_silent_speech_in_the_cache_is_spoken_again():
    text = f"Kept in silence {uuid.uuid4().hex}"
    from audiobook.speech.cache import SpeechCache  # noqa: PLC0415 - after the tests' folder is set

    SpeechCache().put(TONE, said(text), Speech(bytes(40_000), 22_050))
    (speech,) = synthesise(script([text]), Cast(TONE), serial)
    assert speech == ToneEngine().speak(said(text), "sine", TONE.rate)


def test_each_utterance_is_said_by_its_reader():
    """A quote, a foreign sentence and the rest each sound as their own narrator alone says them."""
    deep, slow = replace(TONE, rate=1.5), replace(TONE, rate=1.0)
    cast = Cast(TONE, quotes=deep, foreign=(("fr", slow),))
    texts = ["One.", "Two.", "Three.", "Four."]
    one, two, three, four = map(said, texts)
    lines = (one, replace(two, quoted=True), replace(three, language="fr"), four)
    script = Script("en", (Section("All", lines),), ())
    with processes(2) as spread:
        speeches = list(synthesise(script, cast, spread))
    rates = [TONE.rate, 1.5, 1.0, TONE.rate]
    assert speeches == [
        ToneEngine().speak(line, "sine", rate) for line, rate in zip(lines, rates, strict=True)
    ]


STUTTERER = """\
from audiobook.model import Speech
from audiobook.speech.tone import ToneEngine

class Stutterer(ToneEngine):
    def __init__(self):
        self.heard = set()

    def speak(self, utterance, voice, rate):
        once = super().speak(utterance, "sine", rate)
        if utterance.spoken.startswith("Twice") and utterance.spoken not in self.heard:
            self.heard.add(utterance.spoken)
            return Speech(2 * once.pcm, once.rate_hz)
        return once
"""


@pytest.fixture
def stutterer(tmp_path, monkeypatch):
    """An engine that says some things twice over, installed for the time of a test."""
    (tmp_path / "stutterer.py").write_text(STUTTERER)
    package = tmp_path / "stutterer-1.0.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: stutterer\nVersion: 1.0\n")
    entry = "[audiobook.engines]\nstutterer = stutterer:Stutterer\n"
    (package / "entry_points.txt").write_text(entry)
    monkeypatch.syspath_prepend(tmp_path)
    installed.cache_clear()
    voice = uuid.uuid4().hex  # whose habits nobody knows
    yield Narrator("stutterer", voice, 3.0, ToneEngine().identity(voice))
    installed.cache_clear()


@pytest.mark.parametrize(
    ("place", "who"), [(0, "they"), (6, "we")], ids=["before the pace is known", "after"]
)
def test_what_takes_too_long_is_spoken_again_even_if_it_came_first(stutterer, place, who):
    texts = [text for text in sentences(60, seed=15) if len(text) > 40][:12]
    texts.insert(place, f"Twice {who} came to the old sea wall before the winter storms.")
    speeches = list(synthesise(script(texts), Cast(stutterer), serial))
    assert speeches == [ToneEngine().speak(said(text), "sine", 3.0) for text in texts]
    again = list(synthesise(script(texts), Cast(stutterer), serial))
    assert again == speeches, "what was kept is the flawed one"
