"""Emoji, by their CLDR names in the language."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

_CHARACTER = "[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
_JOINED = "[\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
# Bounded, so that a line of nothing else is said piece by piece.
_EMOJI = re.compile(
    rf"(?:[0-9#*]\ufe0f?\u20e3|{_CHARACTER}(?:{_JOINED}{{1,3}}{_CHARACTER}?){{0,8}})"
)
_TONES = re.compile("[\U0001f3fb-\U0001f3ff]")
_REST = re.compile("[\ufe0f\u200d\u20e3]+")


def rules(tag: str) -> tuple[Rule, ...]:
    """Emoji are named where the library ``emoji`` knows the language, else silent."""

    def say(match: Match) -> str:
        return f" {_name(match.group(), tag)} "

    return (
        Rule(SemioticClass.SYMBOL, _EMOJI, say),
        Rule(SemioticClass.SYMBOL, _REST, lambda _match: ""),
    )


def _name(picture: str, tag: str) -> str:
    import emoji  # noqa: PLC0415  (its table is large, and few articles need it)

    if tag not in emoji.LANGUAGES:
        return ""
    named = emoji.demojize(_TONES.sub("", picture), delimiters=("\x00", "\x00"), language=tag)
    names = named.split("\x00")[1::2]
    return " ".join(name.replace("_", " ").replace("-", " ") for name in names)
