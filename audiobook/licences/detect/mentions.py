"""Where a text names a licence: by address, by code (``CC BY-SA 4.0``) or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audiobook.licences.detect import vocabulary
from audiobook.licences.known import (
    FIXED,
    UNTYPED,
    creative_commons,
    licence_from_url,
    terms_of,
)
from audiobook.model import Licence

_ADDRESS = re.compile(r"(?:https?:)?//[^\s<>\"'）)\]]+|creativecommons\.org/[^\s<>\"'）)\]]+")
# "CC by Jane" names a photographer: in lower case a code needs a second element or a version.
# The second alternative of each letter is Cyrillic.
_ANCHOR = re.compile(
    r"(?i:creative[\s-]+commons|クリエイティブ・コモンズ|知识共享|創用CC|کریتیو کامنز"
    r"|크리에이티브[\s-]*커먼즈)"
    r"|\b[CС][CС](?=[\s-]*BY\b|[\s-]+(?i:attribution|namensnennung))"
    r"|(?i:\b[cс][cс])(?=[\s-]*(?i:by)(?:[\s-]*(?i:nc|nd|sa)\b|[\s-]*\d\.\d))"
)
_CODES = {
    "BY": re.compile(r"BY\b|(?i:by)(?=[\s-]*(?:(?i:nc|nd|sa)\b|\d\.\d))"),
    "NC": re.compile(r"(?i:nc)\b"),
    "ND": re.compile(r"(?i:nd)\b"),
    "SA": re.compile(r"(?i:sa)\b"),
}
_GLUE = re.compile(r"[\s\-–—:,/«»\"“”„'‘’()*_\[\]·|]*")
_VERSION = re.compile(r"v?\.?\s?(\d\.\d)(?!\d)")
_LICENCE_WORD = re.compile(r"(?i:licen[cs]e|lizenz|licencia|licença|licenza)\b[\s:–-]{0,4}")
_LONGEST_NAME = 300
# An element in a language we can't read may be a restriction: "Attribution-EzKomertziala".
_UNREAD_ELEMENT = re.compile(
    r"[-–—/](?!(?i:li[cszt]en|licy))[^\W\d_]|\s[-–—/]\s[^\W\d_][^.;,()\n]{0,60}?\d\.\d(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A licence named at ``text[start:end]``; ``UNTYPED`` if only Creative Commons is named."""

    start: int
    end: int
    licence: Licence


def mentions(text: str) -> list[Mention]:
    """All mentions in order; where two overlap, the one that begins first."""
    found = sorted(
        [*_addresses(text), *_fixed_names(text), *_creative_commons(text), *_unnamed(text)],
        key=lambda m: (m.start, m.licence is UNTYPED, -m.end),
    )
    apart: list[Mention] = []
    for mention in found:
        if not apart or mention.start >= apart[-1].end:
            apart.append(mention)
    return apart


def without_mentions(text: str) -> str:
    """A text without the names and addresses of licences in it."""
    pieces, position = [], 0
    for mention in mentions(text):
        pieces.append(text[position : mention.start])
        position = mention.end
    return "".join([*pieces, text[position:]])


def restricted(licence: Licence, after: str, following: str = "") -> bool:
    """Whether the words after a licence make a condition that it does not make itself.

    ``after`` goes on about the licence; ``following`` does only if it opens with a condition.
    """
    words, sentence = without_mentions(after), following.lstrip()
    return any(
        pattern.search(words) or pattern.match(sentence)
        for element, pattern in vocabulary.RESTRICTIONS.items()
        if element not in terms_of(licence).restrictions
    )


def _addresses(text: str) -> Iterator[Mention]:
    for match in _ADDRESS.finditer(text):
        licence = licence_from_url(match[0])
        if licence:
            yield Mention(match.start(), match.end(), licence)


def _fixed_names(text: str) -> Iterator[Mention]:
    for fixed in FIXED:
        for match in fixed.words.finditer(text):
            yield Mention(match.start(), match.end(), fixed.licence)


def _creative_commons(text: str) -> Iterator[Mention]:
    read = 0
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() >= read:
            read, licence = _read_terms(text, anchor.end())
            yield Mention(anchor.start(), read, licence)


def _unnamed(text: str) -> Iterator[Mention]:
    """Licences described by their elements, without a word of Creative Commons."""
    for anchor in _LICENCE_WORD.finditer(text):
        if vocabulary.ELEMENTS["BY"].match(text, anchor.end()):
            end, licence = _read_terms(text, anchor.end())
            if terms_of(licence).restrictions:
                yield Mention(anchor.start(), end, licence)


def _licence(elements: set[str], version: str | None, port: str | None) -> Licence:
    if not elements:
        return UNTYPED
    whole = frozenset(elements | {"BY"})  # every type since 2.0 has BY, and few name it again
    return (
        creative_commons(whole, version, port)
        or creative_commons(whole, version)
        or creative_commons(whole)
        or UNTYPED
    )


def _read_terms(text: str, start: int) -> tuple[int, Licence]:
    """Read elements, version and port from ``start`` on: where they end, and whose they are."""
    elements: set[str] = set()
    version: str | None = None
    port: str | None = None
    end = position = start
    while position - start < _LONGEST_NAME:
        glue = _GLUE.match(text, position)
        position = glue.end() if glue else position
        if element := _first(_CODES, text, position) or _first(vocabulary.ELEMENTS, text, position):
            elements.add(element[0])
            end = position = element[1]
        elif number := _VERSION.match(text, position):
            version = version or number[1]
            end = position = number.end()
        elif version and (region := _first(vocabulary.REGIONS, text, position)):
            port = port or region[0]
            end = position = region[1]
        elif scope := vocabulary.UNPORTED.match(text, position):
            end = position = scope.end()
        elif filler := vocabulary.FILLERS.match(text, position):
            position = filler.end()  # alone it is no part of the name
        else:
            break
    if version is None and _UNREAD_ELEMENT.match(text, end):
        return end, UNTYPED
    return end, _licence(elements, version, port)


def _first(
    patterns: Mapping[str, re.Pattern[str] | vocabulary.Expression], text: str, position: int
) -> tuple[str, int] | None:
    """The key of the first pattern that matches at a position, and where its match ends."""
    for key, pattern in patterns.items():
        if match := pattern.match(text, position):
            return key, match.end()
    return None
