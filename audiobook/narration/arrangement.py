"""What of an article is read where: what comes first and last, and what not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audiobook.model import Article, Block, Credit, Omission, Style

from .omissions import TITLE, planned
from .spans import Span, itself, overlapping, union
from .structure.author_notes import author_note
from .structure.bylines import PRODUCTION, find_head
from .structure.datelines import AGENCY, datelines
from .structure.interviews import speakers
from .structure.restated import Restatement
from .titles import site_at_end, site_in_title, title_blocks

SITE = "the name of the site"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The parts of an article, none of which share a character.

    ``title`` is what is said for it, ``opening`` the block that is the title, if there is one.
    ``lead`` is said after the title, ``notes`` come last; ``in_place`` is said where it stands, in
    other words.  All lists are in the order of the text but ``lead``, which is in that of speech.
    """

    title: str
    opening: Block | None
    omissions: tuple[Omission, ...]
    lead: tuple[Restatement, ...]
    in_place: tuple[Restatement, ...]
    notes: tuple[Span, ...]


def arrange(article: Article, style: Style, credit: Credit) -> Arrangement:
    """Find out what the parts of an article are.  Time is linear in the length of its text."""
    text = article.text
    opening, repeats = title_blocks(article)
    head = find_head(article, opening)
    lines = list(datelines(article))
    known = [(TITLE, span) for span in repeats]
    known += head.omitted
    known += [(AGENCY, line.agency) for line in lines if line.agency]
    credited = [text[slice(*span)] for reason, span in head.omitted if reason == PRODUCTION]
    site = site_in_title(article, credited)
    if site and opening and (tail := site_at_end(text, opening, site)):
        known.append((SITE, tail))
    omissions = planned(article, style, credit, known)
    omitted = [(omission.start, omission.end) for omission in omissions]
    lead = _free(head.lead, omitted)
    names = [*article.authors, *head.names]
    notes = union([*head.notes, *author_note(article, names, omitted)])
    moved = sorted(restatement.span for restatement in lead)
    notes = [note for note in notes if not overlapping(moved, note, itself)]
    places = [line.place for line in lines if line.place]
    taken = union([*omitted, *moved, *notes])
    in_place = _free(sorted([*places, *speakers(article)], key=lambda r: r.start), taken)
    title = article.title.rstrip().removesuffix(site).rstrip() if site else article.title
    return Arrangement(
        title, opening, tuple(omissions), tuple(lead), tuple(_apart(in_place)), tuple(notes)
    )


def _free(restatements: Sequence[Restatement], taken: Sequence[Span]) -> list[Restatement]:
    """Those that share no character with what is taken."""
    return [each for each in restatements if not overlapping(taken, each.span, itself)]


def _apart(restatements: Sequence[Restatement]) -> list[Restatement]:
    """Those that share no character with one before them; in order."""
    apart: list[Restatement] = []
    for each in restatements:
        if not apart or apart[-1].end <= each.start:
            apart.append(each)
    return apart
