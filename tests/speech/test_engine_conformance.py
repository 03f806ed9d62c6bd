"""One suite for all engines installed: each keeps the promises of the protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from engine_settings import settings_for
from speech_parts import said, sentences

from audiobook.errors import VoiceError
from audiobook.plugins import ENGINES, Configurable, Engine, installed
from audiobook.speech.whole import flaw

LONG = " ".join(sentences(40, seed=4))[:400]
SENTENCE = "The council voted to mend the old sea wall before winter."
TEXTS = {
    "one word": "Yes",
    "one letter": "I",
    "long": LONG,
    "digits": "In 1984, 12 of 305.",
    "line break": "The first line\nand the second\r\none",
    "NUL": "Before\0after the NUL come many more words.",
    "half a surrogate pair": "Before \ud800 after",
    "control characters": "Before \x01\x1b\x05 after",
    "quotes": "“Double”, ‘single’, \"straight\" and 'so on'",
    "markup": "<speak>Hello <break time='3s'/> there &amp; good night</speak>",
    "phoneme brackets": "[[h@'loU]] was what she wrote",
    "letters of other scripts": "سلام 中文 Привет",
    "emoji in words": "Well 😀 done",
}
WORDLESS = {"emoji": "😀🎉", "empty": "", "space": "  ", "dots": "…", "escape": "\x1b"}


@pytest.fixture(scope="module", params=installed(ENGINES))
def make(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Engine]]:
    """Makes another engine of the same kind and with the same settings."""
    with settings_for(request.param, tmp_path_factory) as settings, ExitStack() as made_ones:

        def make_one() -> Engine:
            made: Engine = installed(ENGINES)[request.param].load()()
            if isinstance(made, Configurable):
                made.configure(settings)
            made_ones.callback(made.close)
            return made

        try:
            make_one().voices()
        except VoiceError as error:
            if request.param in ("pyttsx3", "tone"):
                raise
            pytest.skip(str(error))
        yield make_one


@pytest.fixture(scope="module")
def engine(make: Callable[[], Engine]) -> Engine:
    return make()


@pytest.fixture(scope="module")
def voice(engine: Engine) -> str:
    """A voice for English, or one that knows no language from another."""
    american = [v for v in engine.voices() if "en-us" in map(str.lower, v.languages)]
    return (american or [v for v in engine.voices() if v.languages in ((), ("en",))])[0].name


def test_both_built_in_engines_are_installed():
    assert {"pyttsx3", "tone"} <= set(installed(ENGINES))


def test_it_is_an_engine(engine):
    assert isinstance(engine, Engine)
    assert 0 <= engine.naturalness <= 100


def test_its_voices_have_names_of_their_own(engine):
    names = [voice.name for voice in engine.voices()]
    assert names
    assert all(names)
    assert len(set(names)) == len(names)
    assert len({voice.engine for voice in engine.voices()}) == 1


def test_its_identity_is_stable_and_tells_voices_apart(make, engine, voice):
    assert engine.identity(voice) == make().identity(voice)
    assert engine.identity(voice) != engine.identity("another")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("rate", [1.0, 3.0])
def test_it_speaks_whole(engine, voice, text, rate):
    speech = engine.speak(said(text), voice, rate)
    assert flaw(speech, text, rate) is None
    assert speech.duration_ms >= 20
    assert len(speech.pcm) % 2 == 0


@pytest.mark.parametrize("text", WORDLESS.values(), ids=WORDLESS)
def test_what_has_no_words_is_no_error(engine, voice, text):
    assert flaw(engine.speak(said(text), voice, 1.0), text, 1.0) is None


def test_the_words_after_a_nul_are_spoken(engine, voice):
    with_nul = engine.speak(said(TEXTS["NUL"]), voice, 1.0)
    assert with_nul.duration_ms > 2 * engine.speak(said("Before"), voice, 1.0).duration_ms


def test_twice_the_rate_is_clearly_shorter(engine, voice):
    slow, fast = (engine.speak(said(SENTENCE), voice, rate) for rate in (1.0, 2.0))
    assert 0.4 * slow.duration_ms < fast.duration_ms < 0.7 * slow.duration_ms


def test_an_unknown_voice_is_an_error_of_its_own(engine):
    with pytest.raises(VoiceError, match="no-such-voice"):
        engine.speak(said("Hello"), "no-such-voice", 1.0)


def test_it_speaks_again_after_it_was_closed(engine, voice):
    before = engine.speak(said(SENTENCE), voice, 1.0)
    engine.close()
    engine.close()
    after = engine.speak(said(SENTENCE), voice, 1.0)
    assert flaw(after, SENTENCE, 1.0) is None
    assert after.duration_ms == pytest.approx(before.duration_ms, rel=0.05)
