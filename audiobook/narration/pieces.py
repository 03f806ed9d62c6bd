"""What is said of each block: its pieces, each a stretch of the text and the words for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, chain, repeat

from audiobook.model import Article, Block, BlockKind, Omission, Pronunciation, Style

from .passages import Tongues
from .pronunciations import shifted
from .sentences import cut, sentences
from .spans import Span, strip
from .structure.restated import Restatement
from .tables import cells_of, rows
from .verbalise import Reading, read
from .verse import blocks_in_lines, verses

# Digits grow when they are said; an engine's limit is on what it is given.
_LONGEST_GROWTH = 3
_STOPS = (".", "!", "?", "…")
_LINE_ENDS = (*_STOPS, ":", ";")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch, what is said for it ("" where there is nothing to say), and what of it is not.

    ``pronunciations`` are offsets into ``spoken``; ``break_ms`` is the silence after it if another
    piece of its block follows.
    """

    span: Span
    spoken: str
    language: str
    break_ms: int
    omissions: tuple[Omission, ...] = ()
    pronunciations: tuple[Pronunciation, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """How the text of one article becomes words."""

    article: Article
    style: Style
    tongues: Tongues
    in_lines: frozenset[Block]
    """The blocks that are read line by line."""

    @classmethod
    def of(cls, article: Article, style: Style) -> Speaker:
        """The one for an article."""
        return cls(article, style, Tongues(article), blocks_in_lines(article))

    def say(self, written: str, language: str) -> Reading:
        """The words for some text; "" if it has no letter or digit to say."""
        reading = read(written, language, self.style.lexicon)
        has_words = any(character.isalnum() for character in reading.spoken)
        return reading if has_words else replace(reading, spoken="", pronunciations=())

    def block(self, block: Block, span: Span) -> Iterator[Piece]:
        """The pieces of a stretch of a block, as a block of its kind is read."""
        if block.kind is BlockKind.HEADING:
            return self.breath(span)
        if block.kind is BlockKind.TABLE:
            return self.table(span)
        if block in self.in_lines:
            return self.verse(span)
        return self.prose(span)

    def breath(self, span: Span) -> Iterator[Piece]:
        """A stretch that is one sentence, whatever marks it has: a heading, a title."""
        return self._sentence(span, self.tongues.of_whole(span))

    def prose(self, span: Span) -> Iterator[Piece]:
        """Sentence by sentence, each in its language."""
        for stretch, language in self.tongues.stretches(span):
            for sentence in sentences(self.article.text, stretch, language):
                yield from self._sentence(sentence, language)

    def verse(self, span: Span) -> Iterator[Piece]:
        """Line by line; a line that runs on has half a sentence's break, a stanza a paragraph's."""
        breaks = self.style.breaks
        for line, ends_stanza in verses(self.article.text, span):
            runs_on = not self.article.text[slice(*line)].endswith(_LINE_ENDS)
            line_ms = breaks.verse_ms if runs_on else breaks.sentence_ms
            pieces = list(self._sentence(line, self.tongues.of_whole(line)))
            last_ms = breaks.paragraph_ms if ends_stanza else line_ms
            yield from pieces[:-1]
            yield from (replace(piece, break_ms=last_ms) for piece in pieces[-1:])

    def table(self, span: Span) -> Iterator[Piece]:
        """Row by row: the header's cells as a list, then each cell after the name of its column."""
        text, language = self.article.text, self.tongues.of_whole(span)
        names: list[Piece] = []
        header, *below = rows(text, span) or [span]
        if self._fits(header):
            names = self._cells(header, language)
            yield from self._row(names, ", ")
        else:
            yield from self._cell_by_cell(header, language)
        for row in below:
            if self._fits(row):
                cells = self._cells(row, language)
                yield from self._row(list(map(_named, chain(names, repeat(None)), cells)), " ")
            else:
                yield from self._cell_by_cell(row, language)

    def restated(self, restatement: Restatement) -> Iterator[Piece]:
        """A stretch that is said in other words than its own, as a sentence."""
        language, longest = self.article.language, self.style.longest_utterance
        reading = self.say(restatement.words, language)
        # The stop comes after the words are found: behind a number it would mean an ordinal.
        stop = "" if reading.spoken.endswith(_STOPS) else "."
        fits = restatement.end - restatement.start <= longest
        if reading.spoken and fits and len(reading.spoken) < _LONGEST_GROWTH * longest:
            break_ms = self.style.breaks.sentence_ms
            spoken, places = reading.spoken + stop, reading.pronunciations
            yield Piece(restatement.span, spoken, language, break_ms, (), places)
        else:
            yield from self._sentence(restatement.span, language)

    def _piece(self, span: Span, language: str) -> Piece:
        start, end = span
        reading = self.say(self.article.text[start:end], language)
        silent = (Omission(start + o.start, start + o.end, o.reason) for o in reading.omissions)
        break_ms = self.style.breaks.sentence_ms
        return Piece(
            span, reading.spoken, language, break_ms, tuple(silent), reading.pronunciations
        )

    def _sentence(self, span: Span, language: str) -> Iterator[Piece]:
        """The pieces of one sentence, none longer than the style allows."""
        return self._pieces(span, language, self.style.longest_utterance)

    def _pieces(self, span: Span, language: str, longest: int) -> Iterator[Piece]:
        for start, end in cut(self.article.text, span, longest):
            piece = self._piece((start, end), language)
            too_long = len(piece.spoken) > _LONGEST_GROWTH * self.style.longest_utterance
            if too_long and end - start > 1:
                yield from self._pieces((start, end), language, (end - start + 1) // 2)
            else:
                yield piece

    def _fits(self, row: Span) -> bool:
        start, end = strip(self.article.text, row)
        return end - start <= self.style.longest_utterance

    def _cells(self, row: Span, language: str) -> list[Piece]:
        return [self._piece(cell, language) for cell in cells_of(self.article.text, row)]

    def _row(self, row: list[Piece], joint: str) -> Iterator[Piece]:
        said = [cell for cell in row if cell.spoken]
        line = joint.join(cell.spoken for cell in said).rstrip(".")
        whole = strip(self.article.text, (row[0].span[0], row[-1].span[1]))
        language, break_ms = row[0].language, self.style.breaks.item_ms
        if len(line) <= _LONGEST_GROWTH * self.style.longest_utterance:
            omissions = tuple(omission for cell in row for omission in cell.omissions)
            spoken = f"{line}." if line else ""
            yield Piece(whole, spoken, language, break_ms, omissions, tuple(_places(said, joint)))
        else:
            yield from self._cell_by_cell(whole, language)

    def _cell_by_cell(self, row: Span, language: str) -> Iterator[Piece]:
        """A row too long for one utterance."""
        for cell in cells_of(self.article.text, row):
            for piece in self._sentence(cell, language):
                yield replace(piece, break_ms=self.style.breaks.item_ms)


def _places(cells: list[Piece], joint: str) -> Iterator[Pronunciation]:
    """The pronunciations of cells that are joined to a line."""
    starts: Iterable[int] = accumulate((len(cell.spoken + joint) for cell in cells), initial=0)
    for cell, start in zip(cells, starts, strict=False):
        yield from shifted(cell.pronunciations, start)


def _named(name: Piece | None, cell: Piece) -> Piece:
    """A cell after the name of its column; one beyond the header has none."""
    if not cell.spoken:
        return cell
    stop = "" if cell.spoken.endswith((".", "!", "?")) else "."
    before = f"{name.spoken}: " if name and name.spoken else ""
    places = (*(name.pronunciations if name else ()), *shifted(cell.pronunciations, len(before)))
    return replace(cell, spoken=f"{before}{cell.spoken}{stop}", pronunciations=places)
