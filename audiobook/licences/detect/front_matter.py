"""Licences in what a source states of itself: front matter, feed elements, document properties."""

from __future__ import annotations

import re

from audiobook.licences.detect import vocabulary
from audiobook.licences.detect.mentions import mentions
from audiobook.licences.detect.signs import Sign, fold
from audiobook.licences.known import licence_from_id, licence_from_url
from audiobook.model import Article, Licence

TERMS = re.compile(
    r"(?:dc|dcterms|cc|creativecommons|og|article)?[.:_-]?(?:licen[cs]e|rights|copyright)"
    r"(?:[._-]?(?:url|id|uri|name|type))?"
)
_HOLDER = re.compile(
    r"(?:copyright|rights|licen[cs]e)[._ -]?holder|holder|publisher", re.IGNORECASE
)


def stated(article: Article) -> list[Sign]:
    """The signs in ``article.metadata``."""
    holder = next((v for k, v in article.metadata if v and _HOLDER.fullmatch(k)), None)
    return [
        sign
        for key, value in article.metadata
        if TERMS.fullmatch(key.lower())
        for sign in [sign_of(value, f"{key}: {value}", holder)]
        if sign
    ]


def sign_of(value: str, evidence: str, holder: str | None = None) -> Sign | None:
    """The sign in a value whose name says that it states terms; None if it holds none we know."""
    licence = licence_of(value)
    if licence:
        return Sign(licence, fold(evidence), holder)
    if vocabulary.RESERVED.search(value):
        return Sign(None, fold(evidence), holder)
    return None


def licence_of(value: str) -> Licence | None:
    """The licence that an id, an address or a phrase names."""
    licence = licence_from_id(value) or licence_from_url(value)
    if licence:
        return licence
    for mention in mentions(value):
        if not vocabulary.ELSEWHERE.search(value[: mention.start]):
            return mention.licence
    return None
