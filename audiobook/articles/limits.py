"""How long an article may be: far beyond any that is listened to, and read in a few seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiobook.errors import SourceError

if TYPE_CHECKING:
    from lxml.etree import _Element

# War and Peace has 3.2 million.
_MOST_CHARACTERS = 5_000_000
_MOST_ELEMENTS = 200_000
_MOST_TAGS = 1_000_000
_MOST_BYTES_OF_A_CHARACTER = 4
_REMEDY = "pass its parts one by one"


def check_length(source: str, characters: int) -> None:
    """Raise SourceError for a text of more than five million characters."""
    if characters > _MOST_CHARACTERS:
        millions = _MOST_CHARACTERS // 1_000_000
        raise SourceError(source, f"has more than {millions} million characters of text", _REMEDY)


def check_bytes(source: str, data: bytes) -> None:
    """Raise SourceError for a text that is too long in any encoding, before it is decoded."""
    check_length(source, len(data) // _MOST_BYTES_OF_A_CHARACTER)


def check_tags(source: str, markup: str | bytes) -> None:
    """Raise SourceError for markup of more than a million tags.

    Asked before it is parsed, for a tree takes a hundred times the room of ``<p>``.
    """
    tags = markup.count("<") if isinstance(markup, str) else markup.count(b"<")
    if tags > _MOST_TAGS:
        raise SourceError(source, f"has more than {_MOST_TAGS:,} tags", _REMEDY)


def check_tree(source: str, root: _Element) -> None:
    """Raise SourceError for a page with too much text, or of more than 200,000 elements."""
    elements = characters = 0
    for element in root.iter():
        elements += 1
        characters += len(element.text or "") + len(element.tail or "")
    check_length(source, characters)
    if elements > _MOST_ELEMENTS:
        raise SourceError(source, f"has more than {_MOST_ELEMENTS:,} elements", _REMEDY)
