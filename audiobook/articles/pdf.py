"""PDF -> Article: its text, by pypdf, without the lines that pages repeat."""

from __future__ import annotations

import io
import logging
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from audiobook.articles.limits import check_length
from audiobook.articles.media_types import PDF
from audiobook.articles.people import split_names
from audiobook.articles.printed_pages import joined, words_of
from audiobook.errors import SourceError
from audiobook.model import Article, Block, BlockKind

if TYPE_CHECKING:
    from pypdf import PdfReader as Document

_LONGEST_S = 60.0
_FILE_NAME = re.compile(
    r"^Microsoft \w+ - |^untitled\b|\.(?:docx?|odt|rtf|tex|dvi|ps|pdf|indd|qxd|html?)$", re.I
)
_OPENING_BLOCKS = 12
_REMEDY = "pass the article's page, or its text"


class PdfReader:
    """Reads the text layer of a PDF; a scan without one is refused."""

    def accepts(self, source: str, media_type: str) -> bool:  # noqa: ARG002 - part of the protocol
        """Whether the source is a PDF."""
        return media_type == PDF

    def read(self, source: str, data: bytes, media_type: str) -> Iterator[Article]:  # noqa: ARG002
        """The one article in a PDF.  Raises SourceError for one that can't be read in a minute."""
        logging.getLogger("pypdf").setLevel(logging.CRITICAL)
        with _readable(source):
            article = _article(source, data)
        yield article


@contextmanager
def _readable(source: str) -> Iterator[None]:
    """Turn what goes wrong while a document is read into SourceError."""
    try:
        yield
    except SourceError:
        raise
    except Exception as error:  # what pypdf raises on broken documents is not one family
        raise SourceError(source, f"is a broken PDF ({error})", _REMEDY) from error


def _article(source: str, data: bytes) -> Article:
    # Imported here: choosing a reader for some other source must not cost a parser.
    from audiobook.articles.decode import tidy  # noqa: PLC0415
    from audiobook.articles.shape import blocks_of  # noqa: PLC0415

    document = _opened(source, data)
    stated = _stated(document)
    title = _title(_string(stated.get("/Title")))
    text = tidy(joined(list(_pages(source, document)), title))
    if not text.strip():
        raise SourceError(source, "has no text, only pictures of it", _REMEDY)
    return Article(
        identity=source,
        source="",
        title=title,
        text=text,
        blocks=_with_title(text, blocks_of(text), title),
        language=_string(document.root_object.get("/Lang")),
        authors=split_names(_string(stated.get("/Author"))),
        metadata=tuple(_rights(document)),
    )


def _opened(source: str, data: bytes) -> Document:
    from pypdf import PdfReader as Document  # noqa: PLC0415 - see _article

    document = Document(io.BytesIO(data))
    if document.is_encrypted and not document.decrypt(""):
        raise SourceError(source, "is encrypted", "pass one without a password")
    return document


def _stated(document: Document) -> Mapping[str, Any]:
    """What it says of itself; nothing where only that is broken."""
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - see _article

    try:
        return document.metadata or {}
    except PyPdfError:
        return {}


def _pages(source: str, document: Document) -> Iterator[str]:
    """The text of each page."""
    deadline = time.monotonic() + _LONGEST_S

    def check_time(*_operation: object) -> None:
        if time.monotonic() > deadline:
            raise SourceError(source, f"took more than {_LONGEST_S:.0f} s to read", _REMEDY)

    characters = 0
    for page in document.pages:
        check_time()
        # Asked before each operation, too: one page can hold millions.
        text = page.extract_text(visitor_operand_before=check_time)
        characters += len(text)
        check_length(source, characters)
        yield text


def _string(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, str) else ""


def _title(stated: str) -> str:
    """A title, unless it is the name of the file that the PDF was made from."""
    return "" if _FILE_NAME.search(stated) else stated


def _with_title(text: str, blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """The blocks, the first that is the title as a heading, however long it is."""
    for place, block in enumerate(blocks[:_OPENING_BLOCKS]):
        if title and words_of(text[block.start : block.end]) == words_of(title):
            heading = replace(block, kind=BlockKind.HEADING, level=1)
            return (*blocks[:place], heading, *blocks[place + 1 :])
    return blocks


def _rights(document: Document) -> Iterator[tuple[str, str]]:
    """What the XMP packet says of licences (XMP specification, part 1; CC's own namespace)."""
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - see _article

    try:
        stated = document.xmp_metadata
    except (PyPdfError, ValueError, KeyError):
        return
    if stated is None:
        return
    for about in stated.rdf_root.getElementsByTagName("rdf:Description"):
        for name in ("cc:license", "xmpRights:WebStatement"):
            for element in about.getElementsByTagName(name):
                address = element.getAttribute("rdf:resource") or _words(element)
                if address.strip():
                    yield "license", address.strip()
        for element in about.getElementsByTagName("dc:rights"):
            if words := " ".join(_words(element).split()):
                yield "rights", words


def _words(element: Any) -> str:
    if element.nodeType == element.TEXT_NODE:
        return str(element.data)
    return "".join(map(_words, element.childNodes))
