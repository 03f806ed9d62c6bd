"""Roman numerals, against initialisms and the word "I"."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import cardinal, ordinal, roman, year
from .patterns import is_shouted, word_after, word_before, word_set

_NUMBERED = word_set("before a numeral")
_SMALL_NUMBERED = word_set("before a small numeral")
_ORDERED = word_set("numbered in order")
_RULERS = word_set("rulers")
_FIRST_PERSON = word_set("after I")
# A numeral that has its word, and a joint to the next: "Chapters I, II and".
_JOINED = re.compile(r"\b([A-Za-z]{2,12})\.? [IVXLC]{1,7}(?:, [IVXLC]{1,7})?,? (?:and|or|to|&) $")
_NUMERAL_END = re.compile(r"(?<!\w)[ivxlcIVXLC]{1,8}$")
# The pages before a book's first: "xxiv + 512 pp."
_PAGES_AFTER = re.compile(r"(?:,| \+) \d{1,4} (?:pp?\b|pages)")
_SURE, _LONGEST_WORD, _YEAR_DIGITS = 2, 5, 4
_NEAR, _FAR = 36, 60
_RULING = re.compile(
    r"\b(?:[Kk]ing|[Qq]ueen|[Pp]ope|[Ee]mperor|[Ee]mpress|[Pp]haraoh|[Ss]ultan|[Tt]s?[ac]r|[Ss]hah|[Kk]aiser"
    r"|reigns?|reigned|reign of|throne|crowned|abdicated|succeeded)\b"
)


def _say_roman(match: Match) -> str:
    value = str(roman(match["n"]) or 0)
    if _is_in_order(match):
        return ordinal(value)
    if len(value) == _YEAR_DIGITS:
        return year(value)
    if _names_ruler(match):
        return f"the {ordinal(value)}" + ("'s" if match["owner"] else "")
    return cardinal(value) + ("'s" if match["owner"] else "")


def _is_in_order(match: Match) -> bool:
    """Whether it ranks what follows: "the XVIII dynasty", "the XXIV Army Corps"."""
    if word_after(match).lower() in _ORDERED:
        return True
    return (
        word_before(match).lower() == "the"
        and len(match["n"]) > _SURE
        and word_after(match)[:1].isupper()
    )


def _names_ruler(match: Match) -> bool:
    if match.string[match.start() - 1] != " " or _is_numbered(match):
        return False
    name = word_before(match)
    if name in _RULERS:
        return True
    near = match.string[max(0, match.start() - _FAR) : match.start()]
    return name[:1].isupper() and len(match["n"]) > 1 and _RULING.search(near) is not None


def _is_roman(match: Match) -> bool:
    numeral = match["n"]
    if roman(numeral) is None or (len(numeral) == 1 and numeral not in "IVX"):
        return False
    if _is_numbered(match) or len(numeral) > _LONGEST_WORD:
        return True
    if len(numeral) == 1:
        return _names_ruler(match) and word_after(match) not in _FIRST_PERSON
    return _names_ruler(match) or _looks_like_a_number(match)


def _is_numbered(match: Match) -> bool:
    """Whether a word beside it takes a number, or another numeral that has one is joined to it."""
    return (
        word_before(match).lower() in _NUMBERED
        or word_after(match).lower() in _ORDERED
        or _joins_a_numbered(match)
    )


def _joins_a_numbered(match: Match) -> bool:
    found = _JOINED.search(match.string[max(0, match.start() - _NEAR) : match.start()])
    return found is not None and found[1].lower() in _NUMBERED


def _looks_like_a_number(match: Match) -> bool:
    """Whether nobody would spell it: "III", "XIV", or any after a name."""
    numeral = match["n"]
    small = set(numeral) <= set("IVX")
    if small and word_before(match)[:1].isupper():
        return True
    sure = set(numeral) == {"I"} or len(numeral) > (_SURE if small else _SURE + 1)
    return sure and not is_shouted(match)


def _is_range(match: Match) -> bool:
    first, last = roman(match["a"]), roman(match["b"])
    if first is None or last is None or first >= last:
        return False
    long = len(match["a"] + match["b"]) > _SURE
    return not match.string[match.start() - 1 : match.start()].isalnum() and (
        long or _is_numbered(match)
    )


def _numeral_up_to(line: str, end: int) -> str:
    found = _NUMERAL_END.search(line[max(0, end - _NEAR) : end])
    return found.group().upper() if found else ""


def _is_small_numeral(match: Match) -> bool:
    """A numeral in small letters: "scene iv", "pp. xii–xv", "(iii)"."""
    start, line, numeral = match.start(), match.string, match["n"]
    if roman(numeral.upper()) is None or numeral in ("c", "l"):
        return False
    before = line[start - 1 : start]
    if before == "(" and line[match.end() : match.end() + 1] == ")":
        return len(numeral) > 1 or (numeral == "i" and "(ii)" in line)
    if before in ("-", "–"):
        return bool(roman(_numeral_up_to(line, start - 1)))
    if _PAGES_AFTER.match(line, match.end()):
        return True
    return before == " " and word_before(match).lower() in _SMALL_NUMBERED


def _joins_numerals(match: Match) -> bool:
    before = match.string[match.start() - 1]
    numeral = _numeral_up_to(match.string, match.start())
    return bool(roman(numeral)) and (before.isupper() or len(numeral) > 1)


def _is_ranked(match: Match) -> bool:
    """Whether it is a numeral with an ordinal's ending: "the XIVth"."""
    starts = not match.string[match.start() - 1 : match.start()].isalnum()
    return starts and roman(match["n"]) is not None


