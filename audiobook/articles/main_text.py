"""Which blocks of a page are its article.

trafilatura says which words are the main text (it was the best of the extractors measured); the
page itself says what each of them is.  For trafilatura drops headings that stand in boxes of
their own and in-article boxes (class ``sidebar``), and it turns code into quotes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy

import trafilatura
from lxml.etree import _Element
from lxml.html import HtmlElement

from audiobook.articles.page_blocks import SHOWN, PageBlock
from audiobook.articles.restore import is_subtitle, restore
from audiobook.model import BlockKind

# A shorter block must be one whole piece of the main text: as few words may occur anywhere.
_TELLING = 40
_CELL_SHARE = 0.5
_SENTENCE_END = re.compile(r"\w\W*[.!?…。！？؟।][\"'”’»)\]]*$")
_BRACKETS = str.maketrans("", "", "[]")


def main_blocks(root: HtmlElement, blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """Those of a page's blocks that make up its article, in order; none if it has no main text."""
    extracted = trafilatura.bare_extraction(
        deepcopy(root), favor_precision=True, include_comments=False, include_tables=True
    )
    # A dict is what a deprecated option would give.
    if extracted is None or isinstance(extracted, dict) or extracted.body is None:
        return []
    text = _MainText(extracted.body)
    telling = [block for block in blocks if text.surely_has(block)]
    # A page of a sentence or two has no block that long.
    telling = telling or [b for b in blocks if text.has(b) and _is_sentence(b.piece.text)]
    main = common_ancestor(block.element for block in telling)
    if main is None:
        return []
    whole = next(main.iterancestors("article"), next(main.iterancestors("main"), main))
    inside = [
        block
        for block in blocks
        if _is_within(block.element, main)
        or ((block.piece.kind in SHOWN or is_subtitle(block)) and _is_within(block.element, whole))
    ]
    kept = [text.has(block) for block in inside]
    restore(inside, kept)
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


def _is_sentence(text: str) -> bool:
    """Whether a block ends as sentences do: menus, labels and names of errors do not."""
    return bool(_SENTENCE_END.search(text))


def _compact(text: str) -> str:
    # Superscripts are set in more than one way; what they say is the same.
    return "".join(unicodedata.normalize("NFKC", text).translate(_BRACKETS).split())


def _pieces(body: _Element) -> Iterator[str]:
    for element in body.iter():
        yield element.text or ""
        yield element.tail or ""
        yield "".join(map(str, element.itertext()))


def _is_within(element: HtmlElement, main: HtmlElement) -> bool:
    return element is main or any(ancestor is main for ancestor in element.iterancestors())
