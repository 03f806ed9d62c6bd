"""The language of an article: a tag made regular, or one found in the text."""

from __future__ import annotations

import re

from audiobook.articles.common_words import plain_language

DEFAULT = "en"

# Measured on real articles: these first characters give the same answer as the whole text.
_SAMPLE = 2_000
_ENOUGH_LETTERS = 20
_FEW_LETTERS = 60
_PLENTY_OF_LETTERS = 200
# In natural logarithms.  Measured: right answers for short lines lead English by 25 and more,
# wrong ones for lines of English by 7 at most.
_CLEAR_LEAD = 15.0
_BEYOND_LATIN = "\u0370"
_WIDELY_WRITTEN_TAGS = """
    af ca cs cy da de en eo es et eu fi fr ga gl hr hu id is it lt lv ms nl no pl pt ro sk sl sq sv
    sw tl tr vi
"""
_WIDELY_WRITTEN = frozenset(_WIDELY_WRITTEN_TAGS.split())
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
# In ASCII, for Chinese puts no spaces around it; with a bound, for time would grow with its square.
_ADDRESS = re.compile(r"[!-~]{1,100}(?:://|@)[!-~]+|\bwww\.[!-~]+")
_REGION_LETTERS = 2
_SCRIPT_LETTERS = 4
_UNDETERMINED = frozenset({"und", "mul", "zxx", "mis"})


def normalise_tag(stated: str) -> str:
    """A BCP 47 tag in the case that RFC 5646 recommends (``en_us`` -> ``en-US``), or ``""``.

    ``""`` also stands for what says nothing: no tag at all, several languages, undetermined.
    """
    stated = stated.strip().partition(".")[0]
    if not _TAG.fullmatch(stated):
        return ""
    first, *rest = stated.replace("_", "-").lower().split("-")
    return "" if first in _UNDETERMINED else "-".join([first, *map(_subtag, rest)])


def _subtag(subtag: str) -> str:
    if len(subtag) == _REGION_LETTERS:
        return subtag.upper()
    return subtag.capitalize() if len(subtag) == _SCRIPT_LETTERS else subtag


def language_of(text: str) -> str:
    """The language of a text; English where there is too little to tell.

    English and German are told by their commonest words, others by py3langid.
    Of short texts in Latin letters py3langid is sure and wrong ("hi there" is Kikuyu to it), so
    there only widely written languages count, and in a line or two only by a clear lead.
    """
    sample = text.strip()[:_SAMPLE]
    letters = [character for character in sample if character.isalpha()]
    if len(letters) < _ENOUGH_LETTERS:
        return DEFAULT
    if plain := plain_language(sample):
        return plain
    ranked = _ranked(sample)
    latin = _is_latin(letters)
    if not latin or len(letters) >= _PLENTY_OF_LETTERS:
        return ranked[0][0]
    best, score = next(entry for entry in ranked if entry[0] in _WIDELY_WRITTEN)
    lead = score - dict(ranked)[DEFAULT]
    return best if lead >= _CLEAR_LEAD or len(letters) >= _FEW_LETTERS else DEFAULT


def surely_another(text: str, language: str) -> str | None:
    """The language of a text, if that is beyond doubt not ``language``; else None."""
    sample = _ADDRESS.sub("", text[: 2 * _SAMPLE]).strip()[:_SAMPLE]
    letters = [character for character in sample if character.isalpha()]
    if len(letters) < _ENOUGH_LETTERS:
        return None
    ranked = _ranked(sample)
    home = dict(ranked).get(language.partition("-")[0].lower())
    if home is None:
        return None
    latin = _is_latin(letters)
    best, score = next(entry for entry in ranked if not latin or entry[0] in _WIDELY_WRITTEN)
    return best if score - home >= _CLEAR_LEAD else None


def _ranked(sample: str) -> list[tuple[str, float]]:
    import py3langid  # noqa: PLC0415 - loading its model takes 0.7 s

    ranked = ((str(language), float(score)) for language, score in py3langid.rank(sample))
    # Its model has one for what is no language, too.
    return [(language, score) for language, score in ranked if language not in _UNDETERMINED]


def _is_latin(letters: list[str]) -> bool:
    return sum(letter < _BEYOND_LATIN for letter in letters) > len(letters) / 2
