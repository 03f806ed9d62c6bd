"""RSS, Atom and JSON feeds -> an article for each entry, by feedparser."""

from __future__ import annotations

import io
from calendar import timegm
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from audiobook.articles.entries import Entry, web_address
from audiobook.articles.html_fragment import text_of_html
from audiobook.articles.media_types import ATOM, JSON_FEED, RSS
from audiobook.errors import SourceError
from audiobook.model import Article

_MEDIA_TYPES = frozenset({RSS, ATOM, JSON_FEED, "application/rdf+xml"})
_RIGHTS = ("license", "rights", "copyright")
# A summary this long, with no other text, is the text.
_WHOLE_CHARACTERS = 2_000


class FeedReader:
    """Reads the entries of a feed; one without its text is left to be fetched from its page."""

    def accepts(self, source: str, media_type: str) -> bool:  # noqa: ARG002 - part of the protocol
        """Whether the source is a feed."""
        return media_type in _MEDIA_TYPES

    def read(self, source: str, data: bytes, media_type: str) -> Iterator[Article]:
        """One article for each entry; its text is empty where the feed has a link only.

        Raises SourceError for what is no feed, or has no entries.
        """
        # Imported here: choosing a reader for some other source must not cost a parser.
        from audiobook.articles.fragment import fragment_of  # noqa: PLC0415
        from audiobook.articles.json_feed import entries_of_json  # noqa: PLC0415

        entries_of = entries_of_json if media_type == JSON_FEED else _entries
        found = False
        for entry in entries_of(source, data):
            found = True
            text = fragment_of(source, entry.markup)
            yield Article(
                # Under its feed, whose own word an id is: it must not name another's article.
                identity=f"{source}#{entry.identity or entry.link or entry.title}",
                source=entry.link,
                title=entry.title,
                text=text.text,
                blocks=text.blocks,
                passages=text.passages,
                language=entry.language,
                authors=entry.authors,
                publisher=entry.publisher,
                published=entry.published,
                metadata=entry.metadata,
                markup=entry.markup,
            )
        if not found:
            raise SourceError(source, "is a feed without entries", "check the address")


def _entries(source: str, data: bytes) -> Iterator[Entry]:
    import feedparser  # noqa: PLC0415 - see FeedReader.read

    # A stream, since feedparser would take bytes for the name of a file or an address.
    parsed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.get("version") and not parsed.entries:
        raise SourceError(source, "is no feed that can be read", "pass the address of a feed")
    feed = parsed.feed
    for entry in parsed.entries:
        yield Entry(
            identity=entry.get("id", ""),
            link=web_address(entry.get("link", "")),
            title=_plain(entry.get("title", "")),
            markup=_whole_text(entry),
            language=_language(entry) or feed.get("language", ""),
            authors=_authors(entry) or _authors(feed),
            publisher=_plain(feed.get("title", "")) or None,
            published=_date(entry),
            # What an entry says of itself comes before what its feed says of all.
            metadata=(*_rights(entry), *(_rights(feed) if not _rights(entry) else ())),
        )


def _plain(title: str) -> str:
    return " ".join(text_of_html(title).split())


def _whole_text(entry: Mapping[str, Any]) -> str:
    """The entry's text as HTML, or "" if it holds no more than a summary of its page."""
    whole = max((part.get("value", "") for part in entry.get("content", ())), key=len, default="")
    summary = str(entry.get("summary", ""))
    if whole:
        return str(whole)
    return summary if len(summary) >= _WHOLE_CHARACTERS or not entry.get("link") else ""


def _language(entry: Mapping[str, Any]) -> str:
    details = (entry.get("title_detail") or {}, *entry.get("content", ()))
    return next((detail["language"] for detail in details if detail.get("language")), "")


def _authors(stated: Mapping[str, Any]) -> tuple[str, ...]:
    names = [author.get("name", "") for author in stated.get("authors", ())]
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))


def _date(entry: Mapping[str, Any]) -> datetime | None:
    stated = entry.get("published_parsed") or entry.get("updated_parsed")
    return datetime.fromtimestamp(timegm(stated), UTC) if stated else None


def _rights(stated: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    links = [link for link in stated.get("links", ()) if link.get("rel") == "license"]
    said = [("license", link["href"]) for link in links if link.get("href")]
    said += [(key, str(stated[key])) for key in _RIGHTS if stated.get(key)]
    return tuple(dict.fromkeys(said))
