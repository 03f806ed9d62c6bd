"""The tables beside this module: a language, a kind, and the words for it, one a line."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib import resources

from audiobook.narration.languages import base_tag


@cache
def _table(name: str) -> dict[str, dict[str, tuple[str, ...]]]:
    text = resources.files(__package__).joinpath(f"{name}.tsv").read_text("utf-8")
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in text.splitlines():
        if line and not line.startswith("#"):
            language, kind, words = line.split("\t")
            found[language][kind].append(words)
    return {
        language: {kind: tuple(words) for kind, words in kinds.items()}
        for language, kinds in found.items()
    }


def phrases(table: str, language: str) -> dict[str, tuple[str, ...]]:
    """The phrases of ``<table>.tsv`` by their kind, in the order of the file.

    ``language`` is a BCP 47 tag; one that the table does not have has no phrases.
    """
    return _table(table).get(base_tag(language), {})


def phrase(table: str, language: str, kind: str) -> str | None:
    """The first phrase of a kind; None where the table has none in that language."""
    return next(iter(phrases(table, language).get(kind, ())), None)
