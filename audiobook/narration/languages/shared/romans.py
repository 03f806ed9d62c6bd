"""Roman numerals: centuries, chapters, rulers."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .patterns import word_after, word_before
from .words import Romans

_NUMERAL = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_WORD = re.compile(r"[^\W\d_]+")
_SUFFIX = re.compile(r"(?<=[IVXLCDM])[a-zèº]{1,3}$")
_LONGEST_CONJUNCTION = 3
_WINDOW = 40
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman(numeral: str) -> int | None:
    """The value of a Roman numeral in its usual form, else None."""
    if not numeral or not _NUMERAL.fullmatch(numeral):
        return None
    values = [_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def word_numbered(match: Match) -> str:
    """The word that a numeral follows, alone or in a list: "siglos IV, V y VI"; "" if none does."""
    words = _WORD.findall(match.string[max(0, match.start() - _WINDOW) : match.start()])
    at = len(words) - 1
    while at > 0 and (
        _is_numeral(words[at])
        or (len(words[at]) <= _LONGEST_CONJUNCTION and _is_numeral(words[at - 1]))
    ):
        at -= 1
    return words[at] if 0 <= at < len(words) - 1 else word_before(match)


def _is_numeral(word: str) -> bool:
    return roman(_SUFFIX.sub("", word)) is not None


def rules(romans: Romans, to: str) -> tuple[Rule, ...]:
    """Numerals beside a word that is numbered, or after a name."""

    def say(match: Match) -> str:
        return romans.say(roman(match["n"]) or 0, match)

    def fits(match: Match) -> bool:
        numeral, before = match["n"], word_before(match)
        if word_numbered(match).lower() in romans.numbered:
            return roman(numeral) is not None
        if roman(numeral) is None:
            return False
        if word_after(match).lower() in romans.numbering:
            return True
        named = match.string[match.start() - 1 : match.start()] == " "
        if before in romans.rulers:
            return named
        return named and len(numeral) > 1 and set(numeral) <= set("IVX") and before[:1].isupper()

    def is_range(match: Match) -> bool:
        return word_numbered(match).lower() in romans.numbered

    numeral = r"(?<![\w.'’])(?<![^IVXLCDM]-)(?P<n>[IVXLCDM]{1,12})"
    pattern = rf"{numeral}(?P<suffix>{romans.suffix})(?!\w)(?!['’]\w)"
    dash = r"(?<=[IVXLC])[-–](?=[IVXLC]{1,12}(?!\w))"
    return (
        Rule(SemioticClass.RANGE, re.compile(dash), lambda _match: f" {to} ", is_range),
        Rule(SemioticClass.ROMAN, re.compile(pattern), say, fits),
    )
