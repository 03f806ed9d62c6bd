"""The language that a Word document says its text is in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml.etree import _Element

from audiobook.articles.language import language_of, normalise_tag

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def stated_language(body: _Element, styles: _Element | None, text: str) -> str:
    """The ``w:lang`` of most of the text, as BCP 47; ``""`` where the text is in another language.

    Word writes its user's own language into what it makes, so it is only trusted for the region.
    """
    said: Counter[str] = Counter()
    default = next(_tags(styles), "") if styles is not None else ""
    for run in body.iter(f"{_W}r"):
        letters = sum(len(part.text or "") for part in run.iter(f"{_W}t"))
        said[next(_tags(run), default)] += letters
    tag = normalise_tag(max(said, key=lambda tag: said[tag], default=default))
    found = language_of(text)
    return tag if tag.partition("-")[0] == found.partition("-")[0] else ""


def _tags(element: _Element) -> Iterator[str]:
    for language in element.iter(f"{_W}lang"):
        if tag := language.get(f"{_W}val"):
            yield tag
