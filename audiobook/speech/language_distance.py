"""How far a voice's language is from the one that is to be spoken."""

from __future__ import annotations

import langcodes
from langcodes.tag_parser import LanguageTagError

UNDERSTOOD = 25
"""CLDR's distance beyond which one language's speakers don't follow the other."""
_ELSEWHERE = 20  # for another region or script, which are one language to the ear
_NO_MATCH = 1_000


def far(language: str, tag: str) -> int:
    """CLDR's distance between two languages (BCP 47), in which regions count for little."""
    try:
        anywhere = langcodes.Language.get(language).language or language
        return min(
            langcodes.tag_distance(language, tag),
            langcodes.tag_distance(anywhere, tag) + _ELSEWHERE,
        )
    except LanguageTagError:
        return _NO_MATCH


def distance(language: str, tag: str) -> tuple[int, bool]:
    """The same, with the very same tag before any other that is as near."""
    return far(language, tag), language.lower() != tag.lower()
