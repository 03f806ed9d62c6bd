"""Text -> the phonemes that Kokoro speaks, through espeak-ng, and which word each of them is of.

Kokoro takes phonemes and nothing else.  Those that the lexicon gives stand as they are; the text
around them is spoken as espeak-ng says it in the voice's language.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from audiobook.errors import SpeechError
from audiobook.model import Pronunciation, SpokenWord, Utterance

# phonemizer warns of words that espeak-ng runs together, and of foreign ones; neither is a fault.
_log = logging.Logger(__name__, logging.ERROR)
_WORD = re.compile(r"\w(?:\S*\w)?")
# Control characters, and halves of surrogate pairs, are no text; each becomes one space.
_UNSPEAKABLE = re.compile("[\0-\x1f\x7f\ud800-\udfff]")
_STRESS = "ˈˌ"
_BETWEEN = ' ;:,.!?—…"()“”'
# What a dictionary's IPA has and the model was not taught, as the nearest that it was.
_NEAREST = str.maketrans(
    {"͡": "", "͜": "", ".": "", "‿": " ", "g": "ɡ", "'": "ˈ", "ɫ": "l", "ʍ": "w", "ˑ": "ː", "̩": "",
     "̯": "", "ɝ": "ɜɹ", "ɵ": "ʊ", "ʉ": "u"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word: where it stands in an utterance's ``spoken``, and where in its phonemes."""

    start: int
    end: int
    first: int
    last: int


class Phonemiser:
    """Speaks for one language of espeak-ng; ``vocabulary`` are the phonemes the model knows."""

    def __init__(self, language: str, vocabulary: Collection[str]) -> None:
        from phonemizer.backend import EspeakBackend  # noqa: PLC0415 - GPL: only when chosen

        self._vocabulary = vocabulary
        self._backend = EspeakBackend(
            language,
            preserve_punctuation=True,
            with_stress=True,
            language_switch="remove-flags",
            logger=_log,
        )

    def said(self, utterance: Utterance) -> tuple[str, tuple[Word, ...]]:
        """The phonemes of an utterance, and its words.

        The sentence is phonemised whole, as a word may sound otherwise in its company; then those
        that the lexicon knows are put in.  Raises SpeechError for phonemes that the model lacks.
        """
        text = _UNSPEAKABLE.sub(" ", utterance.spoken)
        tokens = list(_tokens(text, utterance.pronunciations))
        whole = self._spoken(text)
        spans = _spans([self._spoken(text[start:end]) for start, end, _ in tokens], whole)
        phonemes, place = "", 0
        words = []
        for (start, end, ipa), (first, last) in zip(tokens, spans, strict=True):
            phonemes += whole[place:first]
            word = self._known(ipa, utterance) if ipa else whole[first:last]
            words.append(Word(start, end, len(phonemes), len(phonemes) + len(word)))
            phonemes += word
            place = last
        return phonemes + whole[place:], tuple(words)

    def _spoken(self, text: str) -> str:
        phonemes = " ".join("".join(self._backend.phonemize([text])).split())
        return "".join(p for p in phonemes if p in self._vocabulary)

    def _known(self, ipa: str, utterance: Utterance) -> str:
        phonemes = ipa.strip("/[] ").translate(_NEAREST)
        unknown = sorted({p for p in phonemes if p not in self._vocabulary})
        if unknown:
            problem = f"the voice does not know {' '.join(unknown)} in the phonemes /{ipa}/"
            raise SpeechError(f"“{utterance.spoken[:80]}”", problem, "mend them in the lexicon")
        return phonemes


def spoken_words(
    words: Sequence[Word], phonemes: str, timings: Sequence[Any]
) -> Iterator[SpokenWord]:
    """When each word is heard, from kokoro-onnx's ``Timing`` of each phoneme (in seconds)."""
    when: dict[int, Any] = {}
    place = 0
    for timing in timings:  # some spaces and strange letters have none
        place = phonemes.index(timing.phoneme, place)
        when[place] = timing
        place += 1
    for word in words:
        sounded = [when[p] for p in range(word.first, word.last) if p in when]
        if sounded:
            begin_ms, end_ms = round(sounded[0].start * 1000), round(sounded[-1].end * 1000)
            yield SpokenWord(word.start, word.end, begin_ms, end_ms)


def _tokens(text: str, given: Sequence[Pronunciation]) -> Iterator[tuple[int, int, str]]:
    """Start, end and the lexicon's phonemes, if any, of each word or other thing it knows."""
    place = 0
    for pronunciation in (*given, None):
        until = pronunciation.start if pronunciation else len(text)
        for word in _WORD.finditer(text, place, until):
            yield *word.span(), ""
        if pronunciation:
            yield pronunciation.start, pronunciation.end, pronunciation.ipa
            place = pronunciation.end


def _spans(alone: Sequence[str], whole: str) -> list[tuple[int, int]]:
    """Where in ``whole`` each word lies, given the phonemes of each word spoken alone.

    espeak-ng runs words together (“of the”: ʌvðə); what is alike tells where one of them begins.
    """
    sounds = [(p, place) for place, p in enumerate(whole) if p not in _STRESS and p.isalpha()]
    letters = ["".join(p for p in word if p not in _STRESS and p.isalpha()) for word in alone]
    matcher = SequenceMatcher(None, "".join(letters), "".join(p for p, _ in sounds), autojunk=False)
    blocks = matcher.get_matching_blocks()
    borders = []
    place = 0
    for word in ["", *letters]:
        place += len(word)
        # A border that lies between two matches belongs where the second one starts.
        sound = next((b + max(0, place - a) for a, b, size in blocks if place < a + size), None)
        border = len(whole) if sound is None else sounds[sound][1]
        borders.append(border - (whole[border - 1 : border] in tuple(_STRESS)))
    return [
        (first, first + len(whole[first:last].rstrip(_BETWEEN)))
        for first, last in pairwise(borders)
    ]
