"""Statements in a page's own words: public domain, a government's works, leave to republish."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.licences.detect import vocabulary
from audiobook.licences.detect.mentions import Mention
from audiobook.licences.detect.signs import Sign, fold
from audiobook.licences.detect.statement import is_doubtful, sentence_around, sign_in
from audiobook.licences.known import CUSTOM, licence_from_id

# "© European Union, 2020; …": no more may come before a sentence that is whole.
_COPYRIGHT = re.compile(r"\W*(?:(?:©|copyright\b)[^.;]{0,100}[.;,:]\s*)?\W*", re.IGNORECASE)
# Of this site, on this page: what the subject is, before its verb.
_PLACE = re.compile(
    r"\s*(?:(?:of|on|in|at|by|from|de|du|sur|von|auf|dieser|en|del|di)\b[^.;]{0,60})?\s*"
)
_CLAUSE = re.compile(r"\b(?:that|which|who|because|is|are|was|were|has|have|if|when)\b", re.I)


def in_own_words(text: str) -> Iterator[Sign]:
    """The signs in a text that name no licence and still say what may be done with it."""
    for licence_id, pattern in vocabulary.PREDICATES.items():
        for match in pattern.finditer(text):
            start, end = sentence_around(text, match.start(), match.end())
            if _is_subject(text[start : match.start()]):
                yield _sign(text, licence_id, match, (start, end))
    for licence_id, pattern in vocabulary.SENTENCES.items():
        for match in pattern.finditer(text):
            start, end = sentence_around(text, match.start(), match.end())
            if _COPYRIGHT.fullmatch(text, start, match.start()):
                yield _sign(text, licence_id, match, (start, end))


def _is_subject(before: str) -> bool:
    subject = vocabulary.SUBJECT.match(before)
    if not subject or is_doubtful(before[subject.start("subject") :]):
        return False
    place = before[subject.end() :]
    return bool(_PLACE.fullmatch(place) and not _CLAUSE.search(place))


def _sign(text: str, licence_id: str, match: re.Match[str], span: tuple[int, int]) -> Sign:
    licence = licence_from_id(licence_id)
    if licence is None:  # its conditions are part of what it says
        return Sign(CUSTOM, fold(text[slice(*span)]), span=span)
    return sign_in(text, Mention(match.start(), match.end(), licence), span)
