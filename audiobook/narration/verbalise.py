"""One written line in, one spoken line out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from audiobook.model import LexiconEntry

from .cleaning import clean
from .languages import base_tag, load_language
from .lexicon import lexicon_rules
from .semiotic import Token, classify

_SPACE_BEFORE_STOP = re.compile(r"(?<=\w)\s+(?=[,;.!?](?:\s|$))")


def normalise(text: str, language: str, lexicon: tuple[LexiconEntry, ...] = ()) -> str:
    """The words that a narrator says for a written line; the lexicon wins over the rules.

    Any string gives some sensible words, or "" where there is nothing to say, in time linear in its
    length.  A language without rules of its own keeps its text, with white space folded and control
    characters removed.
    """
    own = load_language(language)
    line = " ".join(own.prepare(clean(text)).split())
    tokens = classify(line, (*lexicon_rules(lexicon, base_tag(language)), *own.rules))
    return own.finish(_verbalise(line, tokens)) if tokens else own.finish(line)


def _verbalise(line: str, tokens: Iterable[Token]) -> str:
    parts: list[str] = []
    at = 0
    for token in tokens:
        parts.append(line[at : token.start])
        parts.append(_spaced(token.rule.say(token.match), line, token))
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
