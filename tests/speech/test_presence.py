from dataclasses import replace

import pytest

from audiobook.errors import VoiceError
from audiobook.model import Narrator
from audiobook.speech import choose_narrator
from audiobook.speech.presence import check_voice

TONE = choose_narrator("en", "tone", "sine", 1.0)


def test_a_voice_that_is_the_same_here_is_taken():
    check_voice(TONE)


@pytest.mark.parametrize(
    ("other", "problem"),
    [
        (replace(TONE, engine="gramophone"), "gramophone:sine: its engine is not installed on"),
        (
            replace(TONE, identity="tone 1 sine"),
            "has tone 2 sine, not tone 1 sine; install the same",
        ),
    ],
)
def test_a_voice_that_is_not_here_or_sounds_different_is_named(other: Narrator, problem: str):
    with pytest.raises(VoiceError, match=problem):
        check_voice(other)
