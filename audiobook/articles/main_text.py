"""Which blocks of a page are its article.

trafilatura says which words are the main text (it was the best of the extractors measured); the
page itself says what each of them is.  For trafilatura drops headings that stand in boxes of
their own and in-article boxes (class ``sidebar``), and it turns code into quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy

import trafilatura
from lxml.etree import _Element
from lxml.html import HtmlElement

from audiobook.articles.page_blocks import PageBlock, classes_of
from audiobook.model import BlockKind

# A shorter block must be one whole piece of the main text: as few words may occur anywhere.
_TELLING = 40
_CELL_SHARE = 0.5
_BOXES = frozenset(["sidebar", "callout", "admonition", "note", "tip", "warning"])
_MOST_LINKED = 0.5


def main_blocks(root: HtmlElement, blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """Those of a page's blocks that make up its article, in order; none if it has no main text."""
    extracted = trafilatura.bare_extraction(
        deepcopy(root), favor_precision=True, include_comments=False, include_tables=True
    )
    # A dict is what a deprecated option would give.
    if extracted is None or isinstance(extracted, dict) or extracted.body is None:
        return []
    text = _MainText(extracted.body)
    main = common_ancestor(block.element for block in blocks if text.surely_has(block))
    if main is None:
        return []
    inside = [block for block in blocks if _is_within(block.element, main)]
    kept = [text.has(block) for block in inside]
    _restore_boxes(inside, kept)
    _restore_headings(inside, kept)
    return [block for block, keep in zip(inside, kept, strict=True) if keep]


def common_ancestor(elements: Iterable[HtmlElement]) -> HtmlElement | None:
    """The innermost element that all of some elements lie in, which may be one of them."""
    paths = [[*reversed(list(e.iterancestors())), e] for e in elements]
    common = None
    for level in zip(*paths, strict=False):
        if any(element is not level[0] for element in level):
            break
        common = level[0]
    return common


class _MainText:
    """The words that trafilatura took for the article."""

    def __init__(self, body: _Element) -> None:
        self._all = _compact("".join(map(str, body.itertext())))
        self._pieces = {_compact(piece) for piece in _pieces(body)}

    def has(self, block: PageBlock) -> bool:
        """Whether a block belongs to the article."""
        if block.piece.kind is BlockKind.TABLE:
            cells = [_compact(cell) for cell in block.piece.text.replace("\n", "\t").split("\t")]
            known = sum(cell in self._pieces for cell in cells)
            return known > len(cells) * _CELL_SHARE
        return _compact(block.piece.text) in self._pieces or self.surely_has(block)

    def surely_has(self, block: PageBlock) -> bool:
        """Whether a block is in the article, and too long to be so by chance."""
        words = _compact(block.piece.text)
        # Its beginning or its end will do: trafilatura may leave out a note in the middle.
        ends = (words[:_TELLING], words[-_TELLING:])
        return len(words) >= _TELLING and any(end in self._all for end in ends)


def _compact(text: str) -> str:
    return "".join(text.split())


def _pieces(body: _Element) -> Iterator[str]:
    for element in body.iter():
        yield element.text or ""
        yield element.tail or ""
        yield "".join(map(str, element.itertext()))


def _is_within(element: HtmlElement, main: HtmlElement) -> bool:
    return element is main or any(ancestor is main for ancestor in element.iterancestors())


def _restore_boxes(blocks: Sequence[PageBlock], kept: list[bool]) -> None:
    """Keep boxes that stand between kept blocks and hold more text than links."""
    last = max((place for place, keep in enumerate(kept) if keep), default=0)
    for place, block in enumerate(blocks):
        if not kept[place] and place < last and any(kept[:place]):
            box = _box_around(block.element)
            kept[place] = box is not None and _linked_share(box) <= _MOST_LINKED


def _box_around(element: HtmlElement) -> HtmlElement | None:
    chain = (element, *element.iterancestors())
    return next(
        (e for e in chain if e.tag != "body" and not _BOXES.isdisjoint(classes_of(e))), None
    )


def _linked_share(box: HtmlElement) -> float:
    linked = sum(len(_compact(link.text_content())) for link in box.iter("a"))
    return linked / max(1, len(_compact(box.text_content())))


def _restore_headings(blocks: Sequence[PageBlock], kept: list[bool]) -> None:
    """Keep a heading exactly if the text below it is kept; its own byline or date may be not."""
    below = False
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        if block.piece.kind is BlockKind.HEADING:
            kept[place] = below
        elif kept[place] or not _is_below_a_heading(block.element):
            below = kept[place]


def _is_below_a_heading(element: HtmlElement) -> bool:
    """Whether an element stands in the header of an article or a section, and not the page's."""
    header = next((e for e in element.iterancestors("header", "hgroup")), None)
    return (
        header is not None and (parent := header.getparent()) is not None and parent.tag != "body"
    )
