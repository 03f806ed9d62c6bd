"""Notes on the author at the end of a text: ``Jane Doe is a freelance journalist …``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from audiobook.model import Article, Block, BlockKind
from audiobook.narration.sentences import sentences
from audiobook.narration.spans import Span, gaps, itself, overlapping, strip

from .names import is_name
from .phrases import phrases

_LONGEST_NOTE = 1500
_LONGEST_LEAD_IN = 100
_LONGEST_ASIDE = 100
_STRAY = "*_† "


def author_note(article: Article, names: Iterable[str], omitted: Sequence[Span]) -> list[Span]:
    """The note on the author at the end of a text, in stretches; none if there is none.

    ``names`` are the authors; where there are none, the last paragraph is a note if it says that
    somebody whom the text does not name is a journalist or the like.  ``omitted``, in order, is
    what is not read: a licence statement below the note.
    """
    tail = list(_tail(article, omitted))
    if not tail:
        return []
    names = [" ".join(name.split()) for name in names]
    opens = _opens_with(names, article.language)
    for place, (block, spans) in enumerate(tail):
        for span in spans:
            for start, end in sentences(article.text, span, article.language):
                words = " ".join(article.text[start:end].lstrip(_STRAY).split())
                if opens and opens.match(words):
                    return _note(start, block.end, tail[place + 1 :])
    last, spans = tail[-1]
    if not names and _is_note_of_a_stranger(article, spans[0]):
        return [(spans[0][0], last.end)]
    return []


def _note(start: int, end: int, following: list[tuple[Block, list[Span]]]) -> list[Span]:
    return [(start, end), *((block.start, block.end) for block, _ in following)]


def _tail(article: Article, omitted: Sequence[Span]) -> Iterator[tuple[Block, list[Span]]]:
    """The last paragraphs in a row, each with what is read of it near the end of the text."""
    run: list[tuple[Block, list[Span]]] = []
    read = 0
    for block in reversed(article.blocks):
        whole = strip(article.text, (block.start, block.end))
        near = (max(whole[0], whole[1] - 2 * _LONGEST_NOTE), whole[1])
        spans = [strip(article.text, s) for s in gaps(near, overlapping(omitted, near, itself))]
        spans = [(start, end) for start, end in spans if start < end]
        if not spans:
            continue
        if block.kind is not BlockKind.PARAGRAPH or read >= _LONGEST_NOTE:
            break
        read += sum(end - start for start, end in spans)
        run.append((block, spans))
    return reversed(run)


def _opens_with(names: Sequence[str], language: str) -> re.Pattern[str] | None:
    """A sentence that says of one of the names what they are or do."""
    verbs = "|".join(map(re.escape, phrases("author_notes", language).get("verb", ())))
    if not names or not verbs:
        return None
    either = "|".join(map(re.escape, names))
    return re.compile(
        rf"[^.!?\"“”]{{0,{_LONGEST_LEAD_IN}}}?\b(?:{either})\b"
        rf"(?:\s?\([^()]{{0,{_LONGEST_ASIDE}}}\)|,[^,.]{{0,{_LONGEST_ASIDE}}},)?\s(?:{verbs})\s",
        re.IGNORECASE,
    )


def _is_note_of_a_stranger(article: Article, span: Span) -> bool:
    text = " ".join(article.text[slice(*span)].lstrip(_STRAY).split())
    known = phrases("author_notes", article.language)
    verbs = set(known.get("verb", ()))
    words = text.split(" ", 7)
    at = next((i for i, word in enumerate(words) if word.casefold() in verbs), 0)
    name = " ".join(words[:at])
    if not is_name(name) or len(text) > _LONGEST_NOTE:
        return False
    first = re.split(r"[.!?](?:\s|$)", text, maxsplit=1)[0].casefold()
    professions = set(known.get("profession", ()))
    is_one = any(word.strip(",;") in professions for word in first.split())
    return is_one and article.text.count(name.split()[-1]) == text.count(name.split()[-1])