_C = re.compile

RULES = (
    Rule(
        SemioticClass.RANGE,
        _C(r"(?P<a>[IVXLC]{1,7})[-–](?P<b>[IVXLC]{1,7})(?![\w-])"),
        lambda m: f"{cardinal(str(roman(m['a'])))} to {cardinal(str(roman(m['b'])))}",
        _is_range,
    ),
    Rule(
        SemioticClass.RANGE,
        _C(r"[–-](?<=[IVXLCivxlc].)(?=[IVXLC]{1,8}\b|[ivxlc]{1,8}\b)"),
        lambda _m: " to ",
        _joins_numerals,
    ),
    Rule(
        SemioticClass.ROMAN,
        _C(r"(?P<n>[ivxlc]{1,7})(?!\w)"),
        lambda m: cardinal(str(roman(m["n"].upper()))),
        _is_small_numeral,
    ),
    Rule(
        SemioticClass.ROMAN,
        _C(
            r"^[\[(]?(?P<n>[IVX]{2,6}|[IVXLC]{1,8}(?=[.)\]]))(?!\w)(?!\.\w)(?=\W*(?:$|[A-Z]))"
            r"(?P<owner>)"
        ),
        _say_roman,
        lambda m: roman(m["n"]) is not None,
    ),
    Rule(
        SemioticClass.ROMAN,
        _C(
            r"(?<![\w.'’-])(?P<n>[IVXLCDM]{1,12})\b(?!['’](?!s\b)|-\d|\.[A-Z])"
            r"(?P<owner>['’]s)?(?:\.(?=[,;:]| [a-z(]))?"
        ),
        _say_roman,
        _is_roman,
    ),
    Rule(
        SemioticClass.ROMAN,
        _C(r"(?P<n>[IVXLC]{2,7})th(?!\w)"),
        lambda m: ordinal(str(roman(m["n"]))),
        _is_ranked,
    ),
    Rule(
        SemioticClass.ROMAN,
        _C(r"WW(?P<n>I{1,3})(?P<owner>['’]s)?(?!\w)"),
        lambda m: f"World War {cardinal(str(len(m['n'])))}" + ("'s" if m["owner"] else ""),
    ),
)
