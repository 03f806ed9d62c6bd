"""DOCX (ECMA-376) -> Article, by mammoth, which gives the document's structure as HTML."""

from __future__ import annotations

import io
from collections.abc import Iterator

from audiobook.articles.media_types import DOCX
from audiobook.articles.people import split_names
from audiobook.articles.tags import unique_tags
from audiobook.errors import SourceError
from audiobook.model import Article

_PROPERTIES = "docProps/core.xml"
_BODY = "word/document.xml"
_STYLES = "word/styles.xml"
# A document itself says which of its parts are its text, its styles and so on.
_PARTS = (".xml", ".rels")
# Word's own styles that mammoth has no element for.
_STYLE_MAP = """
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Caption'] => figcaption:fresh
"""


class DocxReader:
    """Reads a Word document: headings, lists, tables, footnotes, and what it says of itself."""

    def accepts(self, source: str, media_type: str) -> bool:  # noqa: ARG002 - part of the protocol
        """Whether the source is a Word document."""
        return media_type == DOCX

    def read(self, source: str, data: bytes, media_type: str) -> Iterator[Article]:  # noqa: ARG002
        """The one article in a document.  Raises SourceError for one that can't be read."""
        # Imported here: choosing a reader for some other source must not cost a parser.
        import mammoth  # noqa: PLC0415

        from audiobook.articles.archives import Archive  # noqa: PLC0415
        from audiobook.articles.decode import tidy  # noqa: PLC0415
        from audiobook.articles.docx_language import stated_language  # noqa: PLC0415
        from audiobook.articles.dublin_core import DublinCore  # noqa: PLC0415
        from audiobook.articles.fragment import fragment_of  # noqa: PLC0415

        with Archive(source, data) as archive:
            body = archive.xml(_BODY)
            styles = archive.xml(_STYLES) if archive.holds(_STYLES) else None
            stated = DublinCore(archive.xml(_PROPERTIES)) if archive.holds(_PROPERTIES) else None
            # Pictures stay out: mammoth would put them into the HTML, whole.
            parts = io.BytesIO(archive.only(_PARTS))
        try:
            made = mammoth.convert_to_html(
                parts, style_map=_STYLE_MAP, convert_image=mammoth.images.img_element(_no_source)
            )
            markup = tidy(made.value)
        except Exception as error:  # what mammoth raises on broken documents is not one family
            problem = f"is no Word document that can be read ({error})"
            raise SourceError(source, problem, "save it again as .docx") from error
        article = fragment_of(source, markup)
        if not article.blocks:
            raise SourceError(source, "has no text", "pass a document with an article in it")
        yield Article(
            identity=source,
            source="",
            title=(stated.first("title") if stated else "") or article.first_heading,
            text=article.text,
            blocks=article.blocks,
            passages=article.passages,
            language=(stated.first("language") if stated else "")
            or stated_language(body, styles, article.text),
            authors=split_names("; ".join(stated.all("creator"))) if stated else (),
            tags=unique_tags(stated.all("subject")) if stated else (),
            metadata=stated.metadata() if stated else (),
        )


def _no_source(_image: object) -> dict[str, str]:
    return {"src": ""}
