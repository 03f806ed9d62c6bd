"""What an EPUB's package says: its pages in order, and their names (EPUB 2.0.1 and 3.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from lxml.etree import _Element

from audiobook.articles.archives import Archive
from audiobook.articles.dublin_core import DublinCore
from audiobook.articles.media_types import HTML, XHTML
from audiobook.errors import SourceError

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_NCX = "application/x-dtbncx+xml"
_PAGES = frozenset({HTML, XHTML})
_FURNITURE = frozenset({"nav", "cover-image"})


@dataclass(frozen=True, slots=True)
class Package:
    """The paths of the pages that are read in order, and what the table of contents calls them."""

    stated: DublinCore
    spine: tuple[str, ...]
    names: dict[str, str]


def package_of(source: str, archive: Archive) -> Package:
    """Read an EPUB's package.  Raises SourceError if it is encrypted or broken."""
    if archive.holds(_ENCRYPTION) and b"CipherReference" in archive.read(_ENCRYPTION):
        raise SourceError(source, "is encrypted", "pass a book without copy protection")
    named = _elements(archive.xml(_CONTAINER), "rootfile")
    path = next((str(found) for found in (e.get("full-path") for e in named) if found), "")
    if not path:
        raise SourceError(source, f"{_CONTAINER} names no package", "pass another book")
    root, folder = archive.xml(path), PurePosixPath(path).parent
    return Package(DublinCore(root), tuple(_spine(root, folder)), _names(archive, root, folder))


def _spine(root: _Element, folder: PurePosixPath) -> Iterator[str]:
    items = {item.get("id"): item for item in _elements(root, "item")}
    for reference in _elements(root, "itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES or not item.get("href"):
            continue
        if reference.get("linear") == "no" or _FURNITURE & _properties(item):
            continue
        yield _path(folder, item.get("href", ""))


def _names(archive: Archive, root: _Element, folder: PurePosixPath) -> dict[str, str]:
    """What the table of contents calls the pages, by their paths; empty if the book has none."""
    tables = {
        _path(folder, item.get("href", "")): "nav" in _properties(item)
        for item in _elements(root, "item")
        if item.get("href") and ("nav" in _properties(item) or item.get("media-type") == _NCX)
    }
    names: dict[str, str] = {}
    for path, is_nav in sorted(tables.items(), key=lambda table: not table[1]):
        if archive.holds(path):
            table = archive.xml(path)
            inside = PurePosixPath(path).parent
            for address, label in _links(table) if is_nav else _points(table):
                if label:
                    names.setdefault(_path(inside, address), label)
    return names


def _links(nav: _Element) -> Iterator[tuple[str, str]]:
    for link in _elements(nav, "a"):
        if link.get("href"):
            yield link.get("href", ""), _words(link)


def _points(ncx: _Element) -> Iterator[tuple[str, str]]:
    for point in _elements(ncx, "navPoint"):
        label = next(_elements(point, "navLabel"), None)
        content = next(_elements(point, "content"), None)
        if label is not None and content is not None and content.get("src"):
            yield content.get("src", ""), _words(label)


def _elements(root: _Element, name: str) -> Iterator[_Element]:
    # Whatever their namespace: books that leave it out are read too.
    yield from root.iter(f"{{*}}{name}", name)


def _words(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _properties(item: _Element) -> set[str]:
    return set((item.get("properties") or "").split())


def _path(folder: PurePosixPath, href: str) -> str:
    """Where in the archive a link leads, without the part of the page it names."""
    parts: list[str] = []
    for part in (folder / unquote(href.partition("#")[0])).parts:
        if part == "..":
            parts[-1:] = []
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
