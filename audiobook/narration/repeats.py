"""Pull quotes: passages printed twice, so that a reader stops at them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from .spans import Span

# A run this long that stands twice is no accident; a shorter one may be a figure of speech.
_FEWEST_WORDS = 15
_FEWEST_LETTERS = 90
_QUOTES = re.compile("[\"'“”„‟«»‘’‚‛‹›]+")
_ENDS = " .,;:!?…–—-。！？،؟।"
"""Marks at the ends of a sentence: a pull quote may close what the text goes on with."""


def _fold(sentence: str) -> str:
    return " ".join(_QUOTES.sub("", sentence).casefold().split()).strip(_ENDS)


def repeated_runs(text: str, sentences: Sequence[Span]) -> list[Span]:
    """The earlier copies of the runs of sentences that stand twice in ``text``, in order.

    White space, case, quotation marks and the marks at the ends of a sentence make no difference.
    The earlier copy is the pull quote, the later one belongs to the text.  What stands three times
    or more is a refrain and is kept, as is a run of fewer than 15 words (or 90 letters, for scripts
    without spaces).  Linear in the length of the text.
    """
    folded = [_fold(text[start:end]) for start, end in sentences]
    places: dict[str, list[int]] = defaultdict(list)
    for index, sentence in enumerate(folded):
        places[sentence].append(index)
    runs: list[Span] = []
    index = 0
    while index < len(folded):
        twice = places[folded[index]]
        length = 0
        if len(twice) == 2 and twice[0] == index:  # noqa: PLR2004
            length = _run_length(folded, *twice)
            if _is_long(folded[index : index + length]):
                runs.append((sentences[index][0], sentences[index + length - 1][1]))
            else:
                length = 0
        index += length or 1
    return runs


def _run_length(folded: Sequence[str], first: int, second: int) -> int:
    length = 0
    while (
        first + length < second
        and second + length < len(folded)
        and folded[first + length] == folded[second + length]
    ):
        length += 1
    return length


def _is_long(run: Sequence[str]) -> bool:
    words = sum(len(sentence.split()) for sentence in run)
    return words >= _FEWEST_WORDS or sum(map(len, run)) >= _FEWEST_LETTERS
