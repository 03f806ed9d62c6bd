"""HTML -> a tree, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from audiobook.articles.decode import printable
from audiobook.articles.limits import check_tags, check_tree
from audiobook.errors import SourceError

_LONGEST_ATTRIBUTE = 100_000


@contextmanager
def readable(source: str, remedy: str) -> Iterator[None]:
    """Turn what goes wrong while a page is parsed and walked into SourceError."""
    try:
        yield
    except RecursionError as error:
        raise SourceError(source, "its elements are nested too deeply", remedy) from error
    except (etree.LxmlError, ValueError) as error:
        raise SourceError(source, f"holds HTML that can't be read ({error})", remedy) from error


def tree_of(source: str, markup: str) -> HtmlElement:
    """The root of a page's tree, without comments.

    Raises SourceError for one that is too large, RecursionError for one that is nested too deeply,
    and lxml's errors.
    """
    check_tags(source, markup)
    # libxml2's usual limits are 256 levels, which real pages exceed, and 10 MB of text.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    # As bytes, because lxml refuses a str that begins with an XML declaration.
    root: HtmlElement = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    # libxml2 stops reading there without raising, and the rest of the page would be missing.
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise RecursionError
    check_tree(source, root)
    _drop_embedded_files(root)
    _make_printable(root)
    return root


def _drop_embedded_files(root: HtmlElement) -> None:
    """Take out attributes that hold whole pictures: the tree is copied later, and they with it."""
    for element in root.iter():
        for name, value in element.attrib.items():
            if len(value) > _LONGEST_ATTRIBUTE:
                del element.attrib[name]


def _make_printable(root: HtmlElement) -> None:
    """Replace control characters that are spelt out (``&#1;``): trafilatura drops whole texts."""
    for element in root.iter():
        for part in ("text", "tail"):
            text = getattr(element, part)
            if text and (plain := printable(text)) != text:
                setattr(element, part, plain)
        for name, value in element.attrib.items():
            if (plain := printable(value)) != value:
                element.set(name, plain)
