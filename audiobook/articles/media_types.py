"""Kinds of sources: what a file's extension says, and what its first bytes say."""

from __future__ import annotations

import re

from audiobook.articles.encodings import unmarked_utf_16

TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
XHTML = "application/xhtml+xml"
RSS = "application/rss+xml"
ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"
EPUB = "application/epub+zip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
ZIP = "application/zip"
XML = "application/xml"
UNKNOWN = "application/octet-stream"
TEXTUAL = frozenset({TEXT, MARKDOWN, HTML, XHTML})

# Stated here because the system's own table differs from one machine to the next.
EXTENSIONS = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": XHTML,
    ".rss": RSS,
    ".atom": ATOM,
    ".epub": EPUB,
    ".docx": DOCX,
    ".pdf": PDF,
}

# The first bytes of files that people pass by mistake.
# Source: the Unix file(1) magic database.
_MAGIC = {
    b"%PDF-": PDF,
    b"\x89PNG\r\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"PK\x03\x04": ZIP,
    b"\x1f\x8b": "application/gzip",
    b"\x7fELF": "application/x-executable",
    b"ID3": "audio/mpeg",
    b"OggS": "audio/ogg",
    b"RIFF": "audio/x-wav",
    b"SQLite format 3\x00": "application/vnd.sqlite3",
    b"\xd0\xcf\x11\xe0": "application/msword",
}
_UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_SAMPLE_BYTES = 65_536
_XML_HEAD = rb"\s*(?:<[?!](?!doctype\s+html)[^>]*>\s*|<!--.*?-->\s*)*"
_STARTS = {
    HTML: re.compile(_XML_HEAD + rb"<(?:!doctype\s+html|html)\b", re.I | re.S),
    RSS: re.compile(_XML_HEAD + rb"<(?:rss|rdf:RDF)\b", re.I | re.S),
    ATOM: re.compile(_XML_HEAD + rb"<(?:\w+:)?feed\b", re.I | re.S),
    JSON_FEED: re.compile(rb"\s*\{.{0,4096}https://jsonfeed\.org/version/", re.S),
}
# A document type may hold declarations, and those anything.
_XML_START = re.compile(rb"\s*<(?:\?xml\b|!DOCTYPE\s+(?!html))", re.I)
_XML_ROOT = re.compile(rb"<([a-z][\w:]{0,40})", re.I)
_FRONT_MATTER_START = re.compile(rb"(?:---|\+\+\+)[ \t]*\r?\n")
_NOT_IN_TEXT = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))


def sniff(data: bytes) -> str:
    """The media type that the content itself shows; text where nothing speaks against it."""
    binary = binary_type(data)
    if binary:
        return _packed(data) if binary == ZIP else binary
    start = data.removeprefix(b"\xef\xbb\xbf")[:_SAMPLE_BYTES]
    for media_type, pattern in _STARTS.items():
        if pattern.match(start):
            return media_type
    if _XML_START.match(start):
        root = _XML_ROOT.search(start)
        return {b"rss": RSS, b"rdf:rdf": RSS, b"feed": ATOM}.get(
            root[1].lower() if root else b"", XML
        )
    return MARKDOWN if _FRONT_MATTER_START.match(start) else TEXT


def binary_type(data: bytes) -> str | None:
    """The media type of what is not text: by its first bytes, or by control characters in it.

    One control character in a hundred is taken for damage, more for something else than text.
    """
    for magic, media_type in _MAGIC.items():
        if data.startswith(magic):
            return media_type
    if data.startswith(_UNICODE_MARKS) or unmarked_utf_16(data):
        return None
    sample = data[:_SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _NOT_IN_TEXT))
    return UNKNOWN if controls * 100 > len(sample) else None


def _packed(data: bytes) -> str:
    """Which of the formats that are ZIP archives this is."""
    # EPUB's first entry is, unpacked, its media type (OCF 3.3, 4.3).
    if EPUB.encode() in data[:100]:
        return EPUB
    return DOCX if b"word/document.xml" in data else ZIP
