"""The terms of Piper's voices: what their cards say, and what is known beyond them.

A card states the licence of the recordings and, often, the voice whose model the training started
from.  Whether a model is bound by the terms of the recordings of the one it grew from is not
settled; so such a voice is never called free for commercial use on its own recordings alone.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_LICENCE = re.compile(r"^\W*Licen[cs]e:\s*(.+?)\s*$", re.IGNORECASE | re.MULTILINE)
_URL = re.compile(r"^\W*URL:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_GREW_FROM = re.compile(r"Fine-?tuned from (.+?)(?:\s*\([^)]*\))?\s*\.?\s*$", re.I | re.M)
_SAYS_NOTHING = re.compile(r"see (the )?url\.?|unknown|-", re.IGNORECASE)
_FORBIDS = re.compile(r"\bNC\b|non-?commercial|research", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a voice may be used for; ``commercial`` None means that it is left open."""

    title: str
    gender: str | None
    licence: str
    commercial: bool | None
    made_from: str


def terms_of(voice: str, card: str) -> Terms:
    """The terms of a voice, named as in ``en_US-joe-medium``, with its MODEL_CARD or none."""
    name = [*voice.split("-"), voice][1]
    known = _voices().get(name, {})
    licence = _stated_licence(card) or known.get("licence", "")
    origin = _first(_GREW_FROM, card) or known.get("grew-from", "")
    root = next((_voices()[w] for w in re.findall(r"\w+", origin.lower()) if w in _voices()), {})
    commercial = _commercial(licence)
    if commercial and origin and not _commercial(root.get("licence", "")):
        commercial = None
    recordings = known.get("made-from") or _first(_URL, card)
    made_from = [recordings] if recordings else []
    if origin:
        made_from.append(f"fine-tuned from {origin}")
    if root:
        made_from.append(f"which is made from {root['made-from']}")
    title = name.replace("_", " ").title()
    return Terms(title, known.get("gender"), licence, commercial, ", ".join(made_from))


def _stated_licence(card: str) -> str:
    """The licence in a card as SPDX names it, or in the card's own words."""
    stated = _first(_LICENCE, card)
    for row in _table()["licences"]:
        if any(re.search(words, stated, re.IGNORECASE) for words in row["said-as"]):
            return str(row["id"])
    return "" if _SAYS_NOTHING.fullmatch(stated) else stated


def _commercial(licence: str) -> bool | None:
    for row in _table()["licences"]:
        if row["id"] == licence:
            return bool(row["commercial"])
    return False if _FORBIDS.search(licence) else None


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def _voices() -> dict[str, dict[str, str]]:
    known: dict[str, dict[str, str]] = _table()["voices"]
    return known


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("voice_terms.toml").read_text("utf-8"))
