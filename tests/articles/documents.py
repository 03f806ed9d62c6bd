"""Books, Word documents, PDFs and feeds, as the programs that people use make them."""

from __future__ import annotations

import io
import json
import zipfile

PROSE = (
    "The lamp on the pier is lit by hand, because the man who lights it is the last one who knows "
    "how, and the council has not found the words to tell him that a switch would do. "
)
MORE = (
    "His daughter has learnt it too, though she says that she only goes along for the walk, and so "
    "the lamp will be lit for another forty years, unless the sea takes the pier before that. "
)
CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
    'full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    "</container>"
)
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:1</dc:identifier>
<dc:title>Lamps</dc:title><dc:creator>Ada King</dc:creator><dc:language>en-GB</dc:language>
<dc:date>2024-05-01</dc:date>
<dc:rights>https://creativecommons.org/licenses/by/4.0/</dc:rights></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="two" href="text/two%20b.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="title" href="title.xhtml" media-type="application/xhtml+xml"/>
<item id="pic" href="a.jpg" media-type="image/jpeg"/></manifest>
<spine><itemref idref="title"/><itemref idref="nav"/>
<itemref idref="one"/><itemref idref="two"/></spine>
</package>"""


def chapter(heading: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>Lamps</title></head><body><h1>{heading}</h1>"
        f"<p>{PROSE}</p><p>{MORE}</p><blockquote><p>{PROSE}</p></blockquote></body></html>"
    )


def epub(**changed: bytes | str) -> bytes:
    """A book of two chapters; ``changed`` replaces its files by name, "" takes one out."""
    files: dict[str, bytes | str] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": PACKAGE,
        "OEBPS/title.xhtml": "<html><body><h1>Lamps</h1></body></html>",
        "OEBPS/nav.xhtml": chapter("Contents"),
        "OEBPS/text/one.xhtml": chapter("The first lamp"),
        "OEBPS/text/two b.xhtml": chapter("The second lamp"),
        **changed,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        for name, data in files.items():
            if data:
                stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                book.writestr(name, data, stored)
    return packed.getvalue()


def docx() -> bytes:
    import docx as python_docx  # noqa: PLC0415 - it bears this function's name

    document = python_docx.Document()
    document.core_properties.title = "The last lamp"
    document.core_properties.author = "Ada King"
    document.core_properties.language = "en-GB"
    document.add_heading("The last lamp", 1)
    document.add_paragraph(PROSE)
    document.add_heading("Who lights it", 2)
    document.add_paragraph("a match", style="List Bullet")
    document.add_paragraph("a ladder", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells),
        ["Lamp", "Height", "Pier", "7.5m"],
        strict=True,
    ):
        cell.text = words
    document.add_paragraph(MORE)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def pdf_paragraphs(number: str) -> list[str]:
    """Such that no line of one page is a line of another."""
    return [text.strip().replace(" the ", f" {number} ") for text in (PROSE, MORE)]


def pdf(password: str = "") -> bytes:
    """Four pages, each with a head line and a page number."""
    from reportlab.lib.pagesizes import A5  # noqa: PLC0415
    from reportlab.lib.styles import getSampleStyleSheet  # noqa: PLC0415
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate  # noqa: PLC0415

    def furniture(canvas, document) -> None:
        canvas.drawString(60, 560, f"The Harbour Review, No. {document.page}")
        canvas.drawString(200, 30, str(document.page))

    styles = getSampleStyleSheet()
    story = [Paragraph("The last lamp", styles["Heading1"])]
    for number in ("one", "two", "three", "four"):
        story += [Paragraph(words, styles["BodyText"]) for words in pdf_paragraphs(number)]
        story.append(PageBreak())
    saved = io.BytesIO()
    document = SimpleDocTemplate(
        saved, pagesize=A5, title="The last lamp", author="Ada King", encrypt=password or None
    )
    document.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return saved.getvalue()


def rss(items: str, channel: str = "") -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:cc="http://backend.userland.com/creativeCommonsRssModule">'
        f"<channel><title>Lamps</title><link>https://example.org/</link>"
        f"<language>en-gb</language>{channel}{items}</channel></rss>"
    )


RSS = rss(
    "<item><title>The last lamp &amp;amp; I</title><guid isPermaLink='false'>7</guid>"
    "<link>https://example.org/last</link><dc:creator>Ada King</dc:creator>"
    "<pubDate>Mon, 02 Nov 2026 10:00:00 +0100</pubDate><description>A lamp.</description>"
    f"<content:encoded><![CDATA[<p>{PROSE}</p><h2>Then</h2><p>{MORE}</p>]]></content:encoded>"
    "<cc:license>https://creativecommons.org/licenses/by-sa/4.0/</cc:license></item>"
    "<item><title>A link</title><link>https://example.org/linked</link>"
    "<description>Only a teaser.</description></item>",
    "<cc:license>https://creativecommons.org/licenses/by/4.0/</cc:license>",
)
ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">'
    "<title>Lampen</title><id>urn:f</id><author><name>Ada King</name></author>"
    '<link rel="license" href="https://creativecommons.org/publicdomain/zero/1.0/"/>'
    "<entry><id>urn:e</id><title>Die Lampe</title><published>2026-01-02T03:04:05Z</published>"
    f'<content type="html">&lt;p&gt;{PROSE}&lt;/p&gt;</content></entry></feed>'
)
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Lamps",
        "language": "en",
        "authors": [{"name": "Ada King"}],
        "items": [
            {
                "id": 7,
                "url": "https://example.org/last",
                "title": "The last lamp",
                "content_text": f"{PROSE}\n\n{MORE}",
                "date_published": "2026-11-02T10:00:00+01:00",
                "_license": "CC-BY-4.0",
            }
        ],
    }
)
