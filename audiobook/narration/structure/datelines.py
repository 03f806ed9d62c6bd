"""Datelines: ``PARIS (AP) — ``, ``LONDON, 3 May (Reuters) – ``, ``BERLIN — ``.

A radio reader says the place as a sentence of its own and not the agency.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audiobook.model import Article, BlockKind
from audiobook.narration.spans import Span, strip

from .dates import is_date
from .names import in_usual_case, is_name
from .phrases import phrases
from .restated import Restatement, trimmed

AGENCY = "news agency"
_HEAD = 140
_SHORTEST_STORY = 60
_PARAGRAPHS_ABOVE = 3
_SHORTEST_PLACE = 3
_READ_ON = 5000
_DASH = r"(?:[—–]|--?|\.\s?[-–—])"
_AGENCY_FIRST = re.compile(rf"\((?P<agency>[^()\n]{{1,40}})\)\s*{_DASH}\s*")
_WITH_AGENCY = re.compile(
    rf"(?P<place>[^()\n—–:;!?\"“”]{{2,60}}?)\s*(?P<house>\((?P<agency>[^()\n]{{1,40}})\)\s*{_DASH}?)\s"
)
_PLACE_ALONE = re.compile(
    r"(?P<place>[^()\n—–:;!?\"“”]{2,60}?)(?:\s*[—–]|\s+--?)\s*(?=[\"“„«‘'(]*[^\W_a-zß-öø-ÿ])"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, said as a sentence, and the agency's name, which is not said."""

    place: Restatement | None
    agency: Span | None


def datelines(article: Article) -> Iterator[Dateline]:
    """The datelines of an article, in order, each at the beginning of a paragraph.

    One without an agency is only believed at the head of the text or of a section.
    """
    paragraphs = 0
    after_heading = False
    for block in article.blocks:
        if block.kind is BlockKind.HEADING:
            after_heading = True
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        start, end = strip(article.text, (block.start, block.end))
        at_head = paragraphs < _PARAGRAPHS_ABOVE or after_heading
        paragraphs += end - start >= _SHORTEST_STORY
        after_heading = False
        found = _dateline(article, start, min(end, start + _HEAD), at_head=at_head)
        if found:
            yield found


def _dateline(article: Article, start: int, end: int, *, at_head: bool) -> Dateline | None:
    text = article.text
    leading = _AGENCY_FIRST.match(text, start, end)
    if leading and _is_agency(leading["agency"]):
        place = _place_alone(article, leading.end(), end)
        return Dateline(place, strip(text, leading.span()))
    match = _WITH_AGENCY.match(text, start, end)
    if (
        match
        and _is_place(match["place"], article.language)
        and (
            _is_agency(match["agency"])
            or (_is_in_capitals(match["place"]) and match["agency"].isupper())
        )
    ):
        return Dateline(_said(text, match.span("place")), match.span("house"))
    place = _place_alone(article, start, end) if at_head else None
    return Dateline(place, None) if place else None


def _place_alone(article: Article, start: int, end: int) -> Restatement | None:
    match = _PLACE_ALONE.match(article.text, start, end)
    if not match or not _is_in_capitals(match["place"]):
        return None
    place = match["place"].partition(",")[0]
    # What is in capitals elsewhere too is an abbreviation: "NASA — The agency …".
    if not _is_place(match["place"], article.language) or _stands_again(
        place, article.text, match.end()
    ):
        return None
    return _said(article.text, (match.start(), match.end()))


def _stands_again(place: str, text: str, after: int) -> bool:
    return text.find(place, after, after + _READ_ON) >= 0


def _said(text: str, span: Span) -> Restatement:
    start, end = strip(text, span)
    places = text[start:end].strip(" -–—.").replace("/", ", ")
    return Restatement(start, end, trimmed(in_usual_case(places)))


def _is_agency(name: str) -> bool:
    known = phrases("agencies", "mul")["agency"]
    return any(part.strip().casefold() in known for part in re.split("[/,]", name))


def _is_in_capitals(place: str) -> bool:
    first = place.partition(",")[0].strip()
    return first.isupper() and sum(map(str.isalpha, first)) >= _SHORTEST_PLACE


def _is_place(text: str, language: str) -> bool:
    """One place or two, maybe with its region, maybe with a date after it."""
    places, _, rest = text.strip().partition(",")
    region, _, date = rest.rpartition(",")
    return all(is_name(place.strip(" ."), fewest=1) for place in places.split("/")) and (
        not rest.strip()
        or is_date(rest.strip(), language)
        or is_name(rest.strip(" ."), fewest=1)
        or (is_name(region.strip(" ."), fewest=1) and is_date(date.strip(), language))
    )
