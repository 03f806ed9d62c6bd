"""Tag words that lost the spaces between them: ``TAXESHARBOURThe North``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.model import Article, BlockKind
from audiobook.narration.spans import Span, strip

REASON = "tags"
_FEWEST_TAGS = 3
_SHORTEST_TAG = 3
_LONGEST_TAG = 40
_LONGEST_LINE = 400
_WORD = re.compile(r"[^\W_](?:[^\W_]|[-‑&.](?=\w)){2,39}")


def glued_tags(article: Article) -> Span | None:
    """The last block, if it is three words or more of the article run together without a space.

    Each must begin with a capital, as tags do.  A long compound of real words does not.
    """
    if not article.blocks or article.blocks[-1].kind is not BlockKind.PARAGRAPH:
        return None
    last = article.blocks[-1]
    start, end = strip(article.text, (last.start, last.end))
    run = article.text[start:end]
    if len(run) > _LONGEST_LINE or any(map(str.isspace, run)):
        return None
    known = set(_words(article.text, start))
    return (start, end) if _most_tags(run, known) >= _FEWEST_TAGS else None


def _words(text: str, end: int) -> Iterator[str]:
    """The words of a text up to ``end``, in lower case, and what is joined to others by hyphens."""
    for match in _WORD.finditer(text, 0, end):
        word = match.group().casefold()
        yield word
        joints = (at for at, character in enumerate(word) if character in "-‑")
        yield from (word[at + 1 :] for at in joints)


def _most_tags(run: str, known: set[str]) -> int:
    """How many known words, each beginning with a capital, the run is at most; 0 if it is not."""
    most = [0] + [-1] * len(run)
    for end in range(_SHORTEST_TAG, len(run) + 1):
        for start in range(max(0, end - _LONGEST_TAG), end - _SHORTEST_TAG + 1):
            if most[start] >= 0 and run[start].isupper() and run[start:end].casefold() in known:
                most[end] = max(most[end], most[start] + 1)
    return max(0, most[-1])
