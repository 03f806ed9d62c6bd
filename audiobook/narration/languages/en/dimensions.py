"""Lengths in feet and inches, angles in minutes and seconds, and sizes: "10' x 12'"."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .figures import amount
from .numbers import number, plain
from .patterns import AMOUNT, DASH, FIRST_AMOUNT, FRACTION, full_stop, word_after, word_set
from .units import EXPRESSION, is_known, unit_words

_FEET, _INCHES = "(?:['′’](?!['′’]))", "(?:[\"″”]|'')"
_BY = " ?[x×] ?"
_UNIT_BEFORE = re.compile(
    r"\d ?(?:[nμµmck]?m|in|ft|yd|miles|feet|inches|meters)\.?"
    r"(?: (?:long|wide|high|tall|deep|thick))?$|\d['′\"″]$"
)
_OPENING = re.compile(r"(?:^|[\s(\[—–])[\"“]|(?<!\d)[\"”](?=\w)")
_CLOSING = re.compile(r"(?<![\s\d(])[\"”](?!\w)")
_ARTICLE = re.compile(r"(?:^|\s)(?:an?|the) $")
_SIDE_BEFORE = re.compile(r"\ban? \d{1,3}['′’] ?[x×] ?$")
_WINDOW, _NEAR = 160, 20
_DESCRIBED = word_set("described by a size")
_QUARTERS = {"N": "north", "S": "south", "E": "east", "W": "west"}


def _is_described(match: Match) -> bool:
    """Whether a noun follows that the length describes: a screen of 27 inches."""
    before = match.string[max(0, match.start() - _NEAR) : match.start()].lower()
    after = re.match(
        r"[ -](?!(?:deep|wide|long|tall|high|thick|and|or|by|in|of)\b)[A-Za-z\d]",
        match.string[match.end() : match.end() + _NEAR],
    )
    if word_after(match) in _DESCRIBED or word_after(match) == "TV":
        return True
    return bool(after) and bool(_ARTICLE.search(before))


def _say_inches(match: Match) -> str:
    one = (
        match["i"] in ("1", "½", "¼", "¾") or match.group().startswith("-") or _is_described(match)
    )
    last = f" to {amount(match['last'])}" if match["last"] else ""
    return f"{amount(match['i'])}{last} {'inch' if one and not last else 'inches'}"


def _is_inches(match: Match) -> bool:
    """Whether no quotation is open before that the mark could close."""
    before = match.string[max(0, match.start() - _WINDOW) : match.start()]
    return len(_OPENING.findall(before)) <= len(_CLOSING.findall(before))


def _say_feet(match: Match) -> str:
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    one = match["f"] == "1" or _ARTICLE.search(before) or _SIDE_BEFORE.search(before)
    return f"{amount(match['f'])} {'foot' if one else 'feet'}"


def _is_feet(match: Match) -> bool:
    before = match.string[max(0, match.start() - _WINDOW) : match.start()]
    return not re.search(r"(?:^|[\s(])['‘]\w", before)


def _say_size(match: Match) -> str:
    return " by ".join(amount(n) for n in (match["a"], match["b"], match["c"]) if n)


def _is_size(match: Match) -> bool:
    """Whether it is no product: sizes are set close, with an x, or are large."""
    large = all(len(plain(match[n]).partition(".")[0]) > len("99") for n in "ab")
    measured = word_after(match) in ("inches", "inch", "feet", "pixels", "meters", "yards", "miles")
    return " " not in match.group() or "x" in match.group() or large or measured


def _say_measured_size(match: Match) -> str:
    many = match["gap"] != "-" and word_after(match) not in _DESCRIBED
    stop = full_stop(match) if many else ""
    return f"{_say_size(match)} {unit_words(match['unit'], many)}{stop}"


def _say_angle(match: Match) -> str:
    said = f"{number(match['d'])} degrees"
    if match["m"]:
        said += f" {number(match['m'].lstrip('0') or '0')} minutes"
    if match["s"]:
        said += f" {number(match['s'].lstrip('0') or '0')} seconds"
    return f"{said} {_QUARTERS[match['way']]}" if match["way"] else said


_C, _KIND = re.compile, SemioticClass.MEASURE
_SIZE = rf"(?P<a>{FIRST_AMOUNT}){_BY}(?P<b>{AMOUNT})(?:{_BY}(?P<c>{AMOUNT}))?"

RULES = (
    # Trousers: "30W x 32L".
    Rule(
        _KIND,
        _C(r"(?P<a>\d(?<![\w.].)\d)W ?[x×/] ?(?P<b>\d\d)L(?!\w)"),
        lambda m: f"{number(m['a'])} waist by {number(m['b'])} length",
    ),
    Rule(
        _KIND,
        _C(
            r"(?<![\w.])(?P<d>\d{1,3}(?:\.\d{1,8})?) ?[°º] ?"
            r"(?:(?P<m>\d{1,2}(?:\.\d{1,6})?) ?[′'’] ?)?"
            r"(?:(?P<s>\d{1,2}(?:\.\d{1,6})?) ?[″\"”] ?)?(?P<way>[NSEW])\b"
        ),
        _say_angle,
    ),
    Rule(
        _KIND,
        _C(
            r"(?<![\w.])(?P<d>\d{1,3})[°º] ?(?P<m>\d{1,2}) ?[′'](?: ?(?P<s>\d{1,2}(?:\.\d{1,6})?)"
            r" ?[″\"])?(?P<way>)"
        ),
        _say_angle,
    ),
    Rule(
        _KIND,
        _C(
            rf"(?<![\w.,])(?P<f>\d{{1,3}}){_FEET} ?-?"
            rf"(?P<i>{FRACTION}|1[01](?:\.\d)?|\d(?:\.\d{{1,2}})?)"
            rf"(?:{_INCHES}|(?=[\s,.;)]|$))"
        ),
        lambda m: f"{number(m['f'])} foot {amount(m['i'])}",
    ),
    Rule(
        _KIND,
        _C(
            r"(?<![\w.,])(?P<f>[3-9])[ -](?:ft\.?|foot)-(?P<i>1[01]|\d)(?:-inch)?"
            r"(?=\s(?!to\b|by\b)\w|[,;)]|$)"
        ),
        lambda m: f"{number(m['f'])} foot {number(m['i'])}",
    ),
    Rule(
        _KIND,
        _C(rf"(?P<f>{FIRST_AMOUNT}){_FEET}(?=[ -]?[x×] ?\d|[ ,;)]|\.?$)"),
        _say_feet,
        _is_feet,
    ),
    Rule(
        _KIND,
        _C(rf"(?P<i>(?!\.){FIRST_AMOUNT})(?:{DASH}(?P<last>{AMOUNT}))?{_INCHES}(?!\w)"),
        _say_inches,
        _is_inches,
    ),
    Rule(
        _KIND,
        _C(rf"{_SIZE}(?P<gap>[ -]?){EXPRESSION}\.?(?!\w)(?!\.\w)"),
        _say_measured_size,
        lambda m: is_known(m["unit"]),
    ),
    Rule(_KIND, _C(rf"{_SIZE}(?![\w^⁰-⁹²³¹])(?! ?=|\.\d)"), _say_size, _is_size),
    Rule(
        _KIND,
        _C(r" ?[x×] ?(?=\d)"),
        lambda _m: " by ",
        lambda m: bool(_UNIT_BEFORE.search(m.string[max(0, m.start() - _NEAR) : m.start()])),
    ),
)
