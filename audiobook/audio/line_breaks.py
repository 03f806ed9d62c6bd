"""Where a title may be broken, and where it is broken best."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

import budoux

from audiobook.audio.scripts import script

Measure = Callable[[str], float]
"""The width of a text on one line."""

_KANA = ("HIRAGANA", "KATAKANA")
_PHRASES = {"HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh-hans", "THAI": "th"}
_WORD = re.compile(r"\S+?[-‐–—/](?=\w)|\S+")
_UNSPACED = "\u0e00-\u0e7f\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uffef"  # Thai, Han, kana
_SCRIPT_PARTS = re.compile(rf"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_CLINGS_BACK = re.compile(r"[\W_]*")
_OPENINGS = "「『（(【《〈“‘["
_SENTENCE_SIGNS = ":;,.!?—–…、。，：！？；،؛"
_SHORT_WORD = 3
_SHORT_WORD_COST, _SIGN_GAIN = 0.06, 0.08


@dataclass(frozen=True, slots=True)
class Piece:
    """What is never broken, and whether a space parts it from the next."""

    text: str
    spaced: bool


def pieces(text: str) -> list[Piece]:
    """The text in what may stand on lines of their own: words, or phrases where no space is.

    Phrases are BudouX's, which was trained on Japanese, Chinese and Thai.
    """
    found: list[Piece] = []
    for written in text.split():
        parts = [part for word in _WORD.findall(written) for part in _phrases(word, text)]
        found += [Piece(part, False) for part in parts[:-1]]
        found.append(Piece(parts[-1], True))
    return found


def broken(pieces: Sequence[Piece], width: float, most: int, measure: Measure) -> list[str] | None:
    """The fewest lines no wider than ``width``, balanced.

    None if that would be more lines than ``most``, or if a piece is wider than a line.

    Of all ways with so few lines the best has lines of one length, so that no word is left alone on
    the last; it ends none with a short word, and breaks after a comma or colon if it can.
    """
    spans = _Spans(pieces, width, measure)
    fewest = spans.fewest_lines()
    return spans.best(fewest) if fewest is not None and fewest <= most else None


def cut_to_fit(pieces: Sequence[Piece], width: float, measure: Measure) -> list[Piece]:
    """The same with pieces wider than ``width`` cut up, a hyphen at each cut between letters."""
    return [part for piece in pieces for part in _cut(piece, width, measure)]


class _Spans:
    """Lines made of pieces ``i`` up to ``j``, and what each costs."""

    def __init__(self, pieces: Sequence[Piece], width: float, measure: Measure) -> None:
        self._pieces = pieces
        self._room = width
        space = measure("n n") - measure("nn")
        self._widths = [measure(piece.text) for piece in pieces]
        self._spaces = [space * piece.spaced for piece in pieces]
        advances = map(sum, zip(self._widths, self._spaces, strict=True))
        self._starts = list(accumulate(advances, initial=0.0))

    def fewest_lines(self) -> int | None:
        if max(self._widths, default=0) > self._room:
            return None
        count, start = 0, 0
        while start < len(self._pieces):
            start = max(self._ends(start))
            count += 1
        return count

    def best(self, lines: int) -> list[str]:
        """The cheapest way to make so many lines, by dynamic programming."""
        ways: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
        for _ in range(lines):
            longer: dict[int, tuple[float, tuple[int, ...]]] = {}
            for start, (cost, ends) in ways.items():
                for end in self._ends(start):
                    total = cost + self._cost(start, end)
                    if end not in longer or total < longer[end][0]:
                        longer[end] = (total, (*ends, end))
            ways = longer
        ends = ways[len(self._pieces)][1]
        return [self._line(start, end) for start, end in pairwise(ends)]

    def _ends(self, start: int) -> Iterator[int]:
        for end in range(start + 1, len(self._pieces) + 1):
            if self._width(start, end) > self._room:
                return
            yield end

    def _width(self, start: int, end: int) -> float:
        return self._starts[end] - self._starts[start] - self._spaces[end - 1]

    def _cost(self, start: int, end: int) -> float:
        share = self._width(start, end) / self._room
        last = self._pieces[end - 1].text
        cost = (1 - share) ** 2
        if end == len(self._pieces):
            return cost
        if last[-1] in _SENTENCE_SIGNS:
            cost -= _SIGN_GAIN
        elif len(last) <= _SHORT_WORD and last.isalnum():
            cost += _SHORT_WORD_COST
        return cost

    def _line(self, start: int, end: int) -> str:
        texts = (piece.text + " " * piece.spaced for piece in self._pieces[start:end])
        return "".join(texts).rstrip()


def _phrases(word: str, whole: str) -> list[str]:
    """A word, or the phrases it is made of; signs stay with what is before them."""
    found: list[str] = []
    for part in _SCRIPT_PARTS.findall(word):
        model = _PHRASES.get(script(part))
        if model == "zh-hans" and any(script(c) in _KANA for c in whole):
            model = "ja"
        if model:
            found += _parser(model).parse(part)
        elif found and _CLINGS_BACK.fullmatch(part):
            found[-1] += part
        else:
            found.append(part)
    return _openings_forward(found)


def _openings_forward(parts: list[str]) -> list[str]:
    """The same with no part ending in an opening bracket or quotation mark."""
    moved: list[str] = []
    carried = ""
    for part in parts:
        text = carried + part
        kept = text.rstrip(_OPENINGS)
        carried = text[len(kept) :]
        if kept:
            moved.append(kept)
    return [*moved, carried] if carried else moved


@cache
def _parser(language: str) -> budoux.Parser:
    load = {
        "ja": budoux.load_default_japanese_parser,
        "zh-hans": budoux.load_default_simplified_chinese_parser,
        "th": budoux.load_default_thai_parser,
    }
    return load[language]()


def _cut(piece: Piece, width: float, measure: Measure) -> Iterator[Piece]:
    text = piece.text
    while measure(text) > width:
        room = width - measure("-")
        end = _longest(text, room, measure)
        hyphen = "-" if text[end - 1].isalpha() and not _IS_UNSPACED.match(text[end - 1]) else ""
        yield Piece(text[:end] + hyphen, False)
        text = text[end:]
    yield Piece(text, piece.spaced)


def _longest(text: str, room: float, measure: Measure) -> int:
    """How much of a text fits, at least one character; no mark is cut from its letter."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle]) <= room:
            low = middle
        else:
            high = middle - 1
    end = low
    while end > 1 and unicodedata.category(text[end]).startswith("M"):
        end -= 1
    return end if not unicodedata.category(text[end]).startswith("M") else low
