"""A server speaks: asked in time, patiently, and never believed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from speech_parts import said
from speech_servers import (
    answers,
    breaks_off,
    drips,
    local_tts,
    sends_half,
    serving,
    speaks,
    speaks_slowly,
    stalls,
)

from audiobook.errors import SpeechError, VoiceError
from audiobook.model import Narrator
from audiobook.speech.openai_client import Patience
from audiobook.speech.openai_engine import OpenaiEngine
from audiobook.speech.synthesise import spoken_whole
from audiobook.speech.tone import ToneEngine
from audiobook.speech.whole import flaw

SENTENCE = "The council voted to mend the old sea wall before winter."
HASTY = Patience(answer_seconds=0.5, character_seconds=0, back_off_seconds=0.01)
BUSY = b'{"error": {"message": "too many requests"}}'


@pytest.fixture
def engine_for():
    """Makes engines for a server's settings, and closes them."""
    made = []

    def make(settings, patience=HASTY, **others):
        engine = OpenaiEngine(patience)
        engine.configure({**settings, **others})
        made.append(engine)
        return engine

    yield make
    for engine in made:
        engine.close()


ARTICLE = (
    "Twice a day the sea comes in over the mud, and 12 boats rise with it. Nobody here looks at a "
    "clock: the boats tell the hour, and the gulls tell the weather."
)


def test_it_says_what_the_server_speaks(engine_for, monkeypatch):
    monkeypatch.setenv("AUDIOBOOK_OPENAI_KEY", "a secret")
    with serving(speaks) as server:
        engine = engine_for(server.settings, openai_model="tts-9")
        speech = engine.speak(said(SENTENCE), "sine", 1.5)
        assert "secret" not in engine.identity("sine")
    assert speech == ToneEngine().speak(said(SENTENCE), "sine", 1.5)
    assert server.keys == ["Bearer a secret"]
    assert server.asked == [
        {"model": "tts-9", "voice": "sine", "input": SENTENCE, "response_format": "wav",
         "speed": 1.5}
    ]  # fmt: skip


@pytest.mark.parametrize("status", [429, 500, 503])
def test_it_asks_again_when_the_server_is_busy(engine_for, status):
    with serving(answers(status, BUSY), answers(status, BUSY), speaks) as server:
        speech = engine_for(server.settings).speak(said(SENTENCE), "sine", 1.0)
    assert flaw(speech, SENTENCE, 1.0) is None
    assert len(server.asked) == 3


def test_it_waits_as_long_as_the_server_asks_for(engine_for):
    with serving(answers(429, BUSY, Retry_After="1"), speaks) as server:
        started = time.monotonic()
        engine_for(server.settings).speak(said(SENTENCE), "sine", 1.0)
        assert time.monotonic() - started >= 1
    assert len(server.asked) == 2


def test_it_does_not_wait_for_an_hour(engine_for):
    date = "Wed, 21 Oct 2099 07:28:00 GMT"
    for stated in ("3600", date):
        with (
            serving(answers(429, BUSY, Retry_After=stated)) as server,
            pytest.raises(SpeechError, match=r"council.*429: too many requests"),
        ):
            engine_for(server.settings).speak(said(SENTENCE), "sine", 1.0)
        assert len(server.asked) == 1


def test_it_gives_up_after_a_few_attempts(engine_for):
    with (
        serving(answers(500, b"<html>Oh no</html>")) as server,
        pytest.raises(SpeechError, match=r"council.*500: a web page"),
    ):
        engine_for(server.settings).speak(said(SENTENCE), "sine", 1.0)
    assert len(server.asked) == 5


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        (answers(200, b"<!DOCTYPE html><p>Welcome"), "no WAV file but a web page"),
        (answers(200, b'{"error": "no"}'), "no WAV file but JSON"),
        (answers(200, b""), "no WAV file but nothing"),
        (answers(200, b"ID3\x04"), "compressed sound"),
        (answers(200, b"RIFF\0\0\0\0WAVE"), "without sound"),
        (answers(400, b'{"detail": [{"loc": ["input"]}]}'), "400: .*loc.*input"),
        (answers(302, b"", Location="http://127.0.0.1:1/"), "302"),
        (stalls, "did not answer in time"),
        (drips, "did not answer in time"),
        (sends_half, "half a WAV file"),
        (breaks_off, "broke off"),
    ],
)
def test_a_fault_is_an_error_of_its_utterance_and_the_next_one_is_spoken(
    engine_for, fault, problem
):
    with serving(fault, speaks) as server:
        engine = engine_for(server.settings)
        with pytest.raises(SpeechError, match=f"council.*{problem}") as caught:
            engine.speak(said(SENTENCE), "sine", 1.0)
        assert not isinstance(caught.value, VoiceError)
        assert flaw(engine.speak(said("The next one."), "sine", 1.0), "The next one.", 1.0) is None


def test_a_speech_that_failed_is_asked_for_again(engine_for):
    with serving(sends_half, speaks) as server:
        engine = engine_for(server.settings)
        narrator = Narrator("openai", "sine", 1.0, engine.identity("sine"))
        speech = spoken_whole(engine, said(SENTENCE), narrator)
    assert flaw(speech, SENTENCE, 1.0) is None


