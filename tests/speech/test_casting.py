"""Who reads: by language, by name, and what is said when nobody can."""

from __future__ import annotations

from dataclasses import replace

import pytest
from piper_parts import JOE, joe
from speech_parts import said

from audiobook.errors import VoiceError
from audiobook.model import Cast
from audiobook.speech import Demands, all_voices, choose_cast, choose_narrator
from audiobook.speech.pyttsx3_engine import Pyttsx3Engine


@pytest.mark.parametrize(
    ("language", "starts"),
    [
        ("en", "en"), ("en-GB", "en-gb"), ("en-US", "en-us"), ("de", "de"), ("de-AT", "de"),
        ("fa", "fa"), ("zh", "cmn"), ("zh-TW", "cmn"), ("yue", "yue"), ("es-AR", "es"),
        ("zh-Hans-CN", "cmn"), ("pt-BR", "pt-br"), ("fr", "fr"),
    ],
)  # fmt: skip
def test_auto_takes_a_voice_of_the_language(language, starts):
    narrator = choose_narrator(language, "auto", "", 1.0)
    assert narrator.engine != "tone"
    assert choose_narrator(language, "pyttsx3", "", 1.0).voice.startswith(starts)


def test_the_narrator_bears_the_engine_s_identity():
    narrator = choose_narrator("de", "pyttsx3", "", 1.25)
    assert narrator.identity == Pyttsx3Engine().identity("de")
    assert narrator.rate == 1.25


@pytest.mark.parametrize("engine", ["auto", "pyttsx3", "tone"])
def test_a_voice_may_name_its_engine(engine):
    for named, voice in (("pyttsx3", "fa"), ("tone", "sine")):
        narrator = choose_narrator("en", engine, f"{named}:{voice}", 1.0)
        assert (narrator.engine, narrator.voice) == (named, voice)


def test_a_voice_without_its_engine_is_found():
    assert choose_narrator("en", "auto", "sine", 1.0).engine == "tone"


def test_tone_reads_every_language_if_asked():
    assert choose_narrator("tlh", "tone", "", 1.0).voice == "sine"


@pytest.mark.parametrize(
    ("engine", "voice", "near"),
    [
        ("pyttsx3", "en-uss", "en-us"),
        ("auto", "en-uss", "en-us"),
        ("auto", "pyttsx3:en-uss", "en-us"),
        ("auto", "tone:sin", "tone:sine"),
        ("auto", "pyttsx3:german", "pyttsx3:de"),
        ("pytsx3", "", "'pyttsx3'"),
        ("auto", "pytsx3:en-us", "pyttsx3"),
    ],
)
def test_what_is_not_there_is_told_with_the_nearest(engine, voice, near):
    with pytest.raises(VoiceError, match=f"did you mean .*{near}"):
        choose_narrator("en", engine, voice, 1.0)


@pytest.mark.parametrize("named", ["joe", "piper:jo", "pyttsx3:joe", "en_US_joe"])
def test_a_voice_is_known_by_a_part_of_its_name(named):
    joe()
    with pytest.raises(VoiceError, match=f"did you mean piper:{JOE}"):
        choose_narrator("en", "auto", named, 1.0)


def test_a_name_like_no_voice_s_has_no_suggestion():
    with pytest.raises(VoiceError, match="see: audiobook voices"):
        choose_narrator("en", "auto", "qqqq", 1.0)


def test_an_engine_like_no_other_is_told_with_all():
    with pytest.raises(VoiceError, match=r"installed are: .*pyttsx3.*tone"):
        choose_narrator("en", "zzz", "", 1.0)


@pytest.mark.parametrize("language", ["tlh", "und-x-nothing", "not a language at all"])
@pytest.mark.parametrize("engine", ["auto", "pyttsx3"])
def test_a_language_nobody_speaks(engine, language):
    with pytest.raises(VoiceError, match="language"):
        choose_narrator(language, engine, "", 1.0)


def test_all_voices_the_most_natural_engine_first():
    engines = [voice.engine for voice in all_voices()]
    assert engines[-1] == "tone"
    assert engines.count("pyttsx3") > 100


def test_a_foreign_passage_has_a_voice_of_its_language():
    narrator = choose_narrator("de", "pyttsx3", "", 1.25)
    cast = choose_cast(narrator, "de", ["fr", "de-AT", "tlh"], "pyttsx3")
    french, german, klingon = (said("Oui.", tag) for tag in ("fr", "de", "tlh"))
    assert cast.reader_of(french).voice.startswith("fr")
    assert cast.reader_of(french).rate == 1.25
    assert cast.reader_of(german) == cast.reader_of(klingon) == narrator


