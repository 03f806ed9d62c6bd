"""Article -> Script."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources

from audiobook.errors import SourceError
from audiobook.model import (
    Article,
    Block,
    BlockKind,
    Breaks,
    Credit,
    Omission,
    Script,
    Section,
    Style,
    Utterance,
)

from .languages import base_tag
from .omissions import planned
from .pieces import Piece, Speaker, reader
from .spans import Span, gaps, strip
from .titles import opens_with_its_title, title_blocks
from .verbalise import NO_WORDS, normalise


def write_script(article: Article, style: Style, credit: Credit) -> Script:
    """What the narrator reads of an article: title first, credit last, a section for each heading.

    Utterances are in the order of the text and do not overlap; together with the omissions they
    hold every character of ``article.text`` that is not white space.  An omission may lie inside
    an utterance: a footnote mark, say.  Title and credit have no offsets, unless the text itself
    begins with the title.  No utterance is without words.  Raises SourceError if there is nothing
    to say but title and credit.
    """
    speaker = Speaker(article, style)
    opening, repeats = title_blocks(article)
    omissions = planned(article, credit, repeats)
    draft = _Draft(article, style.breaks, omissions)
    if opening is None and not opens_with_its_title(article):
        draft.say_title(speaker.say(article.title))
    for index, block in enumerate(article.blocks):
        if block.kind is BlockKind.HEADING and block is not opening:
            draft.begin_section(article.text[block.start : block.end])
        # A title is read at one breath, whatever kind of block it stands in.
        read = speaker.stretch if block is opening else reader(block.kind, speaker)
        parts = gaps((block.start, block.end), draft.omitted_in(block))
        pieces = [piece for part in parts for piece in read(strip(article.text, part))]
        following = article.blocks[index + 1 : index + 2]
        draft.add(block, pieces, _break_after(block, following, style.breaks, block is opening))
    if not draft.says_more_than(opening):
        raise SourceError(
            article.source, "has nothing that can be read aloud", "see: audiobook script"
        )
    draft.begin_section(_credits_title(credit.language))
    draft.say_credit(normalise(credit.text, credit.language, style.lexicon), credit)
    return Script(article.language, tuple(draft.finished()), draft.all_omissions())


def _break_after(block: Block, following: tuple[Block, ...], breaks: Breaks, is_title: bool) -> int:
    if block.kind is BlockKind.HEADING or is_title:
        return breaks.heading_ms
    if not following or following[0].kind is BlockKind.HEADING:
        return breaks.section_ms
    return {BlockKind.ITEM: breaks.item_ms, BlockKind.QUOTE: breaks.quote_ms}.get(
        block.kind, breaks.paragraph_ms
    )


@cache
def _credits_titles() -> dict[str, str]:
    lines = resources.files(__package__).joinpath("credits.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


def _credits_title(language: str) -> str:
    titles = _credits_titles()
    return titles.get(base_tag(language), titles["en"])


@dataclass
class _Draft:
    """A script while it is being written."""

    article: Article
    breaks: Breaks
    omissions: list[Omission]
    silent: list[Omission] = field(default_factory=list)
    sections: list[tuple[str, list[Utterance]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._ends = [omission.end for omission in self.omissions]
        self.sections.append((" ".join(self.article.title.split()), []))

    def omitted_in(self, block: Block) -> Iterator[Span]:
        """The planned omissions from where a block begins."""
        for omission in self.omissions[bisect_left(self._ends, block.start) :]:
            if omission.start >= block.end:
                break
            yield (omission.start, omission.end)

    def begin_section(self, title: str) -> None:
        self.sections.append((" ".join(title.split()), []))

    def say_title(self, spoken: str) -> None:
        if spoken:
            written = " ".join(self.article.title.split())
            heading_ms, language = self.breaks.heading_ms, self.article.language
            self._say(Utterance(spoken, written, None, None, heading_ms, language))

    def say_credit(self, spoken: str, credit: Credit) -> None:
        if spoken:
            written = " ".join(credit.text.split())
            section_ms = self.breaks.section_ms
            self._say(Utterance(spoken, written, None, None, section_ms, credit.language))

    def add(self, block: Block, pieces: list[Piece], break_ms: int) -> None:
        """The pieces of a block: what has words is said, the last of it followed by the break."""
        table_row_ms = self.breaks.item_ms if block.kind is BlockKind.TABLE else None
        between = table_row_ms or self.breaks.sentence_ms
        said = False
        for piece in pieces:
            start, end = piece.span
            if piece.spoken:
                written = " ".join(self.article.text[start:end].split())
                language = self.article.language
                self._say(Utterance(piece.spoken, written, start, end, between, language))
                self.silent += piece.omissions
                said = True
            elif start < end:
                self.silent.append(Omission(start, end, NO_WORDS))
        if said:
            self._rest(break_ms)

    def _say(self, utterance: Utterance) -> None:
        self.sections[-1][1].append(utterance)

    def _rest(self, break_ms: int) -> None:
        utterances = self.sections[-1][1]
        utterances[-1] = replace(utterances[-1], break_ms=break_ms)

    def says_more_than(self, title: Block | None) -> bool:
        """Whether any of the text is said but its title; a paragraph is text, whatever it says."""
        heading = title if title and title.kind is BlockKind.HEADING else None
        return any(
            utterance.start is not None and not (heading and utterance.start < heading.end)
            for _, said in self.sections
            for utterance in said
        )

    def finished(self) -> Iterator[Section]:
        """The sections that have anything to say."""
        return (Section(title, tuple(said)) for title, said in self.sections if said)

    def all_omissions(self) -> tuple[Omission, ...]:
        """Those planned and those found silent, in order."""
        return tuple(sorted([*self.omissions, *self.silent], key=lambda o: o.start))
