"""What a batch has seen of its sources, so that what is known is not read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from audiobook.catalogue.store import Store, errors_as_ours
from audiobook.path_names import escaped, unescaped

_IDENTITIES = msgspec.json.Decoder(tuple[str, ...]).decode
_NOTE = "INSERT INTO seen (source, identity, mark, state) VALUES (?, ?, ?, ?)"
_OF_EDITION = "source IN (SELECT source FROM seen WHERE identity = ?)"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A source as it was when editions of all its articles were there."""

    source: str
    mark: str
    """What it was like; opaque here."""
    state: str
    """What else the editions were made from; empty if one of them was made anew or moved since."""
    identities: tuple[str, ...]
    """Of its articles."""


def unsettled(identity: str) -> tuple[Any, ...]:
    """A statement that has the sources of an edition read again: it is not what they gave it."""
    return f"UPDATE seen SET state = '' WHERE {_OF_EDITION}", identity


class Sightings:
    """The last sighting of each source."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> dict[str, Sighting]:
        """Every sighting by its source.  Raises CatalogueError."""
        rows = self._store.all(
            "SELECT source, mark, state, json_group_array(identity) AS identities "
            "FROM seen GROUP BY source"
        )
        with errors_as_ours(self._store.path):
            seen = (
                msgspec.convert({**row, "identities": _IDENTITIES(row["identities"])}, Sighting)
                for row in map(dict, rows)
            )
            named = (replace(each, source=unescaped(each.source)) for each in seen)
            return {sighting.source: sighting for sighting in named}

    def note(self, sightings: Iterable[Sighting]) -> None:
        """Keep these instead of what was seen of the same sources before, all of them or none.

        Raises CatalogueError.
        """
        self._store.write(*(statement for each in sightings for statement in _noting(each)))


def _noting(sighting: Sighting) -> Iterator[tuple[Any, ...]]:
    source = escaped(sighting.source)
    yield "DELETE FROM seen WHERE source = ?", source
    for identity in sighting.identities:
        values = source, identity, sighting.mark, sighting.state
        yield _NOTE, *values
