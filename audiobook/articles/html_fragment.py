"""A fragment of HTML -> its plain text, for the raw HTML that stands in other formats."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from audiobook.articles.scripts import LOWERED, RAISED, SET, set_scripts

SILENT = frozenset({"script", "style", "template", "svg", "math"})
"""Elements whose words are not for readers."""
_MARKS = {"sup": RAISED, "sub": LOWERED}
_LINES = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption"})
# Comments to browsers (WHATWG HTML, 13.2.5.42), AssertionErrors to the html.parser of Python 3.11.
_BOGUS = re.compile(r"<!\[(?!CDATA\[)[^>]*>?")


def text_of_html(fragment: str) -> str:
    """The words of a fragment without its tags, comments and scripts; a line for each block."""
    parser = _parsed(fragment)
    lines = (" ".join(line.split()) for line in set_scripts("".join(parser.parts)).split("\0"))
    return "\n".join(line for line in lines if line)


def image_text_of_html(fragment: str) -> str:
    """What a fragment's images show, in the words of their ``alt`` attributes."""
    parser = _parsed(fragment)
    return " ".join(" ".join(parser.images).split())


def _parsed(fragment: str) -> _TextParser:
    parser = _TextParser()
    parser.feed(_BOGUS.sub("", fragment))
    parser.close()
    return parser


class _TextParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.images: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.images.append(dict(attrs).get("alt") or "")
        if tag in SILENT:
            self._silent += 1
        elif not self._silent:
            self.parts.append("\0" if tag in _LINES else _MARKS.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _MARKS and not self._silent:
            self.parts.append(SET)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)
