"""The engine that hangs, dies and cuts its words, made reliable."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import ANY

import numpy as np
import pytest
from speech_parts import alike, pyttsx3_narrator, said, sentences

from audiobook.errors import SpeechError
from audiobook.model import Speech
from audiobook.speech.pyttsx3_engine import Pyttsx3Engine
from audiobook.speech.synthesise import spoken_whole
from audiobook.speech.whole import flaw

RATES = (0.5, 1.0, 2.0)
SENTENCE = "The council voted to mend the old sea wall before winter."
SIGNALS = pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no such signals here")
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only espeak times words")


def _pid(engine: Pyttsx3Engine) -> int:
    assert engine._process is not None
    return engine._process.pid


def _all_spoken(texts: list[str]) -> list[Speech]:
    engine = Pyttsx3Engine()
    try:
        return [engine.speak(said(text), "en-us", 1.0) for text in texts]
    finally:
        engine.close()


def test_a_thousand_utterances_none_missing_none_cut(pyttsx3):
    texts = list(enumerate(sentences(1_000, seed=1)))
    spoken = {
        (text, rate): pyttsx3.speak(said(text), "en-us", rate)
        for text, rate in ((text, RATES[n % len(RATES)]) for n, text in texts)
    }
    assert len(spoken) == 1_000
    flaws = [(asked, flaw(speech, *asked)) for asked, speech in spoken.items()]
    assert [found for found in flaws if found[1]] == []
    other = Pyttsx3Engine()
    try:
        sample = random.Random(2).sample(sorted(spoken), 100)
        again = {(text, rate): other.speak(said(text), "en-us", rate) for text, rate in sample}
    finally:
        other.close()
    assert [asked for asked in sample if not alike(spoken[asked], again[asked])] == []


@pytest.mark.parametrize(
    ("voice", "text"),
    [
        ("de", "Der Rat beschloss am Dienstag, die alte Mauer zu flicken."),
        ("fa", "شورای شهر دیوار کهنه را تعمیر می‌کند."),
        ("cmn", "市议会星期二决定修好旧海堤。"),
    ],
)
def test_other_languages_in_their_own_voice(pyttsx3, voice, text):
    speech = pyttsx3.speak(said(text, voice), voice, 1.0)
    assert flaw(speech, text, 1.0) is None
    assert speech.duration_ms > 1_000
    assert speech.pcm != pyttsx3.speak(said(text, voice), "en-us", 1.0).pcm


def test_a_voice_named_by_its_language_is_the_one_that_is_written_in_it(pyttsx3):
    (cantonese,) = [voice for voice in pyttsx3.voices() if voice.name == "yue"]
    assert cantonese.languages == ("yue",)
    text = "市議會決定修好舊海堤。"
    assert flaw(pyttsx3.speak(said(text, "yue"), "yue", 1.0), text, 1.0) is None
    assert pyttsx3._ids["yue"] == "sit/yue"


@SIGNALS
def test_a_child_killed_while_idle_is_started_again(pyttsx3):
    pyttsx3.speak(said("Hello"), "en-us", 1.0)
    killed = _pid(pyttsx3)
    os.kill(killed, signal.SIGKILL)
    speech = spoken_whole(pyttsx3, said(SENTENCE), pyttsx3_narrator())
    assert flaw(speech, SENTENCE, 1.0) is None
    assert _pid(pyttsx3) != killed


@SIGNALS
def test_a_child_killed_while_it_speaks_is_started_again(pyttsx3):
    pyttsx3.speak(said("Hello"), "en-us", 1.0)
    killed = _pid(pyttsx3)
    os.kill(killed, signal.SIGSTOP)  # so that it can't have answered before it is killed
    threading.Timer(0.3, os.kill, (killed, signal.SIGKILL)).start()
    speech = spoken_whole(pyttsx3, said(SENTENCE), pyttsx3_narrator())
    assert flaw(speech, SENTENCE, 1.0) is None
    assert _pid(pyttsx3) != killed


@SIGNALS
def test_a_child_that_hangs_is_ended():
    engine = Pyttsx3Engine(patience_seconds=4.0)
    try:
        engine.speak(said("Hello"), "en-us", 1.0)
        hanging = engine._process
        os.kill(_pid(engine), signal.SIGSTOP)
        with pytest.raises(SpeechError, match="did not answer in 4 s"):
            engine.speak(said("Hello"), "en-us", 1.0)
        assert hanging.poll() == -signal.SIGKILL
        assert engine.speak(said("Hello"), "en-us", 1.0).duration_ms > 100
    finally:
        engine.close()


def test_two_at_once_are_both_right():
    parts = sentences(40, seed=3), sentences(40, seed=4)
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(_all_spoken, parts))
    for texts, speeches in zip(parts, together, strict=True):
        alone = _all_spoken(texts)
        assert all(map(alike, speeches, alone))
        assert not any(flaw(s, t, 1.0) for s, t in zip(speeches, texts, strict=True))


def test_nothing_is_printed(pyttsx3, capfd):
    pyttsx3.speak(said(SENTENCE), "en-us", 1.0)
    assert capfd.readouterr() == ("", "")


def test_what_pyttsx3_prints_stays_out_of_the_answers(tmp_path):
    requests = [
        {"text": SENTENCE, "voice": "no-such-voice", "words_a_minute": 175},
        {"text": SENTENCE, "voice": "gmw/en-US", "words_a_minute": 175},
    ]
    (tmp_path / "files").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "audiobook.speech.pyttsx3_child", str(tmp_path / "files")],
        input="".join(json.dumps(request) + "\n" for request in requests).encode(),
        capture_output=True,
        check=True,
    )
    refusal, _, rest = done.stdout.partition(b"\n")
    answer, _, pcm = rest.partition(b"\n")
    assert "error" in json.loads(refusal)
    assert json.loads(answer) == {"rate_hz": 22_050, "bytes": len(pcm), "marks": ANY}


@SIGNALS
@pytest.mark.parametrize("killed", [False, True], ids=["closed", "killed"])
def test_it_leaves_no_file_behind(tmp_path, killed):
    tempfile.tempdir, before = str(tmp_path), tempfile.tempdir
    engine = Pyttsx3Engine()
    try:
        engine.speak(said("Hello"), "en-us", 1.0)
    finally:
        tempfile.tempdir = before
    assert list(tmp_path.iterdir())
    if killed:
        os.kill(_pid(engine), signal.SIGKILL)
    engine.close()
    assert not list(tmp_path.iterdir())


def test_a_killed_parent_leaves_nothing_behind(tmp_path):
    """Neither a file nor a process."""
    speak_and_stay = (
        "from audiobook.speech.pyttsx3_engine import Pyttsx3Engine; import time;"
        "from audiobook.model import Utterance; e = Pyttsx3Engine();"
        "e.speak(Utterance('Hello', 'Hello', None, None, 0, 'en'), 'en-us', 1.0);"
        "print('spoken', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", speak_and_stay],
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(tmp_path), "TEMP": str(tmp_path)},
    ) as parent:
        assert parent.stdout.readline()
        assert list(tmp_path.iterdir())
        parent.kill()
    deadline = time.monotonic() + 20
    while list(tmp_path.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not list(tmp_path.iterdir())


def test_pitch_and_volume_are_taken_and_taken_back(pyttsx3):
    plain = pyttsx3.speak(said(SENTENCE), "en-us", 1.0)
    try:
        pyttsx3.configure({"pitch": 1.8, "reproducible": True})
        high = pyttsx3.speak(said(SENTENCE), "en-us", 1.0)
        pyttsx3.configure({"volume": 0.25})
        low = pyttsx3.speak(said(SENTENCE), "en-us", 1.0)
    finally:
        pyttsx3.configure({})
    again = pyttsx3.speak(said(SENTENCE), "en-us", 1.0)
    assert _pitch_hz(high) > 1.2 * _pitch_hz(plain)
    assert _loudness(low) == pytest.approx(0.25 * _loudness(plain), rel=0.1)
    assert _pitch_hz(again) == pytest.approx(_pitch_hz(plain), rel=0.05)
    assert _loudness(again) == pytest.approx(_loudness(plain), rel=0.05)


def _samples(speech):
    return np.frombuffer(speech.pcm, dtype="<i2").astype(float)


def _loudness(speech):
    return np.sqrt(np.mean(_samples(speech) ** 2))


def _pitch_hz(speech):
    """The median of the pitch where the voice sounds, by autocorrelation."""
    samples, found = _samples(speech), []
    shortest, longest = speech.rate_hz // 400, speech.rate_hz // 60
    for start in range(0, samples.size - 1_024, 512):
        part = samples[start : start + 1_024]
        likeness = np.correlate(part, part, "full")[part.size - 1 :]
        period = shortest + likeness[shortest:longest].argmax()
        if likeness[period] > 0.5 * likeness[0] > 1e8:
            found.append(speech.rate_hz / period)
    return np.median(found)


@ON_LINUX
def test_words_are_timed_where_their_sound_is(pyttsx3):
    """Judged by the sound itself: each word stands alone between two pauses."""
    words = ["council", "voted", "harbour", "winter", "table", "garden", "river", "doctor"]
    for _ in range(5):
        words = words[3:] + words[:3]
        text = ", ".join(words) + "."
        speech = pyttsx3.speak(said(text), "en-us", 1.0)
        heard = list(_islands_ms(speech))
        assert [text[word.start : word.end] for word in speech.words] == words
        for word, (start_ms, end_ms) in zip(speech.words, heard, strict=True):
            # A stop is silent before it bursts: it begins up to 50 ms before it sounds.
            assert -55 <= word.start_ms - start_ms <= 5
            assert word.end_ms == pytest.approx(end_ms, abs=5)


@ON_LINUX
@pytest.mark.parametrize(
    ("voice", "text", "words"),
    [
        ("en-us", "It isn't the sea-wall of the harbour.", "It|isn't|the|sea-wall|of the|harbour"),
        ("en-us", "“Yes” — 3,142 times…", "Yes|3,142|times"),
        ("de", "Über 😀 Straßen", "Über|Straßen"),
        ("cmn", "修好旧海堤，好。", "修好|旧|海|堤|好"),
        ("en-us", "a\0bee", "a|bee"),
        ("en-us", "…", ""),
        ("en-us", "", ""),
    ],
)
def test_words_are_those_of_the_text(pyttsx3, voice, text, words):
    speech = pyttsx3.speak(said(text), voice, 1.0)
    assert "|".join(text[word.start : word.end] for word in speech.words) == words
    times = [time for word in speech.words for time in (word.start_ms, word.end_ms)]
    assert times == sorted(times)
    assert all(0 <= time <= speech.duration_ms for time in times)


@ON_LINUX
def test_words_keep_their_times_at_another_rate(pyttsx3):
    slow = pyttsx3.speak(said(SENTENCE), "en-us", 0.5)
    fast = pyttsx3.speak(said(SENTENCE), "en-us", 2.0)
    assert [w.start for w in slow.words] == [w.start for w in fast.words]
    assert slow.words[-1].end_ms > 2.5 * fast.words[-1].end_ms
    for speech in (slow, fast):
        assert speech.words[-1].end_ms == pytest.approx(list(_islands_ms(speech))[-1][1], abs=5)


@ON_LINUX
def test_words_have_no_times_where_espeak_squeezes_its_sound(pyttsx3):
    assert pyttsx3.speak(said(SENTENCE), "en-us", 2.5).words
    assert pyttsx3.speak(said(SENTENCE), "en-us", 3.0).words == ()


def _islands_ms(speech):
    """Start and end of each stretch of sound between two pauses."""
    sound = np.abs(_samples(speech))
    loud = np.flatnonzero(sound > 0.02 * sound.max()) * 1_000 / speech.rate_hz
    pauses = np.flatnonzero(np.diff(loud) > 100)
    starts, ends = [loud[0], *loud[pauses + 1]], [*loud[pauses], loud[-1]]
    return zip(starts, ends, strict=True)


def test_its_terms_are_the_system_s(pyttsx3):
    on_linux = sys.platform == "linux"
    assert {voice.commercial for voice in pyttsx3.voices()} == {True if on_linux else None}
    assert all(voice.made_from for voice in pyttsx3.voices())
