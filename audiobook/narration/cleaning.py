"""Text without the characters that nobody can say, each of the others with its place."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from audiobook.model import Omission

from .spans import Span, gaps

CONTROL = "control characters"
PILED = "a pile of marks on one letter"

# Control and format characters, lone surrogates, private use, byte order mark, soft hyphen; the
# joiners U+200C and U+200D stay, for Persian and Indic words are written with them.
_UNSPEAKABLE = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ud800-\udfff\ue000-\uf8ff\ufeff\ufff9-\uffff"
    "\U000e0000-\U000e007f\U000f0000-\U0010ffff]+"
)
# Two marks on a letter are writing (Vietnamese); a pile of them is zalgo.
_PILED_MARKS = re.compile("(?<=[\u0300-\u036f\u0483-\u0489]{2})[\u0300-\u036f\u0483-\u0489]+")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Line:
    """A text on one line; ``origins`` says of each character where in the text it stood.

    ``removed`` is what of the text is not in the line, white space apart.
    """

    text: str
    origins: array[int]
    removed: tuple[Omission, ...]

    def origin(self, start: int, end: int) -> Span:
        """The stretch of the text that a stretch of the line, not empty, was made from."""
        return (self.origins[start], self.origins[end - 1] + 1)


def clean(text: str, fold: Callable[[str], str]) -> Line:
    """The text with white space folded, without control characters and zalgo.

    ``fold`` gives what a character that is not ASCII is replaced with.
    """
    removed = tuple(sorted(_removed(text), key=lambda omission: omission.start))
    folded: list[str] = []
    origins = array("q")
    for start, end in gaps((0, len(text)), ((r.start, r.end) for r in removed)):
        for at in range(start, end):
            character = text[at] if text[at].isascii() else fold(text[at])
            folded.append(character)
            origins.extend([at] * len(character))
    return _on_one_line("".join(folded), origins, removed)


def _removed(text: str) -> Iterator[Omission]:
    for pattern, reason in ((_UNSPEAKABLE, CONTROL), (_PILED_MARKS, PILED)):
        for match in pattern.finditer(text):
            yield Omission(*match.span(), reason)


def _on_one_line(text: str, origins: array[int], removed: tuple[Omission, ...]) -> Line:
    words: list[str] = []
    places = array("q")
    for word in _WORD.finditer(text):
        if words:
            places.append(places[-1])
        words.append(word.group())
        places.extend(origins[word.start() : word.end()])
    return Line(" ".join(words), places, removed)
