"""Licences in a page as it was served, where extracted texts have mostly lost them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree, html
from lxml.html import HtmlElement

from audiobook.licences.detect import vocabulary
from audiobook.licences.detect.bounds import cut, worth_reading
from audiobook.licences.detect.front_matter import TERMS, signs_of
from audiobook.licences.detect.holders import holder_beside, holder_in
from audiobook.licences.detect.json_ld import json_ld_signs
from audiobook.licences.detect.mentions import mentions, restricted, without_mentions
from audiobook.licences.detect.own_words import in_own_words
from audiobook.licences.detect.passages import Passage, is_marked, passages
from audiobook.licences.detect.signs import Sign, fold
from audiobook.licences.detect.statement import (
    grants,
    is_doubtful,
    sentence_around,
    statements_in,
)
from audiobook.licences.known import licence_from_url, terms_of

_ATTRIBUTION = {"cc:attributionName", "cc:attributionURL"}
_COPYRIGHT = re.compile(r"\W*(?:©|\(c\)|copyright\b)", re.IGNORECASE)
_CREDIT = re.compile(r"\b(?:by|von|par|por|di|credits?)\b", re.IGNORECASE)
_LONGEST_CREDIT = 100
_LONGEST_COMPANY = 300  # characters that may stand beside a statement in a passage of the article


def page_signs(markup: str) -> list[Sign]:
    """The signs in an HTML page: its head, its JSON-LD, then its body; none in what is no HTML."""
    if "<" not in markup:
        return []
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing but white space and comments
        return []
    signs = [*_head_signs(root), *json_ld_signs(root), *_body_signs(root)]
    holder = _attributed(root)
    return [replace(s, holder=s.holder or holder) if s.licence else s for s in signs]


def _attributed(root: HtmlElement) -> str | None:
    """Whom the page asks to be named, in the words of ccREL (Creative Commons, 2008)."""
    for element in root.iter("a", "span", "div"):
        if _ATTRIBUTION & {*element.get("rel", "").split(), *element.get("property", "").split()}:
            name = fold(element.text_content())
            return None if not name or name.startswith("http") else name
    return None


def _head_signs(root: HtmlElement) -> Iterator[Sign]:
    for link in root.iter("link"):
        licence = licence_from_url(link.get("href", "")) if is_marked(link) else None
        if licence:
            yield Sign(licence, _as_written(link))
    for meta in root.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        if TERMS.fullmatch(name.lower()):
            yield from signs_of(meta.get("content", ""), _as_written(meta))


def _as_written(element: HtmlElement) -> str:
    return fold(html.tostring(element, encoding="unicode", with_tail=False))


def _body_signs(root: HtmlElement) -> Iterator[Sign]:
    for before, passage in worth_reading(passages(root)):
        text = cut(passage.text)
        for sign in [*statements_in(text), *in_own_words(text)]:
            if passage.colophon or _stands_alone(sign, passage):
                yield sign
        yield from (sign for sign in _linked(passage) if not _is_of_picture(sign, before))


def _stands_alone(sign: Sign, passage: Passage) -> bool:
    # In a paragraph of the article, such a sentence is more likely part of what is told.
    if not sign.licence and not _COPYRIGHT.match(passage.text):
        return False
    start, end = sign.span or (0, 0)
    return len(passage.text.strip()) - (end - start) <= _LONGEST_COMPANY


def _is_of_picture(sign: Sign, before: str) -> bool:
    """Whether a link is the licence of a picture or the like, which the passage before credits.

    It is not where that passage names the terms itself, and they are others.
    """
    credit = without_mentions(before)
    is_credit = _CREDIT.search(credit) and vocabulary.ELSEWHERE.search(credit)
    if not is_credit or len(credit) > _LONGEST_CREDIT:
        return False
    named = [terms_of(mention.licence).family for mention in mentions(before)]
    return not named or sign.licence is None or terms_of(sign.licence).family in named


def _linked(passage: Passage) -> Iterator[Sign]:
    """Links that need no sentence: marked as the licence, or standing in the colophon."""
    text = cut(passage.text)
    seen: set[str] = set()
    for mention in mentions(text):
        address = text[mention.start : mention.end]
        trusted = passage.colophon or address in passage.marked
        if address != mention.licence.url or not trusted or address in seen:
            continue
        start, end = sentence_around(text, mention.start, mention.end)
        before = text[start : mention.start]
        clause = before.rpartition(";")[2]
        if not is_doubtful(before) or grants(clause, ""):
            seen.add(address)
            sentence = text[start:end]
            after = text[mention.end : end]
            licence = None if restricted(mention.licence, after) else mention.licence
            holder = holder_in(sentence) or holder_beside(text, (start, end))
            yield Sign(licence, fold(sentence), holder)
