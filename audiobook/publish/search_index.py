"""What a show's page searches in."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from audiobook.display import printable, shortened
from audiobook.model import Edition, Show
from audiobook.publish.directions import direction
from audiobook.publish.interface_words import LANGUAGES, interface_language, long_date
from audiobook.publish.templating import minutes

_SUMMARY_CHARACTERS = 160


class _Entry(msgspec.Struct, omit_defaults=True):
    slug: str
    title: str
    language: str
    direction: str
    facts: tuple[str, ...]
    summary: str = ""
    tags: str = ""


def search_index(show: Show, editions: Sequence[Edition]) -> bytes:
    """One part of a show's search index: a JSON array, in the order of ``editions``."""
    return msgspec.json.encode([_entry(show, edition) for edition in editions])


def _entry(show: Show, edition: Edition) -> _Entry:
    spoken = interface_language(show.language)
    length = LANGUAGES[spoken]["minutes"].format(number=minutes(edition.duration_ms))
    authors = (", ".join(edition.authors),) if edition.authors else ()
    return _Entry(
        edition.slug,
        shortened(edition.title),
        edition.language,
        direction(edition.language),
        (long_date(edition.published, spoken), length, *map(printable, authors)),
        _beginning(printable(edition.summary)),
        printable(" ".join(edition.tags)),
    )


def _beginning(summary: str) -> str:
    if len(summary) <= _SUMMARY_CHARACTERS:
        return summary
    return summary[:_SUMMARY_CHARACTERS].rsplit(maxsplit=1)[0] + " …"
