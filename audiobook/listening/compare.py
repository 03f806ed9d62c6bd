"""Where what was said and what was heard disagree, and how often: the word error rate."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate, groupby

Normalise = Callable[[str], str]
"""Turns figures, abbreviations and signs into words."""

_APOSTROPHES = re.compile("['’ʼ`´]")
# Chinese and Japanese part no words: each character is held for itself.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
# A recogniser spells as most of what it has read does: these are one word to the ear.
_SPELLINGS = (
    (re.compile(r"our(?=(?:s|ed|ing|ite|able|ful)?\b)"), "or"),
    (re.compile(r"is(?=(?:e|es|ed|er|ing|ation|ations)\b)"), "iz"),
    (re.compile(r"(?<=[bt])re(?=s?\b)"), "er"),
    (re.compile(r"enc(?=es?\b)"), "ens"),
    (re.compile(r"ogue(?=s?\b)"), "og"),
    (re.compile(r"(?<=[eao])ll(?=ed|ing|er)"), "l"),
)
_RUN_TOGETHER = 6  # words: B B C is heard as BBC, sea wall as seawall


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Words said and words heard in their place; either may be none."""

    start_ms: int
    """About when, in the recording."""
    said: str
    heard: str


@dataclass(frozen=True, slots=True)
class HeardUtterance:
    """An utterance as it was heard; ``errors`` are words put in, left out or mistaken."""

    spoken: str
    start_ms: int
    end_ms: int
    words: int
    errors: int
    disagreements: tuple[Disagreement, ...]

    @property
    def word_error_rate(self) -> float:
        """Errors for each word said; more than 1 if more was heard than said."""
        return self.errors / max(1, self.words)


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance of a manifest: its words, and when they are heard in the recording."""

    spoken: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class _Step:
    """``said[said_from:said_to]`` was heard as ``heard[heard_from:heard_to]``."""

    said_from: int
    said_to: int
    heard_from: int
    heard_to: int
    cost: int


def compared(said: Sequence[Said], heard: str, normalise: Normalise) -> Iterator[HeardUtterance]:
    """Each of some utterances that were heard in one go, and how it was heard.

    Case, punctuation and accents make no difference, nor whether words are run together, a number
    is in words or figures, or a word is spelled as in Britain or in America.
    """
    spoken = [_words(utterance.spoken, normalise) for utterance in said]
    ends = list(accumulate(map(len, spoken)))
    heard_words = _words(heard, normalise)
    all_words = [word for words in spoken for word in words]
    steps = _alignment(_sounds(all_words), _sounds(heard_words))
    first = 0
    for utterance, words, end in zip(said, spoken, ends, strict=True):
        mine = []
        while steps and (steps[0].said_from < end or end == len(all_words)):
            mine.append(steps.pop(0))
        yield HeardUtterance(
            utterance.spoken,
            utterance.start_ms,
            utterance.end_ms,
            len(words),
            sum(step.cost for step in mine),
            tuple(_disagreements(utterance, mine, all_words, heard_words, first)),
        )
        first = end


def _words(text: str, normalise: Normalise) -> list[str]:
    """The words of a text, bare of case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", normalise(text).casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _WORD.findall(_APOSTROPHES.sub("", unicodedata.normalize("NFC", bare)))


def _sounds(words: Iterable[str]) -> list[str]:
    """The words in one spelling, by which they are compared."""
    return [reduce(lambda word, pair: pair[0].sub(pair[1], word), _SPELLINGS, w) for w in words]


def _disagreements(
    utterance: Said, steps: list[_Step], said: list[str], heard: list[str], first: int
) -> Iterator[Disagreement]:
    """The steps that cost something, neighbours together; timed by the letters before them."""
    letters = sum(len(said[n]) for step in steps for n in range(step.said_from, step.said_to))
    length_ms = utterance.end_ms - utterance.start_ms
    for differs, neighbours in groupby(steps, lambda step: step.cost > 0):
        if not differs:
            continue
        run = list(neighbours)
        before = sum(map(len, said[first : run[0].said_from]))
        yield Disagreement(
            utterance.start_ms + round(length_ms * before / max(1, letters)),
            " ".join(said[run[0].said_from : run[-1].said_to]),
            " ".join(heard[run[0].heard_from : run[-1].heard_to]),
        )


def _alignment(said: list[str], heard: list[str]) -> list[_Step]:
    """The cheapest way from one to the other: Levenshtein's, but words run together cost nothing.

    In the order of the words.
    """
    best: list[list[_Step | None]] = [[None] * (len(heard) + 1) for _ in range(len(said) + 1)]
    cost = [[0] * (len(heard) + 1) for _ in range(len(said) + 1)]
    for i in range(len(said) + 1):
        for j in range(len(heard) + 1):
            if i or j:
                step = min(
                    _steps_to(said, heard, i, j),
                    key=lambda s: cost[s.said_from][s.heard_from] + s.cost,
                )
                best[i][j] = step
                cost[i][j] = cost[step.said_from][step.heard_from] + step.cost
    path: list[_Step] = []
    last = best[-1][-1]
    while last:
        path.append(last)
        last = best[last.said_from][last.heard_from]
    return path[::-1]


def _steps_to(said: list[str], heard: list[str], i: int, j: int) -> Iterator[_Step]:
    if i and j:
        yield _Step(i - 1, i, j - 1, j, int(said[i - 1] != heard[j - 1]))
        for count in range(2, _RUN_TOGETHER + 1):
            if count <= i and "".join(said[i - count : i]) == heard[j - 1]:
                yield _Step(i - count, i, j - 1, j, 0)
            if count <= j and "".join(heard[j - count : j]) == said[i - 1]:
                yield _Step(i - 1, i, j - count, j, 0)
    if i:
        yield _Step(i - 1, i, j, j, 1)
    if j:
        yield _Step(i, i, j - 1, j, 1)
