"""What the elements around a run of words make of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from audiobook.model import BlockKind

LISTS = frozenset(["ul", "ol", "dl", "menu"])
ITEMS = frozenset(["li", "dt", "dd"])
# As DocBook and WordPress write a figure.
CAPTIONED_CLASSES = frozenset(["figure", "wp-caption", "wp-caption-text", "thumb", "thumbcaption"])
VERSE_CLASSES = frozenset(["poem", "poetry", "verse", "stanza", "lg"])
_CAPTIONED = frozenset(["figure", "figcaption", "caption"])
_NOTE_WORDS = """
    footnote footnotes footnote-body endnote endnotes rearnote rearnotes
    doc-footnote doc-endnote doc-endnotes
"""
_NOTES = frozenset(_NOTE_WORDS.split())

# As mammoth and writers of Markdown name them.
_NOTE_ID = re.compile(r"(?:footnote|endnote|fn)[-:_]?\w*\d")


@dataclass(frozen=True, slots=True)
class Context:
    """The kind and level of the blocks there, and how many lists are open."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    lists: int = 0


def context_in(element: HtmlElement, context: Context) -> Context:
    """The context in an element that stands in ``context``."""
    if element.tag in LISTS:
        return replace(context, lists=context.lists + 1)
    kind = _kind(element)
    if kind is None or (kind is BlockKind.ITEM and context.kind is BlockKind.FOOTNOTE):
        return context
    level = max(1, context.lists) if kind is BlockKind.ITEM else 0
    return replace(context, kind=kind, level=level)


def _kind(element: HtmlElement) -> BlockKind | None:
    """What an element makes of the blocks in it; None if it leaves them as they are."""
    tag, classes = element.tag, classes_of(element)
    named = classes | types_of(element)
    is_note = tag == "li" and bool(_NOTE_ID.fullmatch(element.get("id") or ""))
    signs = {
        BlockKind.FOOTNOTE: is_note or bool(_NOTES & {*named, element.get("role")}),
        BlockKind.ITEM: tag in ITEMS,
        BlockKind.VERSE: bool(VERSE_CLASSES & named),
        BlockKind.QUOTE: tag == "blockquote",
        BlockKind.CAPTION: tag in _CAPTIONED or bool(CAPTIONED_CLASSES & classes),
    }
    return next((kind for kind, is_there in signs.items() if is_there), None)


def types_of(element: HtmlElement) -> set[str]:
    """What an element of a book is (``epub:type``), without the names of vocabularies."""
    return {kind.rpartition(":")[2] for kind in (element.get("epub:type") or "").lower().split()}


def classes_of(element: HtmlElement) -> set[str]:
    """The class names of an element, in lower case."""
    return set((element.get("class") or "").lower().split())
