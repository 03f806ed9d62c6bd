"""Article -> Script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from itertools import chain

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

from .arrangement import arrange
from .languages import base_tag
from .pieces import Speaker
from .structure import announcements
from .titles import opens_with_its_title
from .turns import Turn, Turns, with_break
from .unplaced import unplaced
from .verbalise import Reading, read


def write_script(article: Article, style: Style, credit: Credit) -> Script:
    """What the narrator reads of an article: title first, credit last, in sections by headings.

    Together, utterances and omissions hold every character of ``article.text`` that is not white
    space; utterances do not overlap each other, nor do omissions.  An omission may lie inside an
    utterance: a footnote mark, say.  Utterances are in the order of the text but for two: the
    byline and the date below it are said right after the title, wherever they stand, and notes on
    the author last, before the credit.  Title, credit and announcements ("Quote.") have no offsets,
    unless the text itself begins with the title.  No utterance is without words.  Raises
    SourceError if there is nothing to say but title and credit.
    """
    plan = arrange(article, style, credit)
    turns = Turns(Speaker.of(article, style), plan)
    said = list(_in_order(turns, says_title=not opens_with_its_title(article)))
    if not _says_more_than_title(said, plan.opening):
        raise SourceError(
            article.source, "has nothing that can be read aloud", "see: audiobook script"
        )
    sections = [*_sections(said, plan.title, turns, style), _credits(credit, style)]
    omissions = sorted([*plan.omissions, *turns.silent], key=_start)
    filled = (section for section in sections if section.utterances)
    return Script(article.language, tuple(filled), tuple(omissions))


def _start(omission: Omission) -> int:
    return omission.start


def _in_order(turns: Turns, *, says_title: bool) -> Iterator[Turn]:
    """Title, byline, text and notes, as they are said."""
    body = turns.body()
    if turns.arrangement.opening is not None:
        yield from (turn for turn in [next(body, None)] if turn)
    elif says_title:
        yield from turns.title()
    yield from chain(turns.lead(), body, turns.notes())


def _says_more_than_title(said: Iterable[Turn], title: Block | None) -> bool:
    """Whether any of the text is said but its title; a paragraph is text, whatever it says."""
    heading = title if title and title.kind is BlockKind.HEADING else None
    return any(
        utterance.start is not None and not (heading and utterance.start < heading.end)
        for turn in said
        for utterance in turn.utterances
    )


def _sections(said: list[Turn], title: str, turns: Turns, style: Style) -> Iterator[Section]:
    """A section for each heading with text below it, and one for what stands before the first.

    A heading without any shares the section of the next, as "Part One – The Sea"; so does the title
    of an article that begins with a heading, in silence.
    """
    headings, utterances, has_text = list[str](), list[Utterance](), False
    for before, turn, following in zip([None, *said], said, [*said[1:], None], strict=False):
        if turn.heading is not None:
            if has_text:
                yield Section(_joined(headings, title), tuple(utterances))
                headings, utterances, has_text = [], [], False
            headings.append(turn.heading)
        elif not turn.is_title:
            has_text = True
        utterances += _with_announcements(before, turn, following, turns, style)
    yield Section(_joined(headings, title), tuple(utterances))


def _joined(headings: list[str], title: str) -> str:
    return " – ".join(headings) or " ".join(title.split())


def _with_announcements(
    before: Turn | None, turn: Turn, following: Turn | None, turns: Turns, style: Style
) -> Iterator[Utterance]:
    """What is said in a turn; a run of block quotes is announced if the style wants it so."""
    language = turns.speaker.article.language
    announces = style.announce_quotes and turn.kind is BlockKind.QUOTE
    if announces and not _is_quote(before):
        yield from _announced(turns, announcements.quote_begins(language), style.breaks.sentence_ms)
    break_ms = _break_after(turn, following, style.breaks)
    end = None
    if announces and not _is_quote(following):
        end = announcements.quote_ends(language)
    yield from with_break(turn.utterances, style.breaks.sentence_ms if end else break_ms)
    yield from _announced(turns, end, break_ms)


def _announced(turns: Turns, words: str | None, break_ms: int) -> list[Utterance]:
    return with_break(turns.announced(words), break_ms)


def _is_quote(turn: Turn | None) -> bool:
    return turn is not None and turn.kind is BlockKind.QUOTE


def _break_after(turn: Turn, following: Turn | None, breaks: Breaks) -> int:
    if turn.is_title or turn.kind is BlockKind.HEADING:
        return breaks.heading_ms
    if following is None or following.heading is not None or turn.is_note != following.is_note:
        return breaks.section_ms
    if _is_quote(turn) != _is_quote(following):
        return breaks.quote_ms
    return breaks.item_ms if turn.kind is BlockKind.ITEM else breaks.paragraph_ms


def _credits(credit: Credit, style: Style) -> Section:
    def say(words: str, language: str) -> Reading:
        return read(words, language, style.lexicon)

    said = unplaced(credit.text, credit.language, style, say)
    return Section(
        _credits_title(credit.language), tuple(with_break(said, style.breaks.section_ms))
    )


@cache
def _credits_titles() -> dict[str, str]:
    lines = resources.files(__package__).joinpath("credits.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


def _credits_title(language: str) -> str:
    titles = _credits_titles()
    return titles.get(base_tag(language), titles["en"])
