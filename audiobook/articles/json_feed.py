"""JSON Feed 1.0 and 1.1 (jsonfeed.org) -> entries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from audiobook.articles.dates import stated_date
from audiobook.articles.entries import ENCLOSURE, Entry, paragraphs_of, web_address
from audiobook.articles.tags import unique_tags
from audiobook.errors import SourceError

_RIGHTS = ("license", "rights", "copyright")


def entries_of_json(source: str, data: bytes) -> Iterator[Entry]:
    """The items of a JSON feed.  Raises SourceError for JSON that is broken or no feed."""
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SourceError(source, f"is broken JSON ({error})", "check the address") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise SourceError(source, "is JSON but no feed", "pass the address of a JSON feed")
    for item in items:
        if isinstance(item, dict):
            link = _text(item, "url") or _text(item, "external_url")
            link = web_address(link, _text(feed, "home_page_url"), source)
            yield Entry(
                id=_text(item, "id"),
                link=link,
                title=" ".join(_text(item, "title").split()),
                markup=_whole_text(item, link),
                language=_text(item, "language") or _text(feed, "language"),
                authors=_authors(item) or _authors(feed),
                publisher=_text(feed, "title") or None,
                published=stated_date(_text(item, "date_published")),
                tags=_tags(item),
                metadata=(*(_rights(item) or _rights(feed)), *_attachments(item)),
            )


def _whole_text(item: dict[str, Any], link: str) -> str:
    whole = _text(item, "content_html") or paragraphs_of(_text(item, "content_text"))
    return whole or ("" if link else paragraphs_of(_text(item, "summary")))


def _text(stated: dict[str, Any], key: str) -> str:
    value = stated.get(key)
    return str(value) if isinstance(value, str | int | float) else ""


def _authors(stated: dict[str, Any]) -> tuple[str, ...]:
    listed = stated.get("authors")
    # Version 1.0 had one author, 1.1 has many.
    people = listed if isinstance(listed, list) else [stated.get("author")]
    return tuple(_text(p, "name") for p in people if isinstance(p, dict) and _text(p, "name"))


def _tags(item: dict[str, Any]) -> tuple[str, ...]:
    listed = item.get("tags")
    return unique_tags(map(str, listed)) if isinstance(listed, list) else ()


def _rights(stated: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The format has no field for them; publishers add them under their names, or ``_license``."""
    own = ((key, _text(stated, key) or _text(stated, f"_{key}")) for key in _RIGHTS)
    return tuple((key, value) for key, value in own if value)


def _attachments(item: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    listed = item.get("attachments")
    found = [a for a in listed if isinstance(a, dict)] if isinstance(listed, list) else []
    return tuple((ENCLOSURE, _text(a, "mime_type")) for a in found if _text(a, "mime_type"))
