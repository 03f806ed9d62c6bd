"""What a narrator's other speeches tell of one: made faults are found, whole speeches are not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from speech_parts import said, sentences

from audiobook.model import Speech
from audiobook.speech.habits import Habits
from audiobook.speech.whole import Kind, flaw

PROSE = """\
The council voted on Tuesday to mend the old sea wall before the winter storms come.
Every fisherman cheered, for he would have paid for it with his boats.
Nobody asked the harbour master, who had written about it for twenty years.
In nineteen eighty four, three hundred and five people lived here.
The B B C sent a man with a camera, and he fell into the water.
Bread is dear, light is dearer, and sleep costs nothing at all.
She was, in a word, magnificent; he, alas, was not.
When the tide is out, the boats lie in the mud and wait for it.
Doctor Abdul-Rahman al-Zahrani met Wilhelmina Featherstonehaugh on the quay.
It cost two million, three hundred and forty five thousand dollars and ninety cents.
""".splitlines()
ODD = """\
Hm.
Yes
Strengths
Acknowledgements
NATO
MMXXVI
WHAT TO DO NOW
Why?
In 1984, 12 of 305.
Call +44 20 7946 0958 now.
A/B, C++, x² + y² = z², 50 %
http://www.example.org/a_b?c=1#d
سلام 中文 Привет
w w w dot example dot org slash a slash b
First, second, third, fourth, fifth, sixth, seventh, and last.
""".splitlines()
GERMAN = """\
Der Gemeinderat stimmte am Dienstag dafür, die alte Hafenmauer auszubessern.
Rechtsschutzversicherungsgesellschaften müssen Krankenversicherungskarten akzeptieren.
Er kam, sah, und siegte; sie aber ging nach Hause.
Die Straße ist heute wegen Bauarbeiten gesperrt.
Im Jahr neunzehnhundertvierundachtzig waren es zwölf von dreihundertfünf.
Ja.
""".splitlines()
CHINESE = """\
今天天气很好，我们去海边散步吧。
港口委员会星期二投票决定修复旧海堤。
中国的首都是北京，人口超过两千万。
研究人员发现，这种材料在高温下仍然保持稳定。
一九八四年，三百零五人中有十二人。
好。
""".splitlines()


def _speeches(engine, texts: list[str], voice: str, language: str) -> list[Speech]:
    return [engine.speak(said(text, language), voice, 1.0) for text in texts]


def _taught(texts: list[str], speeches: list[Speech], language: str) -> Habits:
    habits = Habits()
    for text, speech in zip(texts, speeches, strict=True):
        habits.learn(speech, said(text, language))
    assert habits.known
    return habits


@pytest.fixture(scope="module")
def prose(pyttsx3):
    return _speeches(pyttsx3, PROSE, "en-us", "en")


@pytest.fixture(scope="module")
def known(prose):
    return _taught(PROSE, prose, "en")


@pytest.mark.parametrize(
    ("texts", "voice", "language"),
    [(PROSE, "en-us", "en"), (GERMAN, "de", "de"), (CHINESE, "cmn", "zh")],
    ids=["English", "German", "Chinese"],
)
def test_whole_speeches_are_left_in_peace(pyttsx3, texts, voice, language):
    speeches = _speeches(pyttsx3, texts, voice, language)
    habits = _taught(texts, speeches, language)
    found = [habits.flaw(s, said(t, language)) for t, s in zip(texts, speeches, strict=True)]
    assert found == [None] * len(texts)


def test_odd_texts_may_take_what_time_they_like(pyttsx3, known):
    for text, speech in zip(ODD, _speeches(pyttsx3, ODD, "en-us", "en"), strict=True):
        found = known.flaw(speech, said(text))
        assert found is None or found.kind is Kind.END, text


def _cut(speech: Speech, share: float) -> Speech:
    """As much of what is heard, the silence around it not counted."""
    samples = np.abs(np.frombuffer(speech.pcm, "<i2").astype(int))
    heard = np.flatnonzero(samples > 0.02 * samples.max())
    return replace(speech, pcm=speech.pcm[: 2 * int(heard[0] + share * (heard[-1] - heard[0]))])


FAULTS = {
    "cut at 60 %": lambda speech: _cut(speech, 0.6),
    "cut at 90 %": lambda speech: _cut(speech, 0.9),
    "said twice over": lambda speech: replace(speech, pcm=2 * speech.pcm),
}


@pytest.mark.parametrize(
    ("fault", "least"),
    [("cut at 60 %", 0.9), ("cut at 90 %", 0.8), ("said twice over", 1.0)],
)
def test_made_faults_are_found(prose, known, fault, least):
    found = [
        known.flaw(FAULTS[fault](speech), said(text)) or flaw(FAULTS[fault](speech), text, 1.0)
        for text, speech in zip(PROSE, prose, strict=True)
    ]
    assert sum(map(bool, found)) >= least * len(PROSE)


def test_the_speech_of_another_text_is_found_by_its_length(prose, known):
    longest, shortest = PROSE[0], PROSE[5]
    assert known.flaw(prose[0], said("Bread is dear."))
    assert known.flaw(prose[5], said(longest + " " + shortest))
    assert "instead of some" in str(known.flaw(prose[0], said("Bread is dear.")))


def test_nothing_is_told_before_five_sentences_are_heard(prose):
    habits = Habits()
    for text, speech in list(zip(PROSE, prose, strict=True))[:4]:
        habits.learn(speech, said(text))
    assert habits.flaw(replace(prose[4], pcm=3 * prose[4].pcm), said(PROSE[4])) is None
    habits.learn(prose[4], said(PROSE[4]))
    assert habits.flaw(replace(prose[4], pcm=3 * prose[4].pcm), said(PROSE[4]))


def test_a_few_flawed_examples_do_no_harm(prose):
    habits = Habits()
    for place, (text, speech) in enumerate(zip(PROSE, prose, strict=True)):
        example = replace(speech, pcm=2 * speech.pcm) if place % 4 == 0 else speech
        habits.learn(example, said(text))
    assert all(habits.flaw(s, said(t)) is None for t, s in zip(PROSE, prose, strict=True))
    assert habits.flaw(replace(prose[0], pcm=2 * prose[0].pcm), said(PROSE[0]))


def test_the_pace_of_random_words_is_theirs_too(pyttsx3, known):
    for text in sentences(60, seed=22):
        found = known.flaw(pyttsx3.speak(said(text), "en-us", 1.0), said(text))
        assert found is None or found.kind is Kind.END, text
