"""How much there is to say: in the right order, and of the right size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.speech.beats import Beats, beats


@pytest.mark.parametrize(
    ("text", "language", "syllables"),
    [
        ("The cat sat on the mat.", "en", 6),
        ("A lamp was lit in the window of the little house.", "en", 13),
        ("Die Straße ist heute wegen Bauarbeiten gesperrt.", "de", 14),
        ("Le conseil municipal a voté mardi.", "fr", 10),
        ("Городской совет проголосовал за ремонт.", "ru", 13),
        ("Το δημοτικό συμβούλιο ψήφισε την Τρίτη.", "el", 14),
        ("今天天气很好我们去海边散步吧", "zh-CN", 14),
        ("시의회는 오래된 방파제를", "ko", 12),
        ("こんにちは", "ja", 5),
    ],
)
def test_syllables_are_counted_in_many_scripts(text, language, syllables):
    found = beats(text, language)
    # Letters take time of their own in an alphabet: up to a syllable more for each.
    assert 0.8 * syllables <= found.likely <= 2 * syllables
    assert found.at_most_more == 0


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [
        ("a", "strengths"),
        ("Go on", "Go on, go on"),
        ("He left", "He left; then he came back"),
        ("S", "W"),
    ],
)
def test_what_takes_longer_to_say_counts_for_more(shorter, longer):
    assert beats(shorter, "en").likely < beats(longer, "en").likely


@pytest.mark.parametrize("text", ["1984", "50 %", "BBC", "NATO", "hmm", "a + b", "中文", "Привет"])
def test_what_a_voice_may_spell_or_leave_out_is_left_open(text):
    assert beats(text, "en").at_most_more >= 2


def test_letters_of_the_language_s_own_script_are_not():
    assert beats("中文", "zh").at_most_more == 0
    assert beats("Привет", "ru").at_most_more == 0
    assert beats("Debian", "zh") == Beats(0, 12)


@given(st.text(max_size=60), st.sampled_from(["en", "de", "zh", "ar", "tlh-x-none", "not a tag"]))
def test_no_text_is_too_odd(text, language):
    found = beats(text, language)
    assert found.likely >= 0
    assert found.at_most_more >= 0
    if any(map(str.isalnum, text)):
        assert found.likely + found.at_most_more > 0
