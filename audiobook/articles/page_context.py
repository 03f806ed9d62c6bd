"""What the elements around a run of words make of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from audiobook.model import BlockKind

LISTS = frozenset(["ul", "ol", "dl", "menu"])
ITEMS = frozenset(["li", "dt", "dd"])
# As DocBook and WordPress write a figure.
CAPTIONED_CLASSES = frozenset(["figure", "wp-caption", "wp-caption-text"])
VERSE_CLASSES = frozenset(["poem", "poetry", "verse", "stanza", "lg"])
_CAPTIONED = frozenset(["figure", "figcaption", "caption"])
_NOTE_CLASSES = frozenset(["footnote", "footnotes", "footnote-body", "endnote", "endnotes"])
_NOTE_ROLES = frozenset(["doc-footnote", "doc-endnote", "doc-endnotes"])


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
    signs = {
        BlockKind.FOOTNOTE: element.get("role") in _NOTE_ROLES or bool(_NOTE_CLASSES & classes),
        BlockKind.ITEM: tag in ITEMS,
        BlockKind.VERSE: bool(VERSE_CLASSES & classes),
        BlockKind.QUOTE: tag == "blockquote",
        BlockKind.CAPTION: tag in _CAPTIONED or bool(CAPTIONED_CLASSES & classes),
    }
    return next((kind for kind, is_there in signs.items() if is_there), None)


def classes_of(element: HtmlElement) -> set[str]:
    """The class names of an element, in lower case."""
    return set((element.get("class") or "").lower().split())
