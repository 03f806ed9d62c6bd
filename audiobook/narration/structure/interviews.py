"""Interviews: who speaks, as the first words of a paragraph say it: ``JANE DOE: ``, ``Q: ``."""

from __future__ import annotations

import re
from collections import Counter

from audiobook.model import Article, BlockKind

from .names import in_usual_case, is_name
from .phrases import phrase
from .restated import Restatement, trimmed

_LABEL = re.compile(r"\s*(?P<label>[^\W_][^:\n.!?]{0,59}?|[^\W_][^:\n!?]{0,40}?)\s?:(?=\s)")
_LETTER = re.compile(r"\s*(?P<label>[^\W\d_])\.(?=\s)")
_FEWEST_TURNS = 2
_FEWEST_SPEAKERS = 2


def speakers(article: Article) -> list[Restatement]:
    """The speakers' names that open paragraphs, in order; none in a text that is no interview.

    It is one if two speakers have the word twice, or if both letters of a pair (Q and A) are there.
    A letter of the pair is said as its word, in the languages of ``speakers.tsv``.
    """
    blocks = [b for b in article.blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE)]
    found: list[re.Match[str]] = []
    for block in blocks:
        match = _LABEL.match(article.text, block.start, block.end)
        match = match or _LETTER.match(article.text, block.start, block.end)
        if match:
            found.append(match)
    letters = {
        m["label"] for m in found if phrase("speakers", article.language, m["label"].lower())
    }
    paired = len(letters) >= _FEWEST_SPEAKERS
    names = _names([match["label"] for match in found if match["label"] not in letters])
    said: list[Restatement] = []
    for match in found:
        label = " ".join(match["label"].split())
        word = phrase("speakers", article.language, label.lower()) if label in letters else None
        if word and paired:
            said.append(Restatement(match.start("label"), match.end(), word))
        elif label in names:
            words = trimmed(in_usual_case(label))
            said.append(Restatement(match.start("label"), match.end(), words))
    return said


def _names(labels: list[str]) -> set[str]:
    """The labels that are speakers' names."""
    turns = Counter(" ".join(label.split()) for label in labels)
    names = {label for label in turns if is_name(label, fewest=1)}
    regular = {name for name in names if turns[name] >= _FEWEST_TURNS}
    if len(regular) < _FEWEST_SPEAKERS:
        return set()
    # The first time a speaker may be named in full: "Jane Doe:", later "Doe:".
    known = {word for name in regular for word in name.casefold().split()}
    return regular | {name for name in names if known & set(name.casefold().split())}