def test_a_refused_key_is_told_at_once_and_not_shown(engine_for, monkeypatch):
    monkeypatch.setenv("AUDIOBOOK_OPENAI_KEY", "a secret")
    with (
        serving(answers(401, b'{"error": {"message": "Incorrect key"}}')) as server,
        pytest.raises(VoiceError, match="Incorrect key; set AUDIOBOOK_OPENAI_KEY") as caught,
    ):
        engine_for(server.settings).speak(said(SENTENCE), "sine", 1.0)
    assert "secret" not in str(caught.value)
    assert len(server.asked) == 1


def test_a_server_that_is_not_there(engine_for):
    with serving(speaks) as server:
        settings = server.settings
    with pytest.raises(VoiceError, match=r"council.*can't be reached.*start it"):
        engine_for(settings).speak(said(SENTENCE), "sine", 1.0)
    with pytest.raises(VoiceError, match=r"is no address: .*mend openai-address"):
        engine_for(settings, openai_address="not an address").speak(said("Hm."), "sine", 1.0)


@pytest.mark.parametrize(
    ("missing", "remedy"),
    [("openai_address", "openai-address"), ("openai_voices", "openai-voices")],
)
def test_without_settings_there_is_no_voice(engine_for, missing, remedy):
    settings = {"openai_address": "http://127.0.0.1:1/v1", "openai_voices": ("nova",)}
    del settings[missing]
    with pytest.raises(VoiceError, match=remedy):
        engine_for(settings).voices()


def test_a_voice_speaks_the_languages_that_are_stated(engine_for):
    settings = {"openai_address": "http://localhost:1/v1/", "openai_voices": ("nova=en", "alloy")}
    nova, alloy = engine_for(settings).voices()
    assert (nova.name, nova.languages, nova.commercial) == ("nova", ("en",), None)
    assert (alloy.name, alloy.languages) == ("alloy", ())


@pytest.mark.parametrize(("at_once", "most"), [(2, 2), (4, 4)])
def test_no_more_is_asked_at_once_than_allowed(engine_for, at_once, most):
    with serving(speaks_slowly) as server:

        def speak(_):
            engine = engine_for(server.settings, Patience(), openai_at_once=at_once)
            return engine.speak(said("Hello"), "sine", 1.0)

        with ThreadPoolExecutor(4) as pool:
            assert len(list(pool.map(speak, range(8)))) == 8
    assert server.most_at_once == most


def test_what_is_billed_is_known_beforehand(engine_for):
    utterances = [said(text) for text in (SENTENCE, "…", "", "Ça va ?", "Tea \0 and")]
    with serving(speaks) as server:
        engine = engine_for(server.settings)
        for utterance in utterances:
            engine.speak(utterance, "sine", 1.0)
    asked = sum(len(request["input"]) for request in server.asked)
    assert engine.characters_billed(utterances) == asked > len(SENTENCE)


def test_new_settings_reach_another_server(engine_for):
    with serving(speaks) as one, serving(speaks) as other:
        engine = engine_for(one.settings)
        for server in (one, other):
            engine.configure(server.settings)
            engine.speak(said("Hello"), "sine", 1.0)
    assert len(one.asked) == len(other.asked) == 1


def test_a_server_from_pypi_speaks_whole(engine_for, tmp_path):
    with local_tts(tmp_path) as settings:
        engine = engine_for(settings, Patience())
        texts = (SENTENCE, "Yes", "“Quoted”, and 12 & more …")
        speeches = [engine.speak(said(text), "joe", 1.0) for text in texts]
    assert [flaw(s, t, 1.0) for s, t in zip(speeches, texts, strict=True)] == [None] * 3
    assert speeches[0].rate_hz == 22_050
    assert speeches[0].duration_ms > 2 * speeches[1].duration_ms


def test_what_will_be_charged_for_is_said_before_and_is_what_the_server_gets(tmp_path):
    """By `audiobook make --dry-run`, in a project as a user has it."""
    (tmp_path / "tide.txt").write_text(f"The tide\n\n{ARTICLE}", "utf-8")
    command = [sys.executable, "-m", "audiobook", "make", "tide.txt", "--licence", "CC0-1.0"]
    command += ["--voice", "openai:sine", "--json"]
    with serving(speaks) as server:
        settings = server.settings
        voices = ", ".join(f'"{voice}"' for voice in settings["openai_voices"])
        (tmp_path / "audiobook.toml").write_text(
            f'[narrator]\nopenai-address = "{settings["openai_address"]}"\n'
            f"openai-voices = [{voices}]\n"
        )
        planned, made = (
            json.loads(subprocess.run(c, cwd=tmp_path, capture_output=True, check=True).stdout)
            for c in ([*command, "--dry-run"], command)
        )
    assert (planned["status"], made["status"]) == ("planned", "made")
    assert planned["characters_billed"] == sum(len(asked["input"]) for asked in server.asked) > 0
