"""Where a full stop ends no sentence, though sentencex takes it for an end."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_REACH = 40
_LAST_WORD = re.compile(r"([^\W\d_][\w.]{0,20})\.$")
_INITIAL = re.compile(r"(?:^|(?<!\w)[^\W\d_A-Z]{1,3}\s|(?<!\w)[A-Z]\.\s?)[«“\"(]?[^\W\d_a-z]\.$")
_LETTER = re.compile(r"(?<![^\W\d_])[^\W\d_]\.$")
# "a. C.", "d. C.": two abbreviations of a letter.
_PAIR = (re.compile(r"(?<!\w)[a-z]\.$"), re.compile(r"[A-Z]\.(?!\w)"))
_MARK = re.compile(r"(?:[•⁃‣▪◦]\s?)?(?:\d{1,3}|[A-Za-z]|[IVX]{1,5})?(?:\.\)|[.)])|[•⁃‣▪◦]")
_GLUED_SENTENCE = re.compile(r"[^\W\d_A-Z]{2}\.$")
# "im 19. Jahrhundert", but "es war der 3. Er kam".
_GERMAN_ORDINAL = re.compile(
    r"(?<!\w)(?:[AaIi]m|[Vv]om|[Zz]u[mr]|[Bb]is|[Dd](?:er|ie|as|en|em|es)|und|oder|[Jj]ede[rsnm]?"
    r"|[Ee]in(?:e[rsnm]?)?|[SsIi]eine[rsnm]?|ihre[rsnm]?|[Ss]eit|[Aa]b|[Vv]or|[Nn]ach)\s\d{1,3}\.$"
)
_GERMAN_OPENING = re.compile(
    r"(?:Er|Sie|Es|Ich|Wir|Ihr|Man|Das|Der|Die|Den|Dem|Ein|Eine|Im|Am|In|An|Auf|Und|Aber|Doch|Dann"
    r"|Danach|Da|So|Nun|Als|Wenn|Weil|Dort|Hier|Auch|Nach|Vor|Seit|Mit|Bei|Für|Zu[mr]?|Vo[mn])\b"
)


@cache
def _abbreviations(tag: str) -> dict[str, str]:
    """What follows an abbreviation that ends no sentence: ``any`` word or a ``number``."""
    text = resources.files(__package__).joinpath("abbreviations.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {word: after for t, after, words in rows if t == tag for word in words.split()}


def goes_on(stretch: str, start: int, end: int, tag: str) -> bool:
    """Whether the sentence that began at ``start`` goes on behind ``end``, where one may end."""
    before = stretch[max(start, end - _REACH) : end].rstrip()
    after = stretch[end : end + _REACH]
    if not before or not after:
        return False
    if start == 0 and end <= _REACH and _MARK.fullmatch(before.lstrip()):
        return True  # a number before its item
    if after.startswith("—") and after[1:2].islower():
        return True  # "¿Qué? —dijo él."
    return before.endswith(".") and _stop_is_within(before, after, stretch[end - 1], tag)


def _stop_is_within(before: str, after: str, last: str, tag: str) -> bool:
    if not last.isspace() and (after[0].isalnum() or after[0] in "-‐"):
        # No space: "a.C.", "n.º", "J.-C."; but "it ended.Another began".
        return not (after[0].isupper() and _GLUED_SENTENCE.search(before))
    if after[0].islower() and _LETTER.search(before):
        return True
    if _PAIR[0].search(before) and _PAIR[1].match(after):
        return True
    if tag == "de" and _GERMAN_ORDINAL.search(before):
        return not _GERMAN_OPENING.match(after)
    if tag != "en" and after[0].isupper() and _INITIAL.search(before):
        return True
    word = _LAST_WORD.search(before)
    known = _abbreviations(tag)
    follows = word and (known.get(word[1]) or known.get(word[1].lower()))
    return follows == "any" or (follows == "number" and after[0].isdecimal())
