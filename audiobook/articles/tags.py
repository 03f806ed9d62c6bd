"""What an article is about, in its source's words: keywords, categories, subjects."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BETWEEN = re.compile(r"[,;]")
_LONGEST = 100  # characters; what is longer is a sentence that stands in the wrong place
_MOST = 50


def split_tags(*lists: str) -> tuple[str, ...]:
    """The tags in texts that list them between commas or semicolons."""
    return unique_tags(tag for text in lists for tag in _BETWEEN.split(text))


def unique_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags once each, whatever their case; white space folded, a leading ``#`` off."""
    folded = (" ".join(tag.split()).removeprefix("#") for tag in tags)
    known: dict[str, str] = {}
    for tag in folded:
        if 0 < len(tag) <= _LONGEST:
            known.setdefault(tag.casefold(), tag)
    return tuple(known.values())[:_MOST]
