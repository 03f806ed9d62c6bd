"""JSON Feed 1.1 (jsonfeed.org) -> entries."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from audiobook.articles.entries import Entry, web_address
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
            yield Entry(
                identity=_text(item, "id"),
                link=web_address(_text(item, "url")),
                title=_text(item, "title"),
                markup=_text(item, "content_html") or _paragraphs(_text(item, "content_text")),
                language=_text(item, "language") or _text(feed, "language"),
                authors=_authors(item) or _authors(feed),
                publisher=_text(feed, "title") or None,
                published=_date(_text(item, "date_published")),
                metadata=_rights(item) or _rights(feed),
            )


def _text(stated: dict[str, Any], key: str) -> str:
    value = stated.get(key)
    return str(value) if isinstance(value, str | int | float) else ""


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n") if part.strip())


def _authors(stated: dict[str, Any]) -> tuple[str, ...]:
    listed = stated.get("authors")
    # Version 1.0 had one author, 1.1 has many.
    people = listed if isinstance(listed, list) else [stated.get("author")]
    return tuple(_text(p, "name") for p in people if isinstance(p, dict) and _text(p, "name"))


def _date(stated: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(stated)
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def _rights(stated: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The format has no field for them; publishers add them under their names, or ``_license``."""
    own = ((key, _text(stated, key) or _text(stated, f"_{key}")) for key in _RIGHTS)
    return tuple((key, value) for key, value in own if value)
