"""The words that a language knows, by the dictionaries of the library simplemma.

They hold the inflected forms of 54 languages, made from Wiktionary and other open word lists, and
many names of people and places.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

_SHORTEST_PART, _SHORTEST_ROOT, _LONGEST = 4, 3, 80
_LINKS = ("", "s", "es", "n", "en", "er")
# Spellings on the two sides of the Atlantic: one of them may be missing.
_AMERICAN = (
    ("our", "or"),
    ("is(?=e|ing|ation)", "iz"),
    ("ys(?=e|ing)", "yz"),
    ("([bt])re$", r"\1er"),
    ("[ao]e", "e"),
    ("ll(?=ed|ing|er)", "l"),
    ("ence$", "ense"),
    ("ogue", "og"),
)


@cache
def has_word_list(language: str) -> bool:
    """Whether there is a dictionary of a language, by its base tag."""
    try:
        _is_listed("a", language)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=65_536)
def _is_listed(word: str, language: str) -> bool:
    from simplemma import is_known as is_listed  # noqa: PLC0415  (dictionaries, loaded late)

    return is_listed(word, language)


@cache
def _affixes(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    text = resources.files(__package__).joinpath("affixes.tsv").read_text("utf-8")
    for line in text.splitlines():
        tag, *cells = line.split("\t")
        if tag == language:
            return (tuple(cells[0].split()), tuple(cells[1].split()))
    return ((), ())


def is_known(word: str, language: str) -> bool:
    """Whether a word is in its language's list, or made of words that are.

    Without a list, no word is.
    """
    if len(word) > _LONGEST or not has_word_list(language):
        return False
    plain = word.lower().replace("’", "'")
    forms = {plain, plain.replace("ß", "ss")}
    if language == "en":
        forms |= {re.sub(british, american, plain) for british, american in _AMERICAN}
    return any(_is_derived(f, language) or _is_compound(f, language) for f in forms)


def _is_derived(word: str, language: str) -> bool:
    """Whether a word, or what it is without an affix or two, is in the list."""
    before, after = _affixes(language)
    stems = {word} | {word.removeprefix(prefix) for prefix in before}
    for stem in stems:
        if len(stem) > 1 and _is_listed(stem, language):
            return True
        for suffix in after:
            root = stem.removesuffix(suffix)
            if len(root) >= _SHORTEST_ROOT and root != stem:
                # "lamp-s", "stor(e)-ing", "stop(p)-ing"
                doubled = root[:-1] if root[-1] == root[-2] else root
                if any(_is_listed(form, language) for form in (root, f"{root}e", doubled)):
                    return True
    return False


def _is_compound(word: str, language: str) -> bool:
    """Whether a word is nothing but known ones in a row: "Gezeitentafel", "lighthouse"."""
    ends = {0}
    for end in range(_SHORTEST_PART, len(word) + 1):
        for start in [start for start in ends if end - start >= _SHORTEST_PART]:
            if _is_listed(word[start:end], language):
                ends |= {end + len(link) for link in _LINKS if word.startswith(link, end)}
                break
    return len(word) in ends
