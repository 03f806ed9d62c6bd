"""The words of notices and credits, one TOML file a language; English where there is none."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Notice:
    """Lines of the written attribution.

    Fields: title, authors, source, holder, licence, changes.
    """

    work: str
    work_by: str
    untitled: str
    untitled_by: str
    source: str
    holder: str
    licence: str
    share_alike: str
    public_domain: str
    changes: str


@dataclass(frozen=True, slots=True)
class SpokenCredit:
    """Sentences of the spoken attribution.  Fields: title, authors, holder, licence."""

    work: str
    work_by: str
    untitled: str
    untitled_by: str
    licensed: str
    licensed_by: str
    public_domain: str
    public_domain_by: str
    stated_public_domain: str
    stated_public_domain_us: str
    share_alike: str
    voice: str


@dataclass(frozen=True, slots=True)
class Wording:
    """All that is said about a work in one language; ``conjunction`` goes before the last name."""

    language: str
    comma: str
    conjunction: str
    gap: str
    """Between two sentences."""
    changes: str
    """What a narration changes, true of every edition."""
    notice: Notice
    credit: SpokenCredit


def languages() -> tuple[str, ...]:
    """The primary subtags of the languages we have words in."""
    names = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml")))


@cache
def wording(language: str) -> Wording:
    """The words for a BCP 47 tag: its primary language's, or else English ones."""
    primary = language.lower().replace("_", "-").partition("-")[0]
    known = primary if primary in languages() else FALLBACK
    table = tomllib.loads(files(__package__).joinpath(f"{known}.toml").read_text("utf-8"))
    return Wording(
        known,
        table["comma"],
        table["conjunction"],
        table["gap"],
        table["changes"],
        Notice(**table["notice"]),
        SpokenCredit(**table["credit"]),
    )
