"""What the name of a person, a place or a house looks like."""

from __future__ import annotations

import re

from .phrases import phrases

# Words that a name may hold in lower case, in the languages of Europe and those they borrow from.
_PARTICLES = frozenset(phrases("names", "mul")["particle"])
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’.\-‑]){0,40}")
_LETTERS = re.compile(r"[^\W\d_]+")
_AND = re.compile(r"\s*(?:[,;&]|\s(?:and|und|y|e|et|with|mit|con|avec|com)\s)\s*")
_MOST_WORDS = 6
_MOST_NAMES = 8
_LONGEST = 160


def is_name(text: str, fewest: int = 2) -> bool:
    """Whether a text is ``fewest`` to 6 words in the shape of a name: ``Jean-Luc de la Tour``."""
    words = text.split()
    return (
        fewest <= len(words) <= _MOST_WORDS
        and all(_NAME_WORD.fullmatch(word) for word in words)
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and all(word[0].isupper() or word in _PARTICLES for word in words)
    )


def names_in(text: str, fewest: int = 2) -> list[str]:
    """The names that a text enumerates and is nothing but; else none."""
    if len(text) > _LONGEST:
        return []
    names = [name for name in _AND.split(" ".join(text.split())) if name]
    fitting = len(names) <= _MOST_NAMES and all(is_name(name, fewest) for name in names)
    return names if fitting else []


def in_usual_case(name: str) -> str:
    """A name without its capitals, where it is set in them: ``NEW YORK`` as ``New York``.

    What has full stops inside (``D.C.``) is left to be spelled.
    """
    return " ".join(map(_word_in_usual_case, name.split()))


def _word_in_usual_case(word: str) -> str:
    if not word.isupper() or sum(map(str.isalpha, word)) < 2 or "." in word[:-1]:  # noqa: PLR2004
        return word
    if word.lower() in _PARTICLES:
        return word.lower()
    return _LETTERS.sub(lambda letters: letters.group().capitalize(), word)
