"""Markdown -> pieces of plain text: CommonMark, tables, footnotes and formulas, by markdown-it-py.

Marks go and their text stays.  So do the marks that a static-site generator would have replaced
(kramdown attributes, Pandoc's fenced divs, templates), which no Markdown parser knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from audiobook.articles.compose import Piece
from audiobook.articles.formulas import formula_of_tex
from audiobook.articles.html_fragment import SILENT, image_text_of_html, text_of_html
from audiobook.articles.scripts import LOWERED, RAISED, SET, set_scripts
from audiobook.model import BlockKind

# A link to "{{ page }}" is none in CommonMark, whose addresses hold no spaces or inner quotes.
_TEMPLATE_ADDRESS = re.compile(
    r"(?<=\]\()\{\{[^{}\n]*\}\}(?=[^()\n]*\))|(?<==\")\{\{[^{}\n]*\}\}(?=\")"
)
_IMAGE_ATTRIBUTES = re.compile(r"(!\[[^\]]*\]\([^()\n]*\))\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_TEMPLATE = re.compile(
    r"\{%(?:[^%{\n]|%(?!\})|\{(?!%))*%\}|\{:[^{}\n]*\}|(?<=\S)\{[.#][\w-][^{}\n]*\}"
)
_QUOTED_IN_TEMPLATE = re.compile(r"\{\{\s*([\"'])(?P<words>[^\"'{}]+)\1[^{}]*\}\}")
_TAG_MARKS = {"br": "\n", "sup": RAISED, "/sup": SET, "sub": LOWERED, "/sub": SET}
_FENCED_DIV = re.compile(r":{3,}.*")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\](?::[^\S\n]?)?")

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)", re.IGNORECASE)
_LONG_MARKS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"))
_PUNCTUATION = re.compile(r"[^A-Z]")
_MANY = 100
_DEEPEST = 1_000


def markdown_pieces(content: str) -> Iterator[Piece]:
    """The blocks of a Markdown text in reading order.

    Headings have their level, items their nesting; table rows are lines, their cells parted by
    tabs; the text of an image that stands alone is a caption.  Raises RecursionError for a text
    that is nested deeper than Python can follow.
    """
    content = _escape_unclosed(content)
    content = _IMAGE_ATTRIBUTES.sub(r"\1", _TEMPLATE_ADDRESS.sub("#", content))
    found: dict[str, Any] = {}
    tokens = _parser().parse(content, found)
    yield from _Walk(tokens, found.get("footnotes", {}).get("list", {})).pieces()


def _escape_unclosed(content: str) -> str:
    """Take their meaning from many openings that nothing closes.

    At each of them markdown-it-py looks for the end, as far as the text goes.
    """
    for opening, closing in _LONG_MARKS:
        start = content.rfind(closing) + len(closing) if closing in content else 0
        if content.count(opening, start) > _MANY:
            escaped = _PUNCTUATION.sub(r"\\\g<0>", opening)
            content = content[:start] + content[start:].replace(opening, escaped)
    return content


@cache
def _parser() -> MarkdownIt:
    # The preset drops in silence what is nested deeper than 20; Python's own limit is not silent.
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(dollarmath_plugin, allow_space=False, allow_digits=False)
    # It moves footnotes to the end and drops those that nothing refers to.
    return parser.disable("footnote_tail")


class _Walk:
    """One walk along the tokens of a document."""

    def __init__(self, tokens: Sequence[Token], inline_footnotes: dict[int, Any]) -> None:
        self._tokens = tokens
        self._inline_footnotes = inline_footnotes
        self._lists = 0
        self._quotes = 0
        self._item_open = False
        self._heading = 0
        self._in_table = False
        self._in_footnotes = False
        self._rows: list[list[str]] = []

    def pieces(self) -> Iterator[Piece]:
        for token in self._tokens:
            self._enter_or_leave(token)
            match token.type:
                case "table_close":
                    yield Piece(BlockKind.TABLE, "\n".join(map("\t".join, self._rows)))
                case "fence" | "code_block":
                    yield Piece(BlockKind.CODE, token.content)
                case "math_block":
                    yield Piece(BlockKind.FORMULA, formula_of_tex(token.content))
                case "html_block":
                    yield self._html(token.content)
                case "inline":
                    yield from self._inline(token)

    def _enter_or_leave(self, token: Token) -> None:
        match token.type:
            case (
                "bullet_list_open"
                | "ordered_list_open"
                | "bullet_list_close"
                | "ordered_list_close"
            ):
                self._lists += token.nesting
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "list_item_open" | "list_item_close":
                self._item_open = token.nesting > 0
            case "heading_open" | "heading_close":
                self._heading = int(token.tag[1:]) if token.nesting > 0 else 0
            case "table_open" | "table_close":
                self._in_table = token.nesting > 0
                self._rows = [] if self._in_table else self._rows
            case "footnote_reference_open" | "footnote_reference_close":
                self._in_footnotes = token.nesting > 0
            case "tr_open":
                self._rows.append([])

    def _inline(self, token: Token) -> Iterator[Piece]:
        children = token.children or []
        text = _inline_text(children)
        if self._in_table:
            self._rows[-1].append(" ".join(text.split()))
        elif self._heading:
            yield Piece(BlockKind.HEADING, " ".join(text.split()), self._heading)
        elif text.strip():
            yield self._piece(text)
        else:
            yield Piece(BlockKind.ALTERNATIVE, _image_text(children))
        yield from self._footnotes_in(children)

    def _footnotes_in(self, children: Sequence[Token]) -> Iterator[Piece]:
        for child in children:
            note = self._inline_footnotes.get(child.meta.get("id", -1), {})
            if child.type == "footnote_ref" and "tokens" in note:
                yield Piece(BlockKind.FOOTNOTE, _inline_text(note["tokens"]))

    def _html(self, fragment: str) -> Piece:
        text = text_of_html(fragment)
        if text:
            return self._piece(text)
        return Piece(BlockKind.ALTERNATIVE, image_text_of_html(fragment))

    def _piece(self, text: str) -> Piece:
        if self._in_footnotes:
            return Piece(BlockKind.FOOTNOTE, text)
        if self._quotes:
            return Piece(BlockKind.QUOTE, text)
        if self._item_open and text.strip():
            # What follows in the same item is a paragraph: a second mark would make a second item.
            self._item_open = False
            return Piece(BlockKind.ITEM, text, self._lists)
        return Piece(BlockKind.PARAGRAPH, text)


def _inline_text(children: Sequence[Token]) -> str:
    parts: list[str] = []
    for child in _aloud(children):
        match child.type:
            case "text":
                parts.append(_without_marks(child.content))
            case "code_inline":
                parts.append(child.content)
            case "math_inline":
                parts.append(formula_of_tex(child.content))
            case "softbreak":
                parts.append("\r")
            case "hardbreak":
                parts.append("\n")
            case "html_inline":
                parts.append(_TAG_MARKS.get(_tag(child), ""))
    return "\n".join(_joined(line) for line in set_scripts("".join(parts)).split("\n")).strip()


def _aloud(children: Sequence[Token]) -> Iterator[Token]:
    """The tokens that are not within ``<script>`` and its like."""
    silent = ""
    for place, child in enumerate(children):
        tag = _tag(child)
        if silent:
            silent = "" if tag == f"/{silent}" else silent
        elif tag in SILENT and any(_tag(later) == f"/{tag}" for later in children[place:]):
            silent = tag
        else:
            yield child


def _tag(token: Token) -> str:
    """The name of a tag in lower case, an end tag's behind a slash; or ``""``."""
    match = _TAG.match(token.content) if token.type == "html_inline" else None
    return (match["end"] + match["name"]).lower() if match else ""


def _without_marks(text: str) -> str:
    text = _QUOTED_IN_TEMPLATE.sub(r"\g<words>", _TEMPLATE.sub("", text))
    return _FOOTNOTE.sub("", text)


def _joined(wrapped: str) -> str:
    # Lines wrapped in the source become one; those that only open or close a fenced div go.
    lines = (line.strip() for line in wrapped.split("\r"))
    return " ".join(line for line in lines if line and not _FENCED_DIV.fullmatch(line))


def _image_text(children: Sequence[Token]) -> str:
    words: list[str] = []
    for child in children:
        if child.type == "image":
            words.append(child.content)
        elif child.type == "html_inline":
            words.append(image_text_of_html(child.content))
    return " ".join(filter(None, words))
