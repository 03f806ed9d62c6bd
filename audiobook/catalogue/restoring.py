"""How an edition is entered whose manifest is all that is known of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import msgspec

from audiobook.catalogue.episodes import LAST_CHANGE, NEXT_CHANGE, enrolment
from audiobook.model import Edition

_ENTER = """
INSERT INTO editions (identity, slug, guid, published, fingerprint, files, edition)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_REMEMBER = """
INSERT INTO editions (identity, slug, guid, published, fingerprint, files, edition, removed)
VALUES (?, ?, ?, ?, '', '[]', ?, 1)
"""
_NUMBER = f"""
INSERT INTO episodes (show, number, identity, changed, archived)
VALUES (?, ?, ?, {LAST_CHANGE}, ?) ON CONFLICT (show, identity) DO NOTHING
"""
DROP_DANGLING = tuple(
    (f"DELETE FROM {table} WHERE identity NOT IN (SELECT identity FROM editions)",)
    for table in ("episodes", "seen")
)
"""Statements that forget editions which are not there."""
_LONG_AGO = 0  # before any change


def restoration(
    edition: Edition, files: str, numbers: Mapping[str, int], again: Collection[str]
) -> Iterator[tuple[Any, ...]]:
    """Statements that enter an edition with its files and its numbers in its shows.

    They take the place of what is known of it; in the shows of ``again``, it changed since it left
    their feed.
    """
    yield NEXT_CHANGE
    yield "DELETE FROM editions WHERE identity = ?", edition.identity
    yield "DELETE FROM editions WHERE slug = ? AND removed AND files = '[]'", edition.slug
    yield (
        _ENTER,
        edition.identity,
        edition.slug,
        edition.guid,
        edition.published.isoformat(),
        edition.fingerprint,
        files,
        msgspec.json.encode(edition).decode(),
    )
    for show, number in numbers.items():
        yield _NUMBER, show, number, edition.identity, _LONG_AGO if show in again else None
    yield from enrolment(edition, changed=False)


def remembrance(edition: Edition) -> Iterator[tuple[Any, ...]]:
    """Statements that enter an edition as one that is lost: taken out, and without files."""
    yield NEXT_CHANGE
    yield (
        _REMEMBER,
        edition.identity,
        edition.slug,
        edition.guid,
        edition.published.isoformat(),
        msgspec.json.encode(edition).decode(),
    )
