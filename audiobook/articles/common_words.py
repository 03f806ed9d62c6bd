"""A few languages by their commonest words: quicker than a model, where they leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources

# Galician holds most of Portuguese's words, Catalan many of Spanish's: those are for the model.
_WITHOUT_KIN = ("de", "en")
# Prose holds 30 to 50 of its own language's words in 100, and at most half as many of another's
# unless the two are akin.
_PLAIN_SHARE = 0.3
_AKIN = 0.5
_FEWEST_WORDS = 12
_WORD = re.compile(r"[^\W\d_]+")


def words_of(text: str) -> list[str]:
    """The words of a text, without case."""
    return _WORD.findall(text.casefold())


def share(words: Sequence[str], language: str) -> float:
    """How many of some words are among the commonest of a language; 0 if those are not known."""
    common = _table().get(language, frozenset())
    return sum(word in common for word in words) / max(1, len(words))


def is_known(language: str) -> bool:
    """Whether the commonest words of a language (a base tag) are known."""
    return language in _table()


def plain_language(text: str) -> str | None:
    """The language that a text's commonest words leave no doubt of, else None."""
    words = words_of(text)
    if len(words) < _FEWEST_WORDS:
        return None
    (best, found), (_, second) = sorted(
        ((language, share(words, language)) for language in _table()), key=lambda pair: -pair[1]
    )[:2]
    sure = found >= _PLAIN_SHARE and second <= _AKIN * found
    return best if sure and best in _WITHOUT_KIN else None


@cache
def _table() -> dict[str, frozenset[str]]:
    lines = resources.files(__package__).joinpath("common_words.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in lines.splitlines() if not line.startswith("#"))
    return {language: frozenset(words.split()) for language, words in rows}
