"""RSS, Atom and JSON feeds -> an article for each entry, by feedparser."""

from __future__ import annotations

import html
import io
import re
from calendar import timegm
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from audiobook.articles.entries import ENCLOSURE, Entry, each_once, paragraphs_of, web_address
from audiobook.articles.html_fragment import text_of_html
from audiobook.articles.limits import check_tags
from audiobook.articles.media_types import ATOM, JSON_FEED, RSS
from audiobook.articles.tags import unique_tags
from audiobook.errors import SourceError
from audiobook.model import Article

_MEDIA_TYPES = frozenset({RSS, ATOM, JSON_FEED, "application/rdf+xml"})
# An entity that is more than a character or a word: a file, an address, or others multiplied.
_ENTITY_OF_OTHERS = re.compile(
    rb"<!ENTITY\s+(?!\w+\s+([\"'])(?:&#\w+;|[^&%\"'<>]{0,40})\1\s*>)[^<>]*>"
)
_DATES = ("published_parsed", "updated_parsed")
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
        from audiobook.articles.fragment import Fragment, fragment_of  # noqa: PLC0415
        from audiobook.articles.json_feed import entries_of_json  # noqa: PLC0415

        entries_of = entries_of_json if media_type == JSON_FEED else _entries
        found = False
        for entry in each_once(entries_of(source, data)):
            found = True
            try:
                text = fragment_of(source, entry.markup)
            except SourceError:
                # The entries after it count too, and its page may be better made.
                text = Fragment()
            yield Article(
                # Under its feed, whose own word an id is: it must not name another's article.
                identity=f"{source}#{entry.identity}",
                source=entry.link,
                title=entry.title,
                text=text.text,
                blocks=text.blocks,
                passages=text.passages,
                language=entry.language,
                authors=entry.authors,
                publisher=entry.publisher,
                published=entry.published,
                tags=entry.tags,
                metadata=entry.metadata,
                markup=entry.markup,
            )
        if not found:
            raise SourceError(source, "is a feed without entries", "check the address")


def _entries(source: str, data: bytes) -> Iterator[Entry]:
    import feedparser  # noqa: PLC0415 - see FeedReader.read

    check_tags(source, data)
    # A stream, since feedparser would take bytes for the name of a file or an address.
    safe = io.BytesIO(_ENTITY_OF_OTHERS.sub(b"", data))
    try:
        parsed = feedparser.parse(safe, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # what feedparser raises on broken feeds is not one family
        problem = f"is a broken feed ({error!r})"
        raise SourceError(source, problem, "pass the address of a feed") from error
    if not parsed.get("version") and not parsed.entries:
        raise SourceError(source, "is no feed that can be read", "pass the address of a feed")
    feed = parsed.feed
    for entry in parsed.entries:
        link = _link(entry, _said(feed, "link"), source)
        yield Entry(
            id=_said(entry, "id"),
            link=link,
            title=_title(entry),
            markup=_whole_text(entry, link),
            language=_language(entry) or _said(feed, "language"),
            authors=_authors(entry) or _authors(feed),
            publisher=_title(feed) or None,
            published=_date(entry),
            tags=_tags(entry),
            # What an entry says of itself comes before what its feed says of all.
            metadata=(*(_rights(entry) or _rights(feed)), *_enclosures(entry)),
        )


def _said(stated: Mapping[str, Any], key: str) -> str:
    """A text of feedparser's, which has None for some of what broken feeds leave out."""
    return str(stated.get(key) or "")


def _link(entry: Mapping[str, Any], *bases: str) -> str:
    stated = _said(entry, "link")
    # feedparser takes the id for a link where there is none; only a whole address is one.
    return web_address(stated) if stated == entry.get("id") else web_address(stated, *bases)


def _title(stated: Mapping[str, Any]) -> str:
    title = _said(stated, "title")
    is_plain = (stated.get("title_detail") or {}).get("type") == "text/plain"
    return " ".join((title if is_plain else text_of_html(title)).split())


def _whole_text(entry: Mapping[str, Any], link: str) -> str:
    """The entry's text as HTML, or "" if it holds no more than a summary of its page."""
    details = [part for part in entry.get("content", ()) if _said(part, "value").strip()]
    summary = entry.get("summary_detail") or {"value": _said(entry, "summary")}
    if details or not link or len(_said(summary, "value")) >= _WHOLE_CHARACTERS:
        details.append(summary)
    whole = max(details, key=lambda detail: len(_said(detail, "value")), default=summary)
    if not details:
        return ""
    text = _said(whole, "value")
    if whole.get("type") == "text/plain":
        return paragraphs_of(text)
    # RSS does not say what a description is written in; without a tag, lines are all it has.
    return text if "<" in text else paragraphs_of(html.unescape(text))


def _language(entry: Mapping[str, Any]) -> str:
    stated = (entry, *entry.get("content", ()), entry.get("title_detail") or {})
    return next((str(detail["language"]) for detail in stated if detail.get("language")), "")


def _authors(stated: Mapping[str, Any]) -> tuple[str, ...]:
    names = (" ".join(_said(author, "name").split()) for author in stated.get("authors") or ())
    return tuple(dict.fromkeys(filter(None, names)))


def _date(entry: Mapping[str, Any]) -> datetime | None:
    # Asked for a date that is not there, feedparser would give the other with a warning.
    stated = next(filter(None, (entry[key] for key in _DATES if key in entry)), None)
    try:
        return datetime.fromtimestamp(timegm(stated), UTC) if stated else None
    except (ValueError, OverflowError, OSError):
        return None


def _tags(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Categories by what readers see of them."""
    found = entry.get("tags") or ()
    return unique_tags(_said(tag, "label") or _said(tag, "term") for tag in found)


def _rights(stated: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    links = [link for link in stated.get("links", ()) if link.get("rel") == "license"]
    said = [("license", link["href"]) for link in links if link.get("href")]
    said += [(key, str(stated[key])) for key in _RIGHTS if stated.get(key)]
    return tuple(dict.fromkeys(said))


def _enclosures(entry: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    kinds = (_said(enclosure, "type") for enclosure in entry.get("enclosures") or ())
    return tuple(dict.fromkeys((ENCLOSURE, kind) for kind in kinds if kind))
