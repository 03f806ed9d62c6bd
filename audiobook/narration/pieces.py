"""What is said of each block: its pieces, each a stretch of the text and the words for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from audiobook.model import Article, BlockKind, Omission, Style

from .sentences import cut, sentences
from .spans import Span, strip
from .verbalise import Reading, read

LARGEST_TABLE_ROWS = 12
LARGEST_TABLE_COLUMNS = 6
# Digits grow when they are said; an engine's limit is on what it is given.
_LONGEST_GROWTH = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch, what is said for it ("" where there is nothing to say), and what of it is not."""

    span: Span
    spoken: str
    omissions: tuple[Omission, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """How the text of one article becomes words."""

    article: Article
    style: Style

    def say(self, written: str) -> str:
        """The words for some text of the article; "" if it has no letter or digit to say."""
        return self._read(written).spoken

    def _read(self, written: str) -> Reading:
        reading = read(written, self.article.language, self.style.lexicon)
        return reading if any(c.isalnum() for c in reading.spoken) else replace(reading, spoken="")

    def _piece(self, span: Span) -> Piece:
        start, end = span
        reading = self._read(self.article.text[start:end])
        silent = (Omission(start + o.start, start + o.end, o.reason) for o in reading.omissions)
        return Piece(span, reading.spoken, tuple(silent))

    def stretch(self, span: Span) -> Iterator[Piece]:
        """The pieces of one sentence, none longer than the style allows."""
        return self._pieces(span, self.style.longest_utterance)

    def _pieces(self, span: Span, longest: int) -> Iterator[Piece]:
        for start, end in cut(self.article.text, span, longest):
            piece = self._piece((start, end))
            too_long = len(piece.spoken) > _LONGEST_GROWTH * self.style.longest_utterance
            if too_long and end - start > 1:
                yield from self._pieces((start, end), (end - start + 1) // 2)
            else:
                yield piece

    def prose(self, span: Span) -> Iterator[Piece]:
        """Sentence by sentence."""
        for sentence in sentences(self.article.text, span, self.article.language):
            yield from self.stretch(sentence)

    def table(self, span: Span) -> Iterator[Piece]:
        """Row by row: the header's cells as a list, then each cell after the name of its column."""
        lines = _lines(self.article.text, span)
        names = [""] * LARGEST_TABLE_COLUMNS
        for row in lines:
            cells = [self._piece(cell) for cell in _cells(self.article.text, row)]
            spoken = [cell.spoken for cell in cells]
            if row == lines[0]:
                names = spoken
                yield from self._row(cells, spoken, ", ")
            else:
                yield from self._row(cells, list(map(_named, _padded(names, spoken), spoken)), " ")

    def _row(self, cells: list[Piece], spoken: list[str], joint: str) -> Iterator[Piece]:
        line = joint.join(filter(None, spoken)).rstrip(".")
        whole = strip(self.article.text, (cells[0].span[0], cells[-1].span[1]))
        longest = self.style.longest_utterance
        if len(line) <= _LONGEST_GROWTH * longest and whole[1] - whole[0] <= longest:
            omissions = tuple(omission for cell in cells for omission in cell.omissions)
            yield Piece(whole, f"{line}." if line else "", omissions)
        else:
            for cell in cells:
                yield from self.stretch(cell.span)


def _named(name: str, cell: str) -> str:
    stop = "" if cell.endswith((".", "!", "?")) else "."
    return (f"{name}: {cell}{stop}" if name else f"{cell}{stop}") if cell else ""


def _padded(names: list[str], cells: list[str]) -> list[str]:
    return names + [""] * (len(cells) - len(names))


def _lines(text: str, span: Span) -> list[Span]:
    return [line for line in _split(text, span, "\n") if line[0] < strip(text, line)[1]]


def _cells(text: str, row: Span) -> Iterator[Span]:
    return (strip(text, cell) for cell in _split(text, row, "\t"))


def _split(text: str, span: Span, mark: str) -> Iterator[Span]:
    at = span[0]
    for part in text[span[0] : span[1]].split(mark):
        yield (at, at + len(part))
        at += len(part) + 1


def is_large_table(text: str, span: Span) -> bool:
    """Whether a table has more rows or columns than a listener can follow."""
    lines = _lines(text, span)
    columns = max((text.count("\t", *line) + 1 for line in lines), default=0)
    return len(lines) - 1 > LARGEST_TABLE_ROWS or columns > LARGEST_TABLE_COLUMNS


def reader(kind: BlockKind, speaker: Speaker) -> Callable[[Span], Iterator[Piece]]:
    """How a kind of block is read: a heading at one breath, a table by rows, else as prose."""
    return {BlockKind.HEADING: speaker.stretch, BlockKind.TABLE: speaker.table}.get(
        kind, speaker.prose
    )