def test_a_voice_that_speaks_all_needs_no_other():
    narrator = choose_narrator("de", "tone", "", 1.0)
    assert choose_cast(narrator, "de", ["fr"], "auto") == Cast(narrator)


def test_quotes_may_have_a_voice_of_their_own():
    narrator = choose_narrator("en", "pyttsx3", "en-us", 1.0)
    cast = choose_cast(narrator, "en", ["en", "fr"], "auto", "pyttsx3:en-gb")
    quoted = replace(said("Yes."), quoted=True)
    assert cast.reader_of(quoted).voice == "en-gb"
    assert cast.reader_of(said("Yes.")) == narrator
    assert cast.reader_of(replace(quoted, language="fr")).voice.startswith("fr")
    with pytest.raises(VoiceError, match=r"did you mean .*en-gb"):
        choose_cast(narrator, "en", [], "auto", "pyttsx3:en-gbb")
    with pytest.raises(VoiceError, match=r"\[narrator\] quote-voice: voice pyttsx3:en-gbb"):
        choose_cast(narrator, "en", [], "auto", "pyttsx3:en-gbb")


# ---------------------------------------------------------------------- what a project demands

COMMERCIAL = Demands(commercial=True)


def test_the_narrator_bears_the_terms_of_its_voice():
    joe()
    narrator = choose_narrator("en", "piper", "", 1.0)
    assert (narrator.voice, narrator.licence) == (JOE, "CC0-1.0")
    assert "lessac" in narrator.made_from
    assert choose_narrator("en", "tone", "", 1.0).licence == "CC0-1.0"


@pytest.mark.parametrize(("engine", "voice"), [("piper", ""), ("auto", f"piper:{JOE}")])
def test_a_commercial_show_refuses_a_voice_whose_terms_leave_it_open(engine, voice):
    joe()
    with pytest.raises(VoiceError) as caught:
        choose_narrator("en", engine, voice, 1.0, COMMERCIAL)
    for named in (JOE, "CC0-1.0", "lessac", "leave open commercial use", "commercial = true"):
        assert named in str(caught.value)


def test_auto_takes_the_most_natural_voice_that_a_commercial_show_may_use():
    joe()
    assert choose_narrator("en-US", "auto", "", 1.0).engine != "pyttsx3"
    allowed = choose_narrator("en-US", "auto", "", 1.0, COMMERCIAL)
    found = [v for v in all_voices() if (v.engine, v.name) == (allowed.engine, allowed.voice)]
    assert [voice.commercial for voice in found] == [True]
    assert allowed.engine != "tone"


def test_nobody_is_allowed_to_speak_a_language_commercially():
    with pytest.raises(VoiceError, match="no installed voice that may be used commercially"):
        choose_narrator("tlh", "auto", "", 1.0, COMMERCIAL)


@pytest.mark.parametrize(
    ("language", "voice"),
    [("de", "a"), ("de-AT", "a"), ("pt-BR", "b"), ("pt-PT", "c"), ("fr", ""), ("en", "")],
)
def test_the_voice_for_a_language_is_that_of_the_nearest_tag(language, voice):
    voices = (("de", "a"), ("pt_BR", "b"), ("pt-PT", "c"))
    assert Demands(voices=voices).voice_for(language)[1] == voice


def test_a_foreign_passage_is_read_by_the_voice_demanded_for_it():
    demands = Demands(voices=(("fr", "pyttsx3:fr-be"), ("de", "pyttsx3:de")))
    narrator = choose_narrator("de", "tone", "", 1.0)
    cast = choose_cast(narrator, "de", ["fr", "es"], "pyttsx3", demands=demands)
    assert cast.reader_of(said("Oui.", "fr")).voice == "fr-be"
    assert cast.reader_of(said("Sí.", "es")) == narrator
    with pytest.raises(VoiceError, match=r"\[narrator\] voices, fr: voice fr-bee"):
        choose_cast(narrator, "de", ["fr"], "auto", demands=Demands(voices=(("fr", "fr-bee"),)))


def test_settings_reach_the_narrator_and_its_identity():
    demands = Demands(settings=(("pitch", 1.5),))
    narrator = choose_narrator("en", "pyttsx3", "en-us", 1.0, demands)
    assert narrator.settings == (("pitch", 1.5),)
    assert "pitch 1.5" in narrator.identity
    plain = choose_narrator("en", "pyttsx3", "en-us", 1.0)
    assert plain.identity == Pyttsx3Engine().identity("en-us")
