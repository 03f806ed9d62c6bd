"""EPUB -> an article for each chapter, in the order of the spine (EPUB 2.0.1 and 3.3)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from audiobook.articles.media_types import EPUB, HTML, XHTML
from audiobook.errors import SourceError
from audiobook.model import Article

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = frozenset({HTML, XHTML})
_FURNITURE = frozenset({"nav", "cover-image"})
# A title page or a colophon is no chapter.
_SHORTEST_CHARACTERS = 400


class EpubReader:
    """Reads the chapters of a book; pages without prose (cover, contents) are left out."""

    def accepts(self, source: str, media_type: str) -> bool:  # noqa: ARG002 - part of the protocol
        """Whether the source is an EPUB."""
        return media_type == EPUB

    def read(self, source: str, data: bytes, media_type: str) -> Iterator[Article]:  # noqa: ARG002
        """One article for each chapter.  Raises SourceError for a book that can't be read."""
        # Imported here: choosing a reader for some other source must not cost a parser.
        from audiobook.articles.archives import Archive  # noqa: PLC0415
        from audiobook.articles.decode import tidy  # noqa: PLC0415
        from audiobook.articles.dublin_core import DublinCore  # noqa: PLC0415
        from audiobook.articles.fragment import fragment_of  # noqa: PLC0415

        with Archive(source, data) as archive:
            if archive.holds(_ENCRYPTION) and b"CipherReference" in archive.read(_ENCRYPTION):
                raise SourceError(source, "is encrypted", "pass a book without copy protection")
            package_path = _package_path(source, archive.xml(_CONTAINER))
            package = archive.xml(package_path)
            stated = DublinCore(package)
            found = False
            for path in _spine(package, PurePosixPath(package_path).parent):
                markup = tidy(archive.read(path).decode("utf-8", "replace"))
                chapter = fragment_of(source, markup)
                if len(chapter.text) < _SHORTEST_CHARACTERS:
                    continue
                found = True
                yield Article(
                    identity=f"{source}#{path}",
                    source=_address(stated.all("source")),
                    title=chapter.first_heading or stated.first("title"),
                    text=chapter.text,
                    blocks=chapter.blocks,
                    passages=chapter.passages,
                    language=stated.first("language"),
                    authors=stated.all("creator"),
                    publisher=stated.first("publisher") or None,
                    published=stated.published(),
                    metadata=(("book", stated.first("title")), *stated.metadata()),
                    markup=markup,
                )
            if not found:
                raise SourceError(source, "has no chapter with text", "pass another book")


def _package_path(source: str, container: object) -> str:
    found = container.xpath("//*[local-name()='rootfile']/@full-path")  # type: ignore[attr-defined]
    if not found:
        raise SourceError(source, f"{_CONTAINER} names no package", "pass another book")
    return str(found[0])


def _spine(package: object, folder: PurePosixPath) -> Iterator[str]:
    """The paths of the pages that are read in order."""
    items = {
        item.get("id"): item
        for item in package.xpath("//*[local-name()='manifest']/*")  # type: ignore[attr-defined]
    }
    for reference in package.xpath("//*[local-name()='spine']/*"):  # type: ignore[attr-defined]
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        if reference.get("linear") == "no" or _FURNITURE & set(item.get("properties", "").split()):
            continue
        yield _normal(folder / unquote(item.get("href", "")))


def _normal(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts[-1:] = []
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _address(sources: tuple[str, ...]) -> str:
    return next((s for s in sources if s.startswith(("http://", "https://"))), "")
