"""Blocks of a page's article that an extractor leaves out: boxes, headings, captions."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from audiobook.articles.dates import stated_date
from audiobook.articles.page_blocks import SHOWN, PageBlock
from audiobook.articles.page_context import CAPTIONED_CLASSES, classes_of
from audiobook.articles.people import byline
from audiobook.model import BlockKind

_BOXES = frozenset(["sidebar", "callout", "admonition", "note", "tip", "warning"])
_CREDITS = frozenset(["byline", "author", "meta", "date", "dateline", "entry-meta", "post-meta"])
_SUBTITLES = frozenset(["subtitle", "standfirst", "lead", "lede", "deck", "dek"])
_SET_APART = frozenset([BlockKind.CODE, BlockKind.FORMULA, BlockKind.TABLE, BlockKind.VERSE])
_MOST_LINKED = 0.5
_FURNITURE = ("nav", "aside", "footer")


def restore(blocks: Sequence[PageBlock], kept: list[bool]) -> None:
    """Mark in ``kept``, a value for each block, those that belong to the kept ones around them."""
    _restore_boxes(blocks, kept)
    _restore_set_apart(blocks, kept)
    _restore_headings(blocks, kept)
    _restore_captions(blocks, kept)


def is_subtitle(block: PageBlock) -> bool:
    """Whether a block stands below the title and says more, by the names that sites give it."""
    names = "-".join(classes_of(block.element)).replace("_", "-").split("-")
    return not _SUBTITLES.isdisjoint(names)


def _restore_set_apart(blocks: Sequence[PageBlock], kept: list[bool]) -> None:
    """Keep code, formulas, tables and verse between kept blocks, subtitles above, and footnotes."""
    places = [place for place, keep in enumerate(kept) if keep]
    first, last = min(places, default=0), max(places, default=0)
    for place, block in enumerate(blocks):
        if (
            kept[place]
            or _is_furniture(block.element)
            or _linked_share(block.element) > _MOST_LINKED
        ):
            continue
        kind = block.piece.kind
        kept[place] = (
            (kind in _SET_APART and first < place < last)
            or (kind is BlockKind.FORMULA and place > 0 and kept[place - 1])
            or (kind is BlockKind.FOOTNOTE and place > first)
            or (place < first and is_subtitle(block))
        )


def _restore_boxes(blocks: Sequence[PageBlock], kept: list[bool]) -> None:
    """Keep boxes that stand among kept blocks and hold more text than links.

    Behind the last kept block, a box belongs to the text only as its neighbour in the same element.
    """
    places = [place for place, keep in enumerate(kept) if keep]
    first, last = min(places, default=len(kept)), max(places, default=0)
    text = {block.element for block, keep in zip(blocks, kept, strict=True) if keep}
    for place, block in enumerate(blocks):
        if not kept[place] and place > first:
            box = _box_around(block.element)
            kept[place] = (
                box is not None
                and _linked_share(box) <= _MOST_LINKED
                and (place < last or any(sibling in text for sibling in _siblings(box)))
            )


def _siblings(element: HtmlElement) -> Sequence[HtmlElement]:
    parent = element.getparent()
    return [] if parent is None else list(parent)


def _box_around(element: HtmlElement) -> HtmlElement | None:
    chain = (element, *element.iterancestors())
    return next(
        (e for e in chain if e.tag != "body" and not _BOXES.isdisjoint(classes_of(e))), None
    )


def _linked_share(box: HtmlElement) -> float:
    linked = sum(_length(link) for link in box.iter("a"))
    return linked / max(1, _length(box))


def _length(element: HtmlElement) -> int:
    return len("".join(element.text_content().split()))


def _restore_headings(blocks: Sequence[PageBlock], kept: list[bool]) -> None:
    """Keep a heading exactly if the text below it is kept, and so what its header says besides."""
    below = False
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        if block.piece.kind is BlockKind.HEADING:
            kept[place] = below or (kept[place] and is_subtitle(block))
        elif kept[place]:
            below = True
        elif _is_below_a_heading(block.element):
            kept[place] = below and block.element.tag == "p" and not _is_credit(block)
        elif block.piece.kind not in SHOWN:
            below = False


def _is_below_a_heading(element: HtmlElement) -> bool:
    """Whether an element stands in the header of an article or a section, and not the page's."""
    header = next((e for e in element.iterancestors("header", "hgroup")), None)
    return (
        header is not None and (parent := header.getparent()) is not None and parent.tag != "body"
    )


def _is_credit(block: PageBlock) -> bool:
    """Whether a block in a header names an author or a date, or is there to be clicked."""
    words, element = block.piece.text, block.element
    chain = (element, *element.iterancestors())
    return (
        bool(byline(words) or stated_date(words))
        or any(not _CREDITS.isdisjoint(classes_of(around)) for around in chain)
        or element.find(".//time") is not None
        or _linked_share(element) > _MOST_LINKED
    )


def _restore_captions(blocks: Sequence[PageBlock], kept: list[bool]) -> None:
    """Keep a figure's captions next to kept text, and an image's words between kept text."""
    above = _kept_before(blocks, kept, range(len(blocks)))
    below = _kept_before(blocks, kept, range(len(blocks) - 1, -1, -1))
    for place, block in enumerate(blocks):
        if block.piece.kind not in SHOWN or kept[place] or _is_furniture(block.element):
            continue
        around = (above[place], below[place])
        kept[place] = any(around) if _is_in_figure(block.element) else all(around)


def _kept_before(blocks: Sequence[PageBlock], kept: list[bool], places: range) -> list[bool]:
    """For each block, whether the last one before it that is no caption is kept, going that way."""
    found, last = [False] * len(blocks), False
    for place in places:
        found[place] = last
        if blocks[place].piece.kind not in SHOWN:
            last = kept[place]
    return found


def _is_in_figure(element: HtmlElement) -> bool:
    chain = (element, *element.iterancestors())
    return any(e.tag == "figure" or not CAPTIONED_CLASSES.isdisjoint(classes_of(e)) for e in chain)


def _is_furniture(element: HtmlElement) -> bool:
    return next(element.iterancestors(*_FURNITURE), None) is not None
