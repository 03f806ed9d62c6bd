import pytest

from audiobook.model import Pronunciation, Script, Section, Utterance
from audiobook.narration import unknown_words
from audiobook.narration.known import has_word_list, is_known


def utterance(written, language="en", spoken="", pronunciations=()):
    return Utterance(
        spoken or written, written, 0, len(written), 0, language, pronunciations=pronunciations
    )


def unknown(*utterances):
    script = Script(utterances[0].language, (Section("", utterances),), ())
    return [(word.written, word.count) for word in unknown_words([script])]


def test_names_come_first_that_come_often():
    assert unknown(
        utterance("Then Nyaminyami woke and the keepers were frightened."),
        utterance("Mhuruyengwe’s lighthouse, said Nyaminyami, wasn't colourful."),
    ) == [("Nyaminyami", 2), ("Mhuruyengwe", 1)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We've unlocked her lighthouses; recognising harbours, I'd rebuilt the keeper's."),
        ("de", "Der Leuchtturmwärter sah die Gezeitentafel und die Interprozesskommunikation."),
        ("es", "Hay barcos que han dicho adiós a los guardianes, y dijeron que tan rápidamente."),
        ("fr", "Il n'y a pas trop de gardiens aujourd'hui, mais l'hôpital n'était jamais loin."),
        ("it", "Adesso dell'acqua davvero non c'è più, perché il guardiano dirglielo non poteva."),
        ("pt", "Daqui não há doze guardiões que foram rapidamente para o navio, nem quinze."),
    ],
)
def test_common_words_are_not_listed(language, text):
    assert unknown(utterance(text, language)) == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("de", "Der Daemon kam mit Blandón.", ["Daemon", "Blandón"]),
        ("es", "Lo dijo Nguyen en el vlogging.", ["Nguyen", "vlogging"]),
        ("fr", "L'ami d'Mhuru fait du skateboarding.", ["Mhuru", "skateboarding"]),
        ("zh", "本文介绍Debian的发布周期。", ["Debian"]),
        ("tlh", "ეს არის Debian და სხვა სიტყვები.", ["Debian"]),
    ],
)
def test_names_and_foreign_words_are_listed(language, text, found):
    assert [word for word, _ in unknown(utterance(text, language))] == found


def test_what_is_not_said_as_written_is_not_listed():
    assert unknown(utterance("NATO met Nguyen.", spoken="Nato met Win.")) == []


def test_what_the_lexicon_has_phonemes_for_is_not_listed():
    assert unknown(utterance("Mr. Kwezese and Nyoze")) == [("Kwezese", 1), ("Nyoze", 1)]
    phonemes = (Pronunciation(4, 11, "kweˈzeːse"),)
    assert unknown(utterance("Mr. Kwezese and Nyoze", pronunciations=phonemes)) == [("Nyoze", 1)]


def test_addresses_initials_and_short_words_are_not_listed():
    text = "Ask zzyzx@qqfoo.example or https://xkqz.example/qwx; NATO, Lee, K."
    assert unknown(utterance(text)) == []


def test_a_language_without_a_list_lists_only_other_scripts():
    assert not has_word_list("tlh")
    assert unknown(utterance("სიტყვები უცნობი", "tlh")) == []


def test_any_word_is_judged_in_time():
    assert not is_known("x" * 100_000, "de")
    assert not is_known("lichtlicht" * 7 + "q", "de")
