"""Words that a voice is likely to stumble over."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from audiobook.model import Script, Utterance

from .known import has_word_list, is_known
from .languages import base_tag

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ADDRESS = re.compile(r"\S{0,200}(?:://|www\.|@)\S{0,2000}")
# Writing without spaces runs into the foreign words within it.
_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff'’\u0300-\u036f"
_RUN = re.compile(f"[{_LATIN}]+|[^{_LATIN}]+")
_OPENING = re.compile(r"[.!?…:]\W*$|^\W*$")
_ELISION = re.compile(r"^[^\W\d_]{1,7}['’](?=[^\W\d_]{2})")
_POSSESSIVE = re.compile(r"['’]s?$")
_ELIDING = ("fr", "it", "ca", "pt")
# "her", "Lee": no voice says them wrong.
_EASY = re.compile(r"(?=[a-z]*[aeiouy])[a-z]{1,3}")


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word as it is written, the language it was met in, and how often."""

    written: str
    language: str
    count: int


def unknown_words(scripts: Iterable[Script]) -> list[UnknownWord]:
    """Names and words that a voice may say wrong, the most frequent first.

    Looked at are the words that are said as they are written and have no phonemes of the lexicon.
    Those in no list of words count: all of them in English, whose spelling does not tell the
    sound; names, and words that are not spelt as their language spells, in the languages of
    ``letters.tsv``.  In a language without a list it is the words in another script alone.
    """
    counts: Counter[tuple[str, str]] = Counter()
    names: set[tuple[str, str]] = set()
    shapes: dict[tuple[str, str], str] = {}
    for script in scripts:
        for utterance in script.utterances:
            if utterance.start is None and utterance is not script.utterances[0]:
                continue  # our own words: announcements and the credit
            language = base_tag(utterance.language)
            for word, opens in _said_as_written(utterance, language):
                key = (word.casefold(), language)
                counts[key] += 1
                shapes.setdefault(key, word)
                if not opens and word[0].isupper():
                    names.add(key)
    usual = _usual_scripts(counts)
    return [
        UnknownWord(shapes[key], key[1], count)
        for key, count in sorted(counts.items(), key=lambda item: -item[1])
        if _script(key[0]) != usual[key[1]] or _is_hard(shapes[key], key[1], is_name=key in names)
    ]


def _said_as_written(utterance: Utterance, language: str) -> Iterator[tuple[str, bool]]:
    """The words, each with whether it opens a sentence."""
    written = set(_WORD.findall(utterance.written))
    held = [(place.start, place.end) for place in utterance.pronunciations]
    spoken = _ADDRESS.sub(lambda match: " " * len(match.group()), utterance.spoken)
    for match in _WORD.finditer(spoken):
        start, end = match.span()
        in_lexicon = any(a < end and start < b for a, b in held)
        if match.group() not in written or in_lexicon:
            continue
        opens = bool(_OPENING.search(spoken[max(0, start - 6) : start]))
        for run in _RUN.findall(match.group()):
            word = _POSSESSIVE.sub("", run)
            if language in _ELIDING:
                word = _ELISION.sub("", word)
            if len(word) > 1 and not word.isupper() and not _EASY.fullmatch(word.lower()):
                yield word, opens


def _is_hard(word: str, language: str, *, is_name: bool) -> bool:
    stem = word.partition("'")[0].partition("’")[0]
    if not has_word_list(language) or is_known(word, language) or is_known(stem, language):
        return False
    return is_name or _looks_foreign(word.lower(), language)


@cache
def _letters() -> dict[str, tuple[frozenset[str], re.Pattern[str]]]:
    text = resources.files(__package__).joinpath("letters.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {tag: (frozenset(own), re.compile(foreign)) for tag, own, foreign in rows}


def _looks_foreign(word: str, language: str) -> bool:
    """Whether a word is not spelt as its language spells; of one without a table, always."""
    if language not in _letters():
        return True
    own, foreign = _letters()[language]
    return bool(foreign.search(word)) or any(not c.isascii() and c not in own for c in word)


def _usual_scripts(counts: Counter[tuple[str, str]]) -> dict[str, str]:
    """The writing system of most words of each language."""
    scripts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (word, language), count in counts.items():
        scripts[language][_script(word)] += count
    return {language: found.most_common(1)[0][0] for language, found in scripts.items()}


def _script(word: str) -> str:
    return unicodedata.name(word[0], "").partition(" ")[0]
