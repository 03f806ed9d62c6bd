"""A page's tree -> its blocks, each with the element it stands in; furniture not yet told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from audiobook.articles.compose import Piece
from audiobook.articles.formulas import formula_of_mathml
from audiobook.articles.page_context import (
    ITEMS,
    LISTS,
    VERSE_CLASSES,
    Context,
    classes_of,
    context_in,
    types_of,
)
from audiobook.articles.scripts import LOWERED, RAISED, SET, set_scripts
from audiobook.model import BlockKind

# Elements without words to read, or whose words are controls.
_SILENT_TAGS = """
    audio button canvas dialog form head iframe input nav noscript object script select style
    svg template textarea video
"""
_SILENT = frozenset(_SILENT_TAGS.split())
# Marks that pages put into their own text: "[edit]", "¶", the number of a footnote.
_MARK_WORDS = """
    mw-editsection headerlink reference footnote-ref noprint anchor noteref pagebreak
    doc-noteref doc-pagebreak doc-backlink
"""
# Tables of contents, of links, and of facts beside an article.
_APART_WORDS = "toc table-of-contents tableofcontents infobox navbox vertical-navbox catlinks ambox"
_MARKS = frozenset((_MARK_WORDS + _APART_WORDS).split())
_SCRIPT_MARKS = {"sup": RAISED, "sub": LOWERED}
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_OTHER_BLOCKS = """
    address article aside blockquote body caption details div figcaption figure footer header hgroup
    hr main p pre section summary table tbody td tfoot th thead tr
"""
_BLOCKS = _HEADINGS | LISTS | ITEMS | frozenset(_OTHER_BLOCKS.split())
SHOWN = frozenset({BlockKind.CAPTION, BlockKind.ALTERNATIVE})
"""What is said of pictures."""
_MARK_IMAGES = frozenset(
    ["emoji", "icon", "wp-smiley", "latex", "tex", "mwe-math-fallback-image-inline"]
)
_NOT_IN_DATA_TABLES = frozenset(["table", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "form"])
# Editors scatter no-break spaces; only between digits do they say something: "10 000".
_SPACE = re.compile(r"(?:[^\S\u00a0\u202f]|(?<!\d)[\u00a0\u202f]|[\u00a0\u202f](?!\d))+")


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A piece of a page and the element that holds it whole."""

    element: HtmlElement
    piece: Piece


def page_blocks(root: HtmlElement) -> Iterator[PageBlock]:
    """Every block below an element in document order, nested lists flattened.

    Raises RecursionError for a page that is nested deeper than Python can follow.
    """
    return _below(root, Context())


def words_of(element: HtmlElement) -> str:
    """The words in an element, white space made regular; a line break is kept."""
    return _regular("".join(_inline(element)))


def _below(element: HtmlElement, context: Context) -> Iterator[PageBlock]:
    run: list[str] = [element.text or ""]
    images: list[PageBlock] = []
    for child in element:
        if _is_block(child):
            yield from _flush(element, run, context)
            yield from images
            images = []
            if context.kind is BlockKind.ITEM and "".join(run).strip():
                context = replace(context, kind=BlockKind.PARAGRAPH, level=0)
            run = []
            inner = list(_block(child, context))
            yield from inner
            if context.kind is BlockKind.ITEM and inner:
                # The first words of an item are the item; the rest of it is more of the same.
                context = replace(context, kind=BlockKind.PARAGRAPH, level=0)
        else:
            images.extend(_captions(child))
            run.extend(_inline_child(child))
        run.append(child.tail or "")
    yield from _flush(element, run, context)
    yield from images


