"""The names nearest to one that is mistyped, or only partly remembered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

_WORD = re.compile(r"[^\W_]+")
_BEGINS = 0.9  # how near a word is that begins with what is asked for
_NEAR_ENOUGH = 0.75
_AS_GOOD = 0.15
"""How far behind the nearest a name may be and still be named beside it."""
_MOST = 3


def nearest(asked: str, described: Mapping[str, str]) -> list[str]:
    """The few names nearest to the one asked for, the nearest first; none if nothing is near.

    ``described`` tells of each name what may be asked for in its place: ``joe`` or ``german`` find
    a voice that has such a word in its name or description.  Names are compared word by word.
    """
    wanted = _words(asked)
    if not wanted:
        return []
    ranked = sorted(
        (-_likeness(wanted, f"{name} {words}"), -_same(asked, name), name)
        for name, words in described.items()
    )
    best = -ranked[0][0] if ranked else 0.0
    at_least = max(_NEAR_ENOUGH, best - _AS_GOOD)
    return [name for likeness, _, name in ranked[:_MOST] if -likeness >= at_least]


def _likeness(wanted: list[str], told: str) -> float:
    """From 0 to 1: how well each word wanted is found among those told, on average."""
    words = _words(told)
    found = (max((_alike(one, other) for other in words), default=0.0) for one in wanted)
    return sum(found) / len(wanted)


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return _BEGINS if other.startswith(one) else _same(one, other)


def _same(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
