"""How fast a voice is here, and a page to hear voices by."""

from __future__ import annotations

import base64
import io
import re
import wave

import pytest
from speech_parts import said

from audiobook.model import Voice
from audiobook.speech import choose_narrator, comparison_page, known_speed, timed_sample
from audiobook.speech.tone import ToneEngine


def voice_of(narrator):
    return Voice(narrator.engine, narrator.voice, ())


def test_a_speed_is_known_once_it_was_measured():
    narrator = choose_narrator("en", "pyttsx3", "en-gb-x-gbclan", 1.0)
    assert known_speed(voice_of(narrator)) is None
    speech, took = timed_sample("The lamp was lit at dusk.", "en", narrator)
    assert known_speed(voice_of(narrator)) == pytest.approx(speech.duration_ms / 1000 / took)
    other = choose_narrator("cy", "pyttsx3", "cy", 1.0)
    assert known_speed(voice_of(other)) is None


def test_the_page_holds_each_sample_and_its_terms_and_needs_nothing_else():
    speech = ToneEngine().speak(said("One <b>."), "sine", 1.0)
    voices = [
        Voice("tone", "a", ("en",), "A & B", licence="CC0-1.0", commercial=None, made_from="<air>"),
        Voice("tone", "b", (), commercial=False),
    ]
    page = comparison_page("One <b>.", "en", [(voice, speech, 0.5) for voice in voices])
    sounds = re.findall(r'src="data:audio/wav;base64,([^"]+)"', page)
    assert len(sounds) == 2
    with wave.open(io.BytesIO(base64.b64decode(sounds[1]))) as sound:
        assert sound.readframes(sound.getnframes()) == speech.pcm
    for stated in ("One &lt;b&gt;.", "A &amp; B", "CC0-1.0 (left open)", "&lt;air&gt;"):
        assert stated in page
    assert "no licence stated (no commercial use)" in page
    assert not re.search(r"https?:|<script|<link", page)
