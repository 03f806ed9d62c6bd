"""When a page says it was published.

htmldate, which trafilatura asks, takes any date on the page where none is stated; so only what
states it is read here: the head, JSON-LD, a marked ``<time>``, and the page's address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from lxml.html import HtmlElement

from audiobook.articles.dates import stated_date

_KEYS = (
    *("article:published_time", "og:published_time", "citation_publication_date"),
    *("citation_date", "dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date"),
    *("datepublished", "pubdate", "publish_date", "parsely-pub-date", "date"),
)
_IN_ADDRESS = re.compile(r"/([12]\d{3})[/-](\d{2})[/-](\d{2})(?:/|-|$)")
_MOST_NESTED = 12


def published_on(root: HtmlElement, meta: Mapping[str, str], address: str) -> datetime | None:
    """The date that a page states, in UTC, by the first of its signs that holds one."""
    for stated in _signs(root, meta, address):
        found = stated_date(stated)
        if found:
            return found
    return None


def _signs(root: HtmlElement, meta: Mapping[str, str], address: str) -> Iterator[str]:
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        yield from _in_json(script.text_content())
    yield from (meta[key] for key in _KEYS if key in meta)
    for element in root.iter("time", "meta", "span", "abbr"):
        if _is_marked(element):
            yield element.get("datetime") or element.get("content") or element.text_content()
    in_address = _IN_ADDRESS.search(address)
    if in_address:
        yield "-".join(in_address.groups())


def _is_marked(element: HtmlElement) -> bool:
    marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower().split()
    return "pubdate" in element.attrib or not {"datepublished", "dt-published"}.isdisjoint(marks)


def _in_json(text: str) -> Iterator[str]:
    try:
        yield from _date_published(json.loads(text, strict=False))
    except (ValueError, RecursionError):
        # Broken JSON-LD is common, and states nothing.
        return


def _date_published(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("datePublished"), str):
            yield value["datePublished"]
        value = list(value.values())
    if isinstance(value, list) and depth < _MOST_NESTED:
        for inner in value:
            yield from _date_published(inner, depth + 1)
