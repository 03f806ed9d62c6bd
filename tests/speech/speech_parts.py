"""What the tests of this room say, and how they make it up."""

from __future__ import annotations

import random

from audiobook.model import Narrator, Script, Section, Speech, Utterance
from audiobook.speech.pyttsx3_engine import Pyttsx3Engine

WORDS = """
    the harbour council voted on Tuesday to mend an old sea wall before winter storms come again and
    every fisherman cheered who would have paid for it with his boats bread light quick brown stop
    cat dog map back beef judge fifth sixths strengths oh you see far blue go nobody asked why
""".split()  # noqa: SIM905 - words to read, not a list to maintain


def said(text: str, language: str = "en") -> Utterance:
    return Utterance(text, text, None, None, 0, language)


def sentences(count: int, seed: int) -> list[str]:
    """So many different sentences of one to twenty words."""
    dice = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        words = " ".join(dice.choices(WORDS, k=dice.choice((1, 2, 3, 5, 8, 12, 20))))
        found[words.capitalize() + dice.choice(".!?…,")] = None
    return list(found)


def script(texts: list[str]) -> Script:
    return Script("en", (Section("All", tuple(map(said, texts))),), ())


def pyttsx3_narrator(rate: float = 1.0) -> Narrator:
    return Narrator("pyttsx3", "en-us", rate, Pyttsx3Engine().identity("en-us"))


def alike(one: Speech, other: Speech) -> bool:
    """Whether two speeches last as long, but for what espeak's state changes between two."""
    return abs(one.duration_ms - other.duration_ms) <= 20 + 0.03 * other.duration_ms