def _block(element: HtmlElement, context: Context) -> Iterator[PageBlock]:
    tag = element.tag
    if _is_silent(element):
        return
    if tag in _HEADINGS:
        piece = Piece(BlockKind.HEADING, " ".join(words_of(element).split()), int(tag[1]))
        yield PageBlock(element, piece)
    elif tag == "math":
        yield PageBlock(element, Piece(BlockKind.FORMULA, formula_of_mathml(element)))
    elif tag == "pre" and VERSE_CLASSES.isdisjoint(classes_of(element)):
        yield PageBlock(element, Piece(BlockKind.CODE, set_scripts("".join(_inline(element)))))
    elif tag == "table" and _holds_code(element):
        # Highlighters lay code out as a table: line numbers in one cell, the code in the last.
        yield from _block(element.findall(".//pre")[-1], context)
    elif tag == "table" and _holds_data(element):
        for caption in element.findall("caption"):
            yield from _below(caption, context_in(caption, context))
        yield PageBlock(element, Piece(BlockKind.TABLE, _rows(element)))
    else:
        yield from _below(element, context_in(element, context))


def _captions(element: HtmlElement) -> Iterator[PageBlock]:
    """What the images in a run of words show, in the words of their ``alt`` attributes."""
    for image in element.iter("img"):
        shown = " ".join((image.get("alt") or "").split())
        # The alternative text of an emoji is the emoji, that of a formula its source.
        if any(map(str.isalpha, shown)) and not _is_mark(image):
            yield PageBlock(image, Piece(BlockKind.ALTERNATIVE, shown))


def _is_mark(image: HtmlElement) -> bool:
    hidden = any(_is_silent(around) for around in (image, *image.iterancestors()))
    return hidden or not _MARK_IMAGES.isdisjoint(classes_of(image))


def _flush(element: HtmlElement, run: list[str], context: Context) -> Iterator[PageBlock]:
    text = _regular("".join(run))
    if text:
        yield PageBlock(element, Piece(context.kind, text, context.level))


def _is_block(element: HtmlElement) -> bool:
    # A link or a span may hold paragraphs, which HTML 5 allows.
    return isinstance(element.tag, str) and any(
        inner.tag in _BLOCKS or _is_display(inner) for inner in element.iter()
    )


def _is_display(element: HtmlElement) -> bool:
    """Whether an element is a formula on a line of its own."""
    return bool(element.tag == "math" and element.get("display") == "block")


def _is_silent(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return True
    marks = classes_of(element) | types_of(element) | {element.get("role")}
    if element.tag in _HEADINGS:
        marks.discard("anchor")  # there it is what a link may lead to
    hidden = element.get("aria-hidden") == "true"
    return hidden or _leads_back(element) or not _MARKS.isdisjoint(marks)


def _leads_back(element: HtmlElement) -> bool:
    """Whether an element is a sign to be clicked on the same page: "↩", "¶", "#"."""
    if element.tag != "a" or not (element.get("href") or "").startswith("#") or len(element):
        return False
    return not any(map(str.isalnum, element.text or ""))


def _inline(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _inline_child(child)
        yield child.tail or ""


def _inline_child(child: HtmlElement) -> Iterator[str]:
    if child.tag == "br":
        yield "\0"
    elif child.tag == "math":
        yield formula_of_mathml(child)
    elif not _is_silent(child):
        yield _SCRIPT_MARKS.get(child.tag, "")
        yield from _inline(child)
        yield SET if child.tag in _SCRIPT_MARKS else ""


def _regular(text: str) -> str:
    # Line ends in the source are spaces; those of <br> were set aside as NUL.
    lines = _SPACE.sub(" ", set_scripts(text)).split("\0")
    return "\n".join(line.strip() for line in lines).strip()


def _holds_code(table: HtmlElement) -> bool:
    return table.find(".//pre") is not None


def _holds_data(table: HtmlElement) -> bool:
    inner = {element.tag for element in table.iterdescendants()}
    return _NOT_IN_DATA_TABLES.isdisjoint(inner)


def _rows(table: HtmlElement) -> str:
    rows = []
    for row in table.iter("tr"):
        cells = (" ".join(words_of(cell).split()) for cell in row if cell.tag in {"td", "th"})
        rows.append("\t".join(cells))
    return "\n".join(row for row in rows if row.strip())
