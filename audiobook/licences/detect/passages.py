"""A page as passages of text with the addresses of licences spelled out, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from audiobook.licences.known import licence_from_url

_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|dd|details|div|dl|dt|fieldset|footer|form"
    r"|h1|h2|h3|h4|h5|h6|header|hr|html|li|main|nav|ol|p|section|table|tbody|td|tfoot"
    r"|th|thead|tr|ul"
)
# Other people's words, other things than the text, and ways to other pages.
_FOREIGN = re.compile(
    r"blockquote|button|code|figcaption|figure|form|iframe|kbd|nav|noscript"
    r"|option|pre|samp|script|select|style|svg|template|textarea|title"
)
_FOREIGN_NAMES = re.compile(
    r"\b(?:comment|comments|commentlist|comment-list|respond|caption|wp-caption|wp-caption-text"
    r"|gallery|slideshow|related|teaser|post-card|recommended|more-stories|read-next|blogroll|breadcrumbs?|photo-credits?|image-credits?"
    r"|credit|credit-desc)\b"
)
_COLOPHON = frozenset({"footer", "aside"})
_COLOPHON_NAMES = re.compile(
    r"footer|copyright|licen[cs]e|lizenz|licencia|sidebar|widget|colophon|legal|imprint|impressum"
    r"|secondary|site-?info"
)
_MARKS = frozenset(
    {"license", "licence", "copyright", "cc:license", "dct:license", "dcterms:license"}
)


@dataclass(slots=True)
class Passage:
    """The text of one block of a page; a line break in it is a ``<br>``.

    ``colophon`` tells whether it stands where pages speak of themselves; ``marked`` holds the
    addresses in it that the page itself marks as those of its licence.
    """

    colophon: bool
    marked: set[str] = field(default_factory=set)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.pieces)


def is_marked(element: HtmlElement) -> bool:
    """Whether an element says by ``rel``, ``itemprop`` or ``property`` that it names a licence."""
    words = " ".join(element.get(name, "") for name in ("rel", "itemprop", "property"))
    return not _MARKS.isdisjoint(words.lower().split())


def passages(root: HtmlElement) -> Iterator[Passage]:
    """The passages of a page in order, without what is foreign to its text."""
    colophons: list[bool] = [False]
    current = Passage(colophon=False)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if not isinstance(element.tag, str):
            current.pieces.append((element.tail or "") if event == "end" else "")
            continue
        block = bool(_BLOCKS.fullmatch(element.tag))
        if event == "start":
            foreign = _is_foreign(element)
            if foreign:
                walk.skip_subtree()
            colophons.append(colophons[-1] or _is_colophon(element))
            if block:
                yield current
                current = Passage(colophons[-1])
            current.pieces.append("\n" if element.tag == "br" else "")
            current.pieces.append("" if foreign else element.text or "")
        else:
            _spell_out(element, current)
            colophons.pop()
            if block:
                yield current
                current = Passage(colophons[-1])
            current.pieces.append(element.tail or "")
    yield current


def _spell_out(element: HtmlElement, passage: Passage) -> None:
    address = element.get("href") or element.get("src") or element.get("resource") or ""
    licence = licence_from_url(address) if element.tag in {"a", "img", "link", "span"} else None
    if licence and licence.url and not _is_foreign(element):
        passage.pieces.append(f" {licence.url} ")
        if is_marked(element):
            passage.marked.add(licence.url)


def _names(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}".lower()


def _is_foreign(element: HtmlElement) -> bool:
    if element.tag in {"html", "body", "main", "article"}:
        return False
    return bool(_FOREIGN.fullmatch(element.tag) or _FOREIGN_NAMES.search(_names(element)))


def _is_colophon(element: HtmlElement) -> bool:
    if element.tag in {"html", "body", "main", "article"}:
        return False
    return element.tag in _COLOPHON or bool(_COLOPHON_NAMES.search(_names(element)))
