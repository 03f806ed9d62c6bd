"""Statements of a licence in running text: "All content by … is licensed under …".

A mention of a licence counts only in a sentence that opens with this very text ("This article",
"All content") and grants it, or in a line that is a label and a licence.  What else a sentence
says of licences, of photographs, software or other people's works, is none of ours: to claim more
freedom than a text gives is worse than to find no licence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audiobook.licences.detect import vocabulary
from audiobook.licences.detect.holders import granter_in, holder_beside, holder_in
from audiobook.licences.detect.mentions import Mention, mentions, restricted, without_mentions
from audiobook.licences.detect.signs import Sign, fold

# No sentence ends in "U.S." or "Inc."
_SENTENCE_END = re.compile(
    r"(?<=[.!?؟])(?<!\.[A-Z]\.)(?<!\bInc\.)(?<!\bLtd\.)(?<!\bSec\.)[\"”’)*_]*\s+"
    r"|(?<=[。！？])|\n\s*\n"
)
_LINE_GOES_ON = re.compile(r"\n(?=[ \t]*[^\W\d_A-ZÀ-ÞА-Я\n])")
# Ideographs, kana and the words of Semitic languages are not told apart this way.
_WORD = re.compile(r"\s+[a-zà-ɏа-яё]+(?=\s)", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|ist|sind|steht|stehen|wird|werden|est|sont|es|está|están|se|son"
    r"|è|sono|é|são|estão|jest|są|wordt|worden|valt|staat)\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"\((?:source|quelle|fuente|fonte)\s?:[^()\n]*\)", re.IGNORECASE)
_LONGEST_STATEMENT = 500
_LONGEST_REST_OF_LABEL = 3


def statements_in(text: str) -> list[Sign]:
    """The signs in a text; reserved rights among them."""
    signs = [*_granted(text), *_reserved(text)]
    return sorted(signs, key=lambda sign: sign.span or (0, 0))


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence that a stretch lies in, line breaks or not."""
    return _starts(text, start)[-1], _end(text, end)


def sign_in(text: str, mention: Mention, span: tuple[int, int]) -> Sign:
    """The sign of a licence granted in a sentence; rights stay reserved where that restricts it."""
    sentence, after = text[slice(*span)], text[mention.end : span[1]]
    following = text[span[1] : span[1] + _LONGEST_STATEMENT]
    licence = None if restricted(mention.licence, after, following) else mention.licence
    holder = granter_in(after) or holder_in(sentence) or holder_beside(text, span)
    return Sign(licence, fold(sentence), holder, span)


def _granted(text: str) -> Iterator[Sign]:
    for mention in mentions(text):
        span = _statement_around(text, mention)
        if span:
            yield sign_in(text, mention, span)


def _reserved(text: str) -> Iterator[Sign]:
    for match in vocabulary.RESERVED.finditer(text):
        span = sentence_around(text, match.start(), match.end())
        yield Sign(None, fold(text[slice(*span)]), span=span)


def _statement_around(text: str, mention: Mention) -> tuple[int, int] | None:
    """The sentence or line that states the licence for this text, if it does."""
    end = _end(text, mention.end)
    for start in _starts(text, mention.start):
        before = text[start : mention.start]
        if end - start <= _LONGEST_STATEMENT and (
            grants(before, text[mention.end : end]) or _labels(before, text, mention)
        ):
            return _trimmed(text, start, end)
    return None


def grants(before: str, after: str) -> bool:
    """Whether the words around a licence, within its sentence, grant it for this very text."""
    match = vocabulary.SUBJECT.match(before)
    if not match or is_doubtful(before[match.start("subject") :]):
        return False
    between, rest = before[match.end() :], without_mentions(after)
    if not between.strip(" :—–("):
        return True
    *_, clause = between.split(";")
    if clause != between and not vocabulary.SUBJECT.match(clause):
        return False  # the licence is that of what the last clause is about
    granted = vocabulary.GRANT.search(before) or vocabulary.GRANT_AFTER.search(after)
    denied = vocabulary.DENIAL_AFTER.search(rest)
    return bool(granted and not denied and goes_on(between) and not _is_aside(between, rest))


def goes_on(words: str) -> bool:
    """Whether words after the subject of a statement go on about it, or say how it is published.

    Where another verb follows, the licence is that verb's object: "This article lists works …".
    """
    first = _WORD.match(words)
    if not first or vocabulary.FOLLOWER.match(words):
        return True
    return bool(_VERB.match(words[first.end() :].lstrip()))  # an adjective may come first


def _is_aside(between: str, rest: str) -> bool:
    """Whether the licence only tells which texts, or whose, the sentence goes on to speak of."""
    if _VERB.search(between):
        return False
    return bool(vocabulary.PREDICATE_AFTER.match(rest) or vocabulary.MAIN_CLAUSE.match(rest))


def is_doubtful(words: str) -> bool:
    """Whether words before a licence deny it, put it off, or speak of something else."""
    # The name of another licence may hold such a word: "keine Bearbeitung".
    doubt = vocabulary.DOUBT.search(without_mentions(words))
    return bool(doubt or vocabulary.ELSEWHERE.search(words))


def _labels(before: str, text: str, mention: Mention) -> bool:
    """Whether a line is a label and a licence, and no more."""
    if not vocabulary.LABEL.fullmatch(before):
        return False
    rest = text[mention.end : mention.end + _LONGEST_STATEMENT].partition("\n")[0]
    spare = re.sub(r"\W+", "", _SOURCE.sub("", without_mentions(rest)))
    return len(spare) <= _LONGEST_REST_OF_LABEL


def _starts(text: str, position: int) -> Sequence[int]:
    """Where the line and the sentence around a position may begin, the nearest first."""
    blank = text.rfind("\n\n", 0, position)
    paragraph = max(blank + 2 if blank >= 0 else 0, position - _LONGEST_STATEMENT)
    ends = [m.end() for m in _SENTENCE_END.finditer(text, paragraph, position)]
    sentence = ends[-1] if ends else paragraph
    line = text.rfind("\n", 0, position) + 1
    return sorted({max(line, sentence), sentence}, reverse=True)


def _end(text: str, position: int) -> int:
    """Where a sentence ends, seen from inside; a line ends it unless the next goes on."""
    horizon = min(position + _LONGEST_STATEMENT + 1, len(text))
    sentence = _SENTENCE_END.search(text, position, horizon)
    boundaries = [sentence.start()] if sentence else []
    newline = text.find("\n", position, horizon)
    while newline >= 0 and _LINE_GOES_ON.match(text, newline):
        newline = text.find("\n", newline + 1, horizon)
    if newline >= 0:
        boundaries.append(newline)
    return min(boundaries, default=horizon)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())
