"""Blocks as utterances: each block that has something to say gives one turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from audiobook.model import Block, BlockKind, Omission, Utterance

from .arrangement import Arrangement
from .omissions import LARGE_TABLE
from .pieces import Piece, Speaker
from .spans import Span, gaps, itself, overlapping, strip, union
from .structure import announcements
from .structure.restated import Restatement
from .tables import cells_of, rows
from .unplaced import unplaced
from .verbalise import NO_WORDS


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said in a row.

    ``heading`` is the title of the section that begins with it; ``is_title`` says that it belongs
    to the article's title, ``is_note`` that it is about the author.
    """

    kind: BlockKind
    utterances: tuple[Utterance, ...]
    heading: str | None = None
    is_title: bool = False
    is_note: bool = False


@dataclass(slots=True)
class Turns:
    """Makes the turns of one article, and keeps what was found to be silent on the way."""

    speaker: Speaker
    arrangement: Arrangement
    silent: list[Omission] = field(default_factory=list)
    _taken: list[Span] = field(init=False)
    _large_tables: list[Span] = field(init=False)

    def __post_init__(self) -> None:
        plan = self.arrangement
        moved = (restatement.span for restatement in plan.lead)
        self._taken = union([*((o.start, o.end) for o in plan.omissions), *moved, *plan.notes])
        self._large_tables = [(o.start, o.end) for o in plan.omissions if o.reason == LARGE_TABLE]

    def title(self) -> Iterator[Turn]:
        """The title, where the text does not say it."""
        title = self.announced(self.arrangement.title)
        if title:
            yield Turn(BlockKind.HEADING, tuple(title), is_title=True)

    def lead(self) -> Iterator[Turn]:
        """The byline and its like."""
        pieces = (p for each in self.arrangement.lead for p in self.speaker.restated(each))
        yield from self._turn(BlockKind.PARAGRAPH, pieces, is_title=True)

    def body(self) -> Iterator[Turn]:
        """The blocks, in order, without what is left out or said elsewhere."""
        for block in self.speaker.article.blocks:
            yield from self._block(block)

    def notes(self) -> Iterator[Turn]:
        """What is said last of the text."""
        omitted = [(o.start, o.end) for o in self.arrangement.omissions]
        for note in self.arrangement.notes:
            for part in gaps(note, overlapping(omitted, note, itself)):
                pieces = self.speaker.prose(part)
                yield from self._turn(BlockKind.PARAGRAPH, pieces, is_note=True)

    def announced(self, words: str | None) -> list[Utterance]:
        """What is no stretch of the text."""
        speaker = self.speaker
        return unplaced(words or "", speaker.article.language, speaker.style, speaker.say)

    def _block(self, block: Block) -> Iterator[Turn]:
        text, span = self.speaker.article.text, (block.start, block.end)
        is_title = block is self.arrangement.opening
        heading = None
        if block.kind is BlockKind.HEADING and not is_title:
            heading = " ".join(text[block.start : block.end].split())
        pieces = self._pieces(block, is_title=is_title)
        yield from self._turn(block.kind, pieces, heading, is_title=is_title)
        if block.kind is BlockKind.TABLE and overlapping(self._large_tables, span, itself):
            yield from self._table_left_out(span)

    def _table_left_out(self, span: Span) -> Iterator[Turn]:
        text = self.speaker.article.text
        header, *below = rows(text, span) or [span]
        names = [text[slice(*cell)] for cell in cells_of(text, header)]
        language = self.speaker.article.language
        said = self.announced(announcements.table_left_out(len(below), names, language))
        if said:
            yield Turn(BlockKind.TABLE, tuple(said))

    def _pieces(self, block: Block, *, is_title: bool) -> Iterator[Piece]:
        text, span = self.speaker.article.text, (block.start, block.end)
        for part in gaps(span, overlapping(self._taken, span, itself)):
            for stretch in self._restated_or_not(part):
                if isinstance(stretch, Restatement):
                    yield from self.speaker.restated(stretch)
                # A title is read at one breath, whatever kind of block it stands in.
                elif is_title:
                    yield from self.speaker.breath(strip(text, stretch))
                else:
                    yield from self.speaker.block(block, strip(text, stretch))

    def _restated_or_not(self, span: Span) -> Iterator[Span | Restatement]:
        at = span[0]
        for restatement in overlapping(self.arrangement.in_place, span, lambda each: each.span):
            yield (at, restatement.start)
            yield restatement
            at = restatement.end
        yield (at, span[1])

    def _turn(
        self,
        kind: BlockKind,
        pieces: Iterable[Piece],
        heading: str | None = None,
        *,
        is_title: bool = False,
        is_note: bool = False,
    ) -> Iterator[Turn]:
        said = tuple(self._utterances(pieces, quoted=kind is BlockKind.QUOTE))
        if said:
            yield Turn(kind, said, heading, is_title, is_note)

    def _utterances(self, pieces: Iterable[Piece], *, quoted: bool) -> Iterator[Utterance]:
        """The pieces that have words; of the others it is noted that they have none."""
        for piece in pieces:
            start, end = piece.span
            if piece.spoken:
                self.silent += piece.omissions
                yield Utterance(
                    piece.spoken,
                    " ".join(self.speaker.article.text[start:end].split()),
                    start,
                    end,
                    piece.break_ms,
                    piece.language,
                    quoted,
                    piece.pronunciations,
                )
            elif start < end:
                self.silent.append(Omission(start, end, NO_WORDS))


def with_break(utterances: Sequence[Utterance], break_ms: int) -> list[Utterance]:
    """The same utterances, the last of them followed by that break."""
    return [*utterances[:-1], *(replace(last, break_ms=break_ms) for last in utterances[-1:])]
