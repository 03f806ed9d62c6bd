"""Parts an utterance in two at a clause, and joins what was spoken of the parts."""

from __future__ import annotations

import re
from dataclasses import replace

from audiobook.model import Pronunciation, Speech, SpokenWord, Utterance

_CLAUSE = re.compile(r"[,;:.!?…—–]+[\"'”’)]*\s+|[、，。；：！？]+")
_SPACE = re.compile(r"\s+")
_MIDDLE = (0.2, 0.8)  # of the text: a part of one word would sound like a stumble
_BREAK_MS = 150


def halves(utterance: Utterance) -> tuple[Utterance, Utterance] | None:
    """Two utterances that say the same, parted at a clause, else at a space, near the middle.

    The first one's break is what is heard between the two at rate 1.  None if there is no such
    place; a word with phonemes of its own is never parted.
    """
    text = utterance.spoken
    for pattern, break_ms in ((_CLAUSE, _BREAK_MS), (_SPACE, 0)):
        places = [m.end() for m in pattern.finditer(text) if _may_part(utterance, m.end())]
        if places:
            at = min(places, key=lambda place: abs(place - len(text) / 2))
            return (
                replace(_part(utterance, 0, at), break_ms=break_ms),
                _part(utterance, at, len(text)),
            )
    return None


def joined(first: Speech, second: Speech, offset: int, break_ms: int) -> Speech:
    """Both speeches as one, ``break_ms`` of silence between them.

    ``offset`` is where the second one's text begins in the whole.  Both have the same rate.
    """
    silence = bytes(2 * (break_ms * first.rate_hz // 1000))
    later_ms = Speech(first.pcm + silence, first.rate_hz).duration_ms
    words = first.words + tuple(
        SpokenWord(
            word.start + offset, word.end + offset, word.start_ms + later_ms, word.end_ms + later_ms
        )
        for word in second.words
    )
    # Words of one half alone would be taken for those of the whole.
    told = first.words and second.words
    return Speech(first.pcm + silence + second.pcm, first.rate_hz, words if told else ())


def _may_part(utterance: Utterance, at: int) -> bool:
    text = utterance.spoken
    return (
        _MIDDLE[0] <= at / len(text) <= _MIDDLE[1]
        and any(map(str.isalnum, text[:at]))
        and any(map(str.isalnum, text[at:]))
        and not any(known.start < at < known.end for known in utterance.pronunciations)
    )


def _part(utterance: Utterance, start: int, end: int) -> Utterance:
    known = tuple(
        Pronunciation(p.start - start, p.end - start, p.ipa)
        for p in utterance.pronunciations
        if start <= p.start and p.end <= end
    )
    return replace(utterance, spoken=utterance.spoken[start:end], pronunciations=known)
