"""Licences in what a source states of itself: front matter, feed elements, document properties."""

from __future__ import annotations

import re
from itertools import zip_longest

from audiobook.licences.detect import vocabulary
from audiobook.licences.detect.bounds import cut
from audiobook.licences.detect.holders import holder_in
from audiobook.licences.detect.mentions import mentions, restricted, without_mentions
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
_LONGEST_CONDITION = 500
# What is said of a licence behind its name: in brackets, or up to the next comma.
_AFTER = re.compile(r"\s*(?:\([^()]*\)|[^,;.\n]*)")


def stated(article: Article) -> list[Sign]:
    """The signs in ``article.metadata``."""
    holder = next((v for k, v in article.metadata if v and _HOLDER.fullmatch(k)), None)
    return [
        sign
        for key, value in article.metadata
        if TERMS.fullmatch(key.lower())
        for sign in signs_of(value, f"{key}: {value}", holder)
    ]


def signs_of(value: str, evidence: str, holder: str | None = None) -> list[Sign]:
    """The signs in a value whose name says that it states terms: one for each licence it names.

    Reserved rights are a sign too.  What the value denies, or says of something else, is none.
    """
    value = cut(value)
    licences = _licences(value)
    if vocabulary.RESERVED.search(value):
        licences.append(None)
    return [Sign(licence, fold(evidence), holder or holder_in(value)) for licence in licences]


def _licences(value: str) -> list[Licence | None]:
    """The licences that an id, an address or a phrase names; None for one that is restricted."""
    licence = licence_from_id(value)
    if licence is None and not re.search(r"[\s,;|]", value.strip()):
        licence = licence_from_url(value)
    if licence:
        return [licence]
    found: list[Licence | None] = []
    named = mentions(value)
    before, position = "", 0
    for mention, following in zip_longest(named, named[1:]):
        before += value[position : mention.start]
        end = following.start if following else len(value)
        after = _AFTER.match(value, mention.end, end)
        position = after.end() if after else mention.end
        own = value[mention.end : position]
        if following and position == end:
            position = mention.end  # words that nothing parts may be about either licence
            if following.licence == mention.licence and not re.search(r"\w", own):
                continue  # named once more, mostly by its address
        if not _says_otherwise(before, own):
            rest = value[mention.end : mention.end + _LONGEST_CONDITION]
            found.append(None if restricted(mention.licence, rest) else mention.licence)
    return found


def _says_otherwise(before: str, after: str) -> bool:
    return bool(
        vocabulary.DOUBT.search(before)
        or vocabulary.DENIAL.search(without_mentions(after))
        or any(vocabulary.ELSEWHERE.search(words) for words in (before, after))
    )
