"""What the fuzzers begin with: the tests' documents, the examples, and known attacks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from fuzz.archives import pack, stored
from fuzz.targets import LANGUAGES
from tests.articles import documents

_ROOT = Path(__file__).resolve().parent.parent
_GOLDEN = _ROOT / "tests" / "articles" / "golden"
_PAIRS = _ROOT / "tests" / "narration" / "pairs"
_FRONT_MATTER = """---
title: The "last" lamp
author: [Ada King, {name: John Roe}]
date: 2024-05-01
tags: a, b
license: CC-BY-4.0
---
# Lamp[^1] *and* `light`

![a lamp](a.png "Lamp") and $x^2$ | <b>so</b>

[^1]: A note.

| a | b |
|---|---|
| 1 | 2 |
"""
_TOML = '+++\ntitle = "Lamp"\ndate = 2024-05-01\ntags = ["a"]\n+++\nThe lamp is lit by hand.\n'
_DATA = json.dumps(
    {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": ["Article", "NewsArticle"],
                "headline": "Lamp",
                "author": [{"name": "Ada"}, "Bo"],
                "license": "https://creativecommons.org/licenses/by/4.0/",
                "keywords": ["a", "b"],
                "isAccessibleForFree": True,
            }
        ],
    }
)
_PAGE = (
    "<!doctype html><html lang=en-GB><head><title>Lamp - Site</title>"
    '<meta property="article:published_time" content="2024-05-01T10:00:00+02:00">'
    '<meta name=author content="Ada King"><link rel=license '
    'href="https://creativecommons.org/licenses/by-sa/4.0/"><link rel=canonical href="/a">'
    f'<script type="application/ld+json">{_DATA}</script></head><body><nav><a href=/>Home</a></nav>'
    f"<main><article><h1>Lamp</h1><p class=byline>By Ada King</p><p>{documents.PROSE}</p>"
    f"<h2>Then</h2><blockquote lang=fr><p>{documents.MORE}</p></blockquote><ul><li>a<li>b</ul>"
    "<table><tr><th>a<td>1</table><figure><img alt='a lamp'><figcaption>Photo</figcaption></figure>"
    "<pre><code>x</code></pre><math><mi>x</mi></math><dl><dt>t<dd>d</dl></article></main></body>"
)


_ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY x SYSTEM "SECRET">'
    '<!ENTITY % y SYSTEM "SECRET"> %y;<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
)
_FEED = (
    _ENTITIES.format(root="rss")
    + '<rss version="2.0"><channel><title>&x;&b;</title><item><title>&x;</title>'
    "<description>&x; &b; The lamp on the pier is lit by hand.</description></item></channel></rss>"
)
_CHAPTER = (
    _ENTITIES.format(root="html")
    + '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>'
    f'<section epub:type="chapter"><h1>&x;</h1><p>&b;{documents.PROSE * 4}</p></section></body></html>'
)
_INCLUDING_PAGE = (
    f"<html><body><article><p>{documents.PROSE}</p><iframe src='SECRET'></iframe>"
    "<object data='SECRET'></object><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' "
    f"href='SECRET' parse='text'/><img alt='a' src='SECRET'><p>{documents.MORE}</p></article>"
)
_NCX = (
    '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>The lamp'
    '</text></navLabel><content src="text/one.xhtml#a"/></navPoint></navMap></ncx>'
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/hyperlink" Target="SECRET" TargetMode="External"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/image" Target="SECRET" TargetMode="External"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>',
    "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Lamp</dc:title><dc:creator>Ada King; Bo'
    "</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>",
    "word/styles.xml": f'<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/>'
    '</w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="H1"><w:name '
    'w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/>'
    "</w:style></w:styles>",
    "word/numbering.xml": f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl '
    'w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1">'
    '<w:abstractNumId w:val="0"/></w:num></w:numbering>',
    "word/footnotes.xml": f'<w:footnotes {_W}><w:footnote w:id="1"><w:p><w:r><w:t>A note.</w:t>'
    "</w:r></w:p></w:footnote></w:footnotes>",
    "word/document.xml": _ENTITIES.format(root="w:document") + f"<w:document {_W} {_R}><w:body>"
    '<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>Lamp &x;</w:t></w:r></w:p>'
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr>'
    '<w:b/><w:lang w:val="fr"/></w:rPr><w:t>a match &b;</w:t></w:r></w:p>'
    f'<w:p><w:r><w:t>{documents.PROSE}</w:t><w:footnoteReference w:id="1"/><w:br/><w:tab/></w:r>'
    '<w:hyperlink r:id="rId1"><w:r><w:t>link</w:t></w:r></w:hyperlink><w:r><w:fldChar '
    'w:fldCharType="begin"/><w:instrText>HYPERLINK "SECRET"</w:instrText><w:fldChar '
    'w:fldCharType="end"/></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/>'
    "</w:tcPr><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>",
}
_XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf='
    '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    '<cc:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/><dc:rights><rdf:Alt>'
    "<rdf:li>CC BY 4.0</rdf:li></rdf:Alt></dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>"
)
_PAGE_STREAM = (
    "BT /F1 12 Tf 72 700 Td (The lamp on the pier is lit by hand,) Tj 0 -14 Td [(be) -20 (cause)] TJ"
    " T* <0041004200ff> Tj (the man) ' 1 0 0 1 72 600 Tm /F2 9 Tf (\\101\\(b\\)) Tj ET q Q /X0 Do"
)
_TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> "
    "endcodespacerange 2 beginbfchar <41> <00e9> <42> <d83dde00> endbfchar 1 beginbfrange "
    "<50> <5a> <0061> endbfrange endcmap"
)
_PDF_OBJECTS = (
    "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) /Metadata 6 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents [4 0 R] /Resources << /Font << "
    "/F1 5 0 R /F2 8 0 R >> /XObject << /X0 9 0 R >> >> >>",
    f"<< /Length {len(_PAGE_STREAM)} >> stream\n{_PAGE_STREAM}\nendstream",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /Differences "
    "[65 /eacute /B] >> >>",
    f"<< /Type /Metadata /Subtype /XML /Length {len(_XMP)} >> stream\n{_XMP}\nendstream",
    "<< /Title (Lamp) /Author (Ada King; Bo) /CreationDate (D:20240501) >>",
    "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 10 0 R "
    "/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /W [1 [500 600]] >>] >>",
    "<< /Type /XObject /Subtype /Form /Resources << /XObject << /X0 9 0 R >> >> /Length 6 >> "
    "stream\n/X0 Do\nendstream",
    f"<< /Length {len(_TO_UNICODE)} >> stream\n{_TO_UNICODE}\nendstream",
)


def seeds_of(name: str, secret: Path) -> Iterator[bytes]:
    """The seeds of a target; ``secret`` is a file that some of them try to have read."""
    yield from _SEEDS[name](f"file://{secret}")


def _text(_secret: str) -> Iterator[bytes]:
    yield from _files("*.txt")
    yield "Die Lampe\nVon Ada King\n3. Mai 2023\n\nÜber den Fluss.\n".encode("cp1252")
    yield "The lamp\n\n- a\n- b\n\n1. c\n".encode("utf-16")


def _markdown(_secret: str) -> Iterator[bytes]:
    yield from _files("*.md")
    yield from (_FRONT_MATTER.encode(), _TOML.encode())


def _html(secret: str) -> Iterator[bytes]:
    yield from _files("*.html")
    for page in (_PAGE, _INCLUDING_PAGE, _CHAPTER):
        yield page.replace("SECRET", secret).encode()


def _feed(secret: str) -> Iterator[bytes]:
    for feed in (documents.RSS, documents.ATOM, documents.JSON, _FEED):
        yield feed.replace("SECRET", secret).encode()


def _epub(secret: str) -> Iterator[bytes]:
    ncx = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
    package = documents.PACKAGE.replace("</manifest>", ncx)
    chapter = _CHAPTER.replace("SECRET", secret)
    attack = {"OEBPS/text/one.xhtml": chapter, "OEBPS/toc.ncx": _NCX, "OEBPS/book.opf": package}
    yield stored(documents.epub())
    yield stored(documents.epub(**attack))


def _docx(secret: str) -> Iterator[bytes]:
    body = _WORD["word/document.xml"]
    plain = body.partition("]>")[2].replace("&x;", "").replace("&b;", "")
    for document in (body, plain):
        files = {**_WORD, "word/document.xml": document}
        yield pack({name: file.replace("SECRET", secret).encode() for name, file in files.items()})


def _pdf(_secret: str) -> Iterator[bytes]:
    yield documents.pdf()
    objects = [f"{n} 0 obj {content} endobj" for n, content in enumerate(_PDF_OBJECTS, 1)]
    # Its table of objects is not where it says: readers then look for them.
    tail = "trailer << /Size 11 /Root 1 0 R /Info 7 0 R >>\nstartxref\n0\n%%EOF\n"
    yield "\n".join(["%PDF-1.7", *objects, tail]).encode()


def _narration(_secret: str) -> Iterator[bytes]:
    for path in sorted(_PAIRS.glob("*.txt")):
        language = path.stem.partition("-")[0]
        mark = bytes([LANGUAGES.index(language)])
        lines = [line.partition(" => ")[0] for line in path.read_text("utf-8").splitlines()]
        # Four lines to a seed: beside each other, they meet in the fuzzer's splices.
        for place in range(0, len(lines), 4):
            yield mark + "\n\n".join(lines[place : place + 4]).encode()
    yield b"\0# Roses\n\n~Red,\nblue.\n\n|a\tb\n1\t2\n\n>So.\n\n^Photo: J. Doe\n\n-By Jane Doe\n\n$x = 1"


def _files(pattern: str) -> Iterator[bytes]:
    for folder in (_ROOT / "examples", _GOLDEN):
        yield from (path.read_bytes() for path in sorted(folder.glob(pattern)))


_SEEDS: dict[str, Callable[[str], Iterator[bytes]]] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "feed": _feed,
    "epub": _epub,
    "docx": _docx,
    "pdf": _pdf,
    "narration": _narration,
}
