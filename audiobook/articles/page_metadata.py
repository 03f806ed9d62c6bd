"""What a page states of itself: title, authors, date, language, address, publisher."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lxml.html import HtmlElement
from trafilatura.metadata import extract_metadata

from audiobook.articles.page_blocks import words_of
from audiobook.articles.page_dates import published_on
from audiobook.articles.people import split_names
from audiobook.articles.tags import split_tags, unique_tags
from audiobook.articles.titles import clean_title

_TITLE_KEYS = ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title")
_TAG = "article:tag"  # of Open Graph: one element for each
_KEPT = frozenset(
    ["author", "license", "licence", "rights", "copyright", "description", "keywords", "date"]
)
# Whole vocabularies: Dublin Core, Highwire, Open Graph.  Other names may change at each visit
# (tokens, measurements), and would make an article look edited.
_KEPT_PREFIXES = ("dc.", "dcterms.", "citation_", "article:", "og:title", "og:site_name", "og:type")
_SEPARATORS = (" | ", " — ", " – ", " - ", " :: ", " » ", " « ", " · ", " • ")
# A box about the author is taken for a byline: "Hi, I am Ada, and this is my kitchen".
_OF_SENTENCES = frozenset(["i", "i'm", "am", "is", "was", "are", "my", "our", "we", "you", "your"])
# Only authors are taken from trafilatura; without these it would search the page for a date.
_DATE_PARAMETERS = {"extensive_search": False, "original_date": True}


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page states of itself; empty where it states nothing."""

    title: str
    authors: tuple[str, ...]
    published: datetime | None
    address: str
    publisher: str | None
    tags: tuple[str, ...]
    metadata: tuple[tuple[str, str], ...]


def page_metadata(root: HtmlElement) -> PageMetadata:
    """Read a page's head, its JSON-LD and its bylines."""
    found = extract_metadata(root, date_config=dict(_DATE_PARAMETERS))
    meta = _meta(root)
    site = meta.get("og:site_name") or meta.get("application-name") or ""
    address = _canonical(root, meta)
    return PageMetadata(
        title=_title(root, meta, site),
        authors=_authors(found.author or ""),
        published=published_on(root, meta, address),
        address=address,
        publisher=site or None,
        tags=_tags(root, meta),
        metadata=tuple((key, value) for key, value in meta.items() if _is_kept(key)),
    )


def language_around(element: HtmlElement) -> str:
    """The ``lang`` that holds for an element: its own, or that of the nearest around it."""
    for around in (element, *element.iterancestors()):
        language = around.get("lang") or around.get("xml:lang")
        if language:
            return str(language)
    return ""


def _meta(root: HtmlElement) -> dict[str, str]:
    """The page's ``<meta>`` elements by name, lower case; the first of each name counts."""
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        key = element.get("name") or element.get("property") or ""
        value = " ".join((element.get("content") or "").split())
        if key and value:
            meta.setdefault(key.lower(), value)
    return meta


def _tags(root: HtmlElement, meta: dict[str, str]) -> tuple[str, ...]:
    found = (e.get("content") or "" for e in root.iter("meta") if e.get("property") == _TAG)
    return unique_tags((*found, *split_tags(meta.get("keywords", ""))))


def _is_kept(key: str) -> bool:
    return key in _KEPT or key.startswith(_KEPT_PREFIXES)


def _title(root: HtmlElement, meta: dict[str, str], site: str) -> str:
    stated = next((meta[key] for key in _TITLE_KEYS if key in meta), "")
    headings = [" ".join(words_of(h).split()) for h in root.iter("h1")]
    element = root.find(".//head/title")
    named = " ".join(words_of(element).split()) if element is not None else ""
    # A single first-level heading that the page's name repeats is the title without the site's.
    if not stated and len(headings) == 1 and headings[0] and headings[0] in named:
        stated = headings[0]
    stated = stated or named or (headings[0] if headings else "")
    return clean_title(_without_site(stated, site))


def _authors(found: str) -> tuple[str, ...]:
    """The names that trafilatura found, unless what it took for them is a sentence."""
    words = found.casefold().replace("’", "'").split()
    return () if _OF_SENTENCES.intersection(words) else split_names(found)


def _without_site(title: str, site: str) -> str:
    for separator in _SEPARATORS:
        head, _, tail = title.rpartition(separator)
        if head and site and tail.casefold() == site.casefold():
            return head
        first, _, rest = title.partition(separator)
        if rest and site and first.casefold() == site.casefold():
            return rest
    return title


def _canonical(root: HtmlElement, meta: dict[str, str]) -> str:
    stated = [link.get("href") or "" for link in root.iter("link") if _is_canonical(link)]
    addresses = (address.strip() for address in (*stated, meta.get("og:url", "")))
    return next((a for a in addresses if a.startswith(("http://", "https://"))), "")


def _is_canonical(link: HtmlElement) -> bool:
    return "canonical" in (link.get("rel") or "").lower().split()
