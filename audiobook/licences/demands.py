"""What a licence asks of a published narration, from ``demands.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from audiobook.licences.known import Terms, terms_of
from audiobook.model import Licence

_TABLE = tomllib.loads(files(__package__).joinpath("demands.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Demands:
    """What one family of licences asks, and the section that says so."""

    source: str
    attribution: frozenset[str] = frozenset()
    """Elements that the notice must hold, as a template names them."""
    share_alike: bool = False
    non_commercial: bool = False
    no_derivatives: bool = False
    accepted_as: str = ""
    """The family that accepts this one too, because it says the same; or empty."""

    @property
    def elements(self) -> frozenset[str]:
        """Attribution, and word of the edition's own licence where that must be the same."""
        return self.attribution | ({"share_alike"} if self.share_alike else set())


DEMANDS = {
    family: Demands(
        row["source"],
        frozenset(row.get("attribution", ())),
        row.get("share-alike", False),
        row.get("non-commercial", False),
        row.get("no-derivatives", False),
        row.get("accepted-as", ""),
    )
    for family, row in _TABLE.items()
}


def demands_of(terms: Terms) -> Demands:
    """What a licence of those terms asks.  Raises KeyError for terms that nobody can know."""
    return DEMANDS[terms.family]


def owed(licence: Licence) -> frozenset[str]:
    """Elements that the notice under a licence must hold; none where nobody can know."""
    demands = DEMANDS.get(terms_of(licence).family)
    return demands.attribution if demands else frozenset()


def elements_of(families: Iterable[Terms]) -> frozenset[str]:
    """All that a notice must be able to hold if it is to serve each of several licences."""
    return frozenset().union(*(demands_of(terms).elements for terms in families))
