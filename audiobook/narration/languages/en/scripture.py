"""Places in the Bible: "1 Cor. 13:4–7", "Rom. 8:28"."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import number, pair
from .patterns import DASH, alternatives, table

_BOOKS = table("scripture")
_NUMBERED = {
    "1": "First",
    "2": "Second",
    "3": "Third",
    "I": "First",
    "II": "Second",
    "III": "Third",
}


def _say(match: Match) -> str:
    volume = f"{_NUMBERED[match['volume']]} " if match["volume"] else ""
    verse = match["verse"]
    said = f"{volume}{_BOOKS[match['book']]} {number(match['chapter'])} "
    said += pair(verse) if len(verse) == len("28") else number(verse)
    return said + (f" to {number(match['last'])}" if match["last"] else "")


def _begins_a_word(match: Match) -> bool:
    before = match.string[match.start() - 1 : match.start()]
    return not (before.isalnum() or before == ".")


_C, _KIND = re.compile, SemioticClass.SERIAL
_VOLUME = "(?P<volume>[1-3]|I{1,3}) "
_OF_SEVERAL = {"Samuel", "Kings", "Chronicles", "Corinthians", "Thessalonians", "Timothy", "Peter"}
_NUMBERED_BOOKS = [written for written, book in _BOOKS.items() if book in _OF_SEVERAL]
_PLACE = rf"(?P<chapter>\d{{1,3}}):(?P<verse>\d{{1,3}})(?:{DASH}(?P<last>\d{{1,3}}))?(?![\w:])"

# A pattern that begins with letters is found fast; what stands before is looked at afterwards.
RULES = (
    Rule(
        _KIND,
        _C(rf"{_VOLUME}(?P<book>{alternatives(_NUMBERED_BOOKS)}) {_PLACE}"),
        _say,
        _begins_a_word,
    ),
    Rule(
        _KIND,
        _C(rf"(?P<book>{alternatives(_BOOKS)})(?P<volume>) {_PLACE}"),
        _say,
        _begins_a_word,
    ),
    # A chapter alone, of a numbered book: "2 Sam. 7", "1 Corinthians".
    Rule(
        _KIND,
        _C(rf"{_VOLUME}(?P<book>{alternatives(_NUMBERED_BOOKS)})(?!\w)"),
        lambda m: f"{_NUMBERED[m['volume']]} {_BOOKS[m['book']]}",
        _begins_a_word,
    ),
)
