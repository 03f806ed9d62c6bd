"""How much there is to say in a text: its length in syllables, as far as letters tell."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import langcodes
from langcodes.tag_parser import LanguageTagError

_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile("[aeiouyæœøı]+|[аеёиоуыэюяіїє]+|[αεηιουω]+")
_MUTE_E = re.compile("(?<=[^aeiouyl])es?$")
_MUTE_E_LANGUAGES = {"en", "fr"}
_SYMBOLS = set("#%&*/@\\_")
# “Strengths” takes longer than “a”; one letter by itself is said by its name.
_SYLLABLES_FOR_EACH_LETTER = 0.2
_SYLLABLES_FOR_A_NAME = {"w": 3.0}
_NAME_OF_A_LETTER = 1.6
# What comes before a pause is drawn out.
_PAUSE = re.compile(r"[,;:.!?…—–、，。；：！？]+(?=\W*\w)")
_SYLLABLES_FOR_A_PAUSE = 0.7
_SPELLED = 2.0  # syllables of a letter said by its name, on the whole
_WORDY = 6.0  # of “©”, of a digit, or of a Chinese letter that an English voice describes

# Where letters are not sounds in the way they are in Latin: syllables a letter, by the first word
# of its Unicode name.
_SYLLABLES_A_LETTER = {
    "CJK": 1.0,
    "HANGUL": 1.0,
    "HIRAGANA": 0.9,
    "KATAKANA": 0.9,
    "ARABIC": 0.6,
    "HEBREW": 0.6,
    "DEVANAGARI": 0.8,
    "THAI": 0.6,
}
_LETTERS_OF_SCRIPT = {
    "Latn": {"LATIN"},
    "Cyrl": {"CYRILLIC"},
    "Grek": {"GREEK"},
    "Arab": {"ARABIC"},
    "Hebr": {"HEBREW"},
    "Deva": {"DEVANAGARI"},
    "Hans": {"CJK"},
    "Hant": {"CJK"},
    "Jpan": {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"},
    "Kore": {"HANGUL", "CJK"},
    "Thai": {"THAI"},
}


@dataclass(frozen=True, slots=True)
class Beats:
    """``likely`` is the length, in syllables, of the words that any voice says alike.

    ``at_most_more`` is what others may make of the rest, or leave out: digits, symbols, letters of
    a script that is not the language's own, and words that may be spelled.
    """

    likely: float
    at_most_more: float


@lru_cache(maxsize=4_096)
def beats(text: str, language: str) -> Beats:
    """How much there is to say in ``text``, which is in ``language`` (BCP 47).

    Counts groups of vowels, and some time for each letter.  Measured on speeches of pyttsx3 and
    Piper: it is right to a fifth downward, and to a third and five syllables upward.
    """
    own = _LETTERS_OF_SCRIPT.get(_script(language), set())
    likely = _SYLLABLES_FOR_A_PAUSE * len(_PAUSE.findall(text))
    more = _WORDY * sum(map(_is_symbol, text))
    for word in _WORD.findall(text):
        if any(_name(letter) not in own for letter in word):
            more += sum(_SPELLED if _name(letter) == "LATIN" else _WORDY for letter in word)
            continue
        likely += _syllables(word.lower(), language)
        if _may_be_spelled(word):
            more += _SPELLED * len(word)
    return Beats(likely, more)


def _syllables(word: str, language: str) -> float:
    weights = [_SYLLABLES_A_LETTER.get(_name(letter), 0.0) for letter in word]
    if any(weights):
        return sum(weights)
    if len(word) == 1:
        return _SYLLABLES_FOR_A_NAME.get(word, _NAME_OF_A_LETTER)
    plain = unicodedata.normalize("NFD", word)
    if language.partition("-")[0] in _MUTE_E_LANGUAGES:
        plain = _MUTE_E.sub("", plain)
    return max(1, len(_VOWELS.findall(plain))) + _SYLLABLES_FOR_EACH_LETTER * len(word)


def _may_be_spelled(word: str) -> bool:
    """Whether it is in capitals, or cannot be said as it stands: ``NATO``, ``hm``."""
    if len(word) == 1 or any(_name(letter) in _SYLLABLES_A_LETTER for letter in word):
        return False
    return word.isupper() or not _VOWELS.search(unicodedata.normalize("NFD", word.lower()))


def _is_symbol(character: str) -> bool:
    return unicodedata.category(character)[0] in "SN" or character in _SYMBOLS


@lru_cache(maxsize=4_096)
def _name(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


@lru_cache(maxsize=64)
def _script(language: str) -> str:
    try:
        return langcodes.Language.get(language).maximize().script or ""
    except LanguageTagError:
        return ""
