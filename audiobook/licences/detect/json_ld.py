"""Licences in a page's JSON-LD (schema.org): those of the article, not of its pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from lxml.html import HtmlElement

from audiobook.licences.detect.front_matter import signs_of
from audiobook.licences.detect.signs import Sign

_OURS = re.compile(
    r"(?:\w+News|News|Scholarly|Tech)?Article|Blog|BlogPosting|Book|Chapter|CreativeWork|Essay"
    r"|MedicalWebPage|Report|WebPage|WebSite"
)
_INWARD = ("@graph", "mainEntity", "mainEntityOfPage")


def json_ld_signs(root: HtmlElement) -> list[Sign]:
    """The signs in every ``application/ld+json`` script; one that is no JSON says nothing."""
    signs: list[Sign] = []
    for script in root.iter("script"):
        if "ld+json" in script.get("type", "").lower():
            with suppress(ValueError, RecursionError):
                signs.extend(_signs(json.loads(script.text or "")))
    return signs


def _signs(value: Any) -> Iterator[Sign]:
    if isinstance(value, list):
        for item in value:
            yield from _signs(item)
    elif isinstance(value, dict):
        if any(map(_OURS.fullmatch, _texts(value.get("@type")))):
            yield from _signs_of(value)
        for key in _INWARD:
            yield from _signs(value.get(key))


def _signs_of(work: dict[str, Any]) -> Iterator[Sign]:
    holder = next(_texts(work.get("copyrightHolder")), None) or next(
        _texts(work.get("publisher")), None
    )
    for key in ("license", "usageInfo"):
        for text in _texts(work.get(key)):
            yield from signs_of(text, f'JSON-LD "{key}": "{text}"', holder)


def _texts(value: Any) -> Iterator[str]:
    """The words of a property: a text, or the name or address of a thing, or some of them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        yield from _texts(value.get("name") or value.get("url") or value.get("@id"))
