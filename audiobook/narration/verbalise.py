"""One written line in, one spoken line out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audiobook.model import LexiconEntry, Omission, Pronunciation

from .cleaning import Line, clean
from .languages import load_language
from .lexicon import entry_for, lexicon_rules
from .pronunciations import pronounced
from .semiotic import SemioticClass, Token, classify
from .spans import strip

FOOTNOTE = "footnote mark"
NO_WORDS = "no words"

_SPACE_BEFORE_STOP = re.compile(r"(?<=\w)\s+(?=[,;.!?](?:\s|$))")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is said for a text, what of the text has no words, and the lexicon's phonemes."""

    spoken: str
    omissions: tuple[Omission, ...]
    pronunciations: tuple[Pronunciation, ...] = ()


def normalise(text: str, language: str, lexicon: tuple[LexiconEntry, ...] = ()) -> str:
    """The words that a narrator says for a written line; the lexicon wins over the rules.

    Any string gives some sensible words, or "" where there is nothing to say, in time linear in its
    length.  A language without rules of its own keeps its text, with white space folded and control
    characters removed.
    """
    return read(text, language, lexicon).spoken


def read(text: str, language: str, lexicon: tuple[LexiconEntry, ...] = ()) -> Reading:
    """The same, with the stretches of ``text`` that have no words: footnote marks, typography."""
    own = load_language(language)
    line = clean(text, own.fold)
    tokens = classify(line.text, (*lexicon_rules(lexicon, language), *own.rules))
    said = [token.rule.say(token.match) for token in tokens]
    silent = [_omission(line, t) for t, words in zip(tokens, said, strict=True) if _is_empty(words)]
    omissions = _outermost((*line.removed, *silent))
    spoken, pronunciations = pronounced(
        lambda words: own.finish(_verbalise(line.text, tokens, words)),
        said,
        [_phonemes(token, lexicon, language) for token in tokens],
    )
    return Reading(spoken, omissions, pronunciations)


def _phonemes(token: Token, lexicon: tuple[LexiconEntry, ...], language: str) -> str:
    if token.kind is not SemioticClass.LEXICON:
        return ""
    entry = entry_for(lexicon, language, token.match.group())
    return entry.ipa if entry else ""


def _outermost(omissions: Iterable[Omission]) -> tuple[Omission, ...]:
    """Those that lie in no other, in order: a sign without words may have control characters."""
    found: list[Omission] = []
    for omission in sorted(omissions, key=lambda o: (o.start, -o.end)):
        if not found or omission.start >= found[-1].end:
            found.append(omission)
    return tuple(found)


def _is_empty(words: str) -> bool:
    return not words or words.isspace()


def _omission(line: Line, token: Token) -> Omission:
    start, end = line.origin(*strip(line.text, (token.start, token.end)))
    reason = FOOTNOTE if token.kind is SemioticClass.FOOTNOTE else NO_WORDS
    return Omission(start, end, reason)


def _verbalise(line: str, tokens: list[Token], said: Sequence[str]) -> str:
    if not tokens:
        return line
    parts: list[str] = []
    at = 0
    for token, words in zip(tokens, said, strict=True):
        parts.append(line[at : token.start])
        parts.append(_spaced(words, line, token))
        at = token.end
    parts.append(line[at:])
    return _SPACE_BEFORE_STOP.sub("", " ".join("".join(parts).split()))


def _spaced(spoken: str, line: str, token: Token) -> str:
    # Said words must not grow together with the words they touch in writing: "5kg", "AT&T".
    before, after = line[token.start - 1 : token.start], line[token.end : token.end + 1]
    if before.isalnum() and (not spoken or spoken[0].isalnum()):
        spoken = f" {spoken}"
    if after.isalnum() and (not spoken or spoken[-1].isalnum()):
        spoken = f"{spoken} "
    return spoken
