"""Dublin Core elements in XML: what EPUB and Word files state of themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from lxml import etree

from audiobook.articles.dates import stated_date

_DC = "{http://purl.org/dc/elements/1.1/}"
_KEPT = ("rights", "license", "publisher", "description", "subject")


class DublinCore:
    """The elements below a root, by their local names."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of an element, white space folded, empty ones left out."""
        found = self._root.iter(f"{_DC}{name}")
        texts = (" ".join("".join(map(str, element.itertext())).split()) for element in found)
        return tuple(text for text in texts if text)

    def first(self, name: str) -> str:
        """The first value of an element, or ""."""
        return next(iter(self.all(name)), "")

    def published(self, stated: Iterable[str] = ()) -> datetime | None:
        """The first of ``stated`` or of the ``date`` elements that is a date, in UTC."""
        dates = map(stated_date, (*stated, *self.all("date")))
        return next((found for found in dates if found), None)

    def metadata(self) -> tuple[tuple[str, str], ...]:
        """What is kept of the rest, lower-case keys."""
        return tuple((name, value) for name in _KEPT for value in self.all(name))
