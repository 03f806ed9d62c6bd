"""Numbers that name a thing, by the word before them: "Flight 370", "account 12345678", an ISBN."""

from __future__ import annotations

import re
from collections.abc import Callable

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .codes import code_number, paired, spell_code
from .numbers import number, spell_digits
from .patterns import word_set

_FOUR = 4
_WINDOW = 32
_SPELLED_AFTER, _NAMED_AFTER = word_set("before digits"), word_set("before a name")
_BETWEEN = frozenset({"no", "number", "numbers", "is", "was", "code"})
_MARKS = " #:."
_DIALLED = re.compile(
    r"\b(?:TTY|call(?:s|ed)?|dial(?:l?ed)?|phone|telephone|tel\.?|fax|text)(?: (?:at|us))?:? $",
    re.IGNORECASE,
)

_TEXTED = re.compile(r"\b[Tt]ext(?:ing)? (?:[\"“'‘]?[A-Z]{2,12}[\"”'’]? )?to $")


def _is_local_number(match: Match) -> bool:
    """Whether it is one of the numbers that American fiction and advice use."""
    return match.group().startswith("555") and bool(re.search(r"[A-Za-z@:] $", _before(match)))


def _before(match: Match) -> str:
    return match.string[max(0, match.start() - _WINDOW) : match.start()]


def _cue(match: Match) -> str:
    """The noun that a number belongs to: "account" in "account number: 123"."""
    before = match.string[max(0, match.start() - _WINDOW) : match.start()]
    if before[-1:] not in (" ", "#"):
        return ""
    words = before.lower().split()
    last = words.pop().strip(_MARKS) if words else ""
    if words and (last in _BETWEEN or not last):
        above = words.pop().strip(_MARKS)
        return above if above in _SPELLED_AFTER else last
    return last


def _is_spelled(match: Match) -> bool:
    return _cue(match).removesuffix("s") in _SPELLED_AFTER


def _is_named(match: Match) -> bool:
    return _cue(match) in _NAMED_AFTER


def _way_to_say(match: Match) -> Callable[[str], str] | None:
    digits, cue = match.group(), _cue(match)
    if cue.removesuffix("s") in _SPELLED_AFTER:
        is_area = _before(match).lower().endswith("area code ")
        return spell_digits if len(digits) >= _FOUR or is_area else None
    if cue in _NAMED_AFTER and len(digits) <= _FOUR:
        return _one_by_one if digits[0] == "0" else paired
    return None


def _one_by_one(digits: str) -> str:
    """Digit by digit, nought said "oh"."""
    return spell_digits(digits).replace("zero", "oh")


def _say_number(match: Match) -> str:
    way = _way_to_say(match) or number
    return way(match.group())


def _say_book(match: Match) -> str:
    kind = f" {number(match['kind'])}" if match["kind"] else ""
    groups = re.findall(r"\d+|[xX]", match["n"])
    digits = ", ".join(_one_by_one(group) if group.isdecimal() else "X" for group in groups)
    return f"{' '.join(match['name'])}{kind} {digits}"


def _spell(written: str) -> str:
    return " ".join(spell_digits(c) if c.isdecimal() else c for c in written if c.isalnum())


def _say_toll_free(match: Match) -> str:
    area = number(match["area"]) if match["area"].endswith("00") else spell_digits(match["area"])
    return f"one {area} {match['word'].capitalize()}"


_C, _DIGITS = re.compile, SemioticClass.DIGITS

RULES = (
    Rule(
        _DIGITS,
        _C(
            r"\b(?P<name>ISBN|ISSN|LCCN|OCLC|PMID|EAN|UPC)(?:-(?P<kind>1[03]))?:? "
            r"(?P<n>\d(?:[ -]{0,3}[\dXx]){5,16})(?!\w)"
        ),
        _say_book,
    ),
    Rule(
        _DIGITS,
        _C(r"(?<=\bIBAN )(?P<n>[A-Z]{2}\d\d(?: ?[A-Z\d]{2,4}){2,8})(?!\w)"),
        lambda m: ", ".join(map(_spell, m["n"].split())),
    ),
    Rule(
        _DIGITS,
        _C(r"(?<![\w-])1-(?P<area>8\d\d)-(?P<word>[A-Z]{4,10})(?!\w)"),
        _say_toll_free,
    ),
    Rule(
        _DIGITS,
        _C(r"(?<![\w+-])\d{3}[-.]\d{4}(?![\w-])"),
        lambda m: spell_digits(m.group()),
        lambda m: bool(_DIALLED.search(_before(m))) or _is_local_number(m),
    ),
    Rule(
        _DIGITS,
        _C(r"\d(?<![\w.,$-].)\d{4,5}(?![\w-]|[.,]\d)"),
        lambda m: spell_digits(m.group()),
        lambda m: _TEXTED.search(_before(m)) is not None,
    ),
    # The bore of a gun: "a .50-cal. rifle".
    Rule(
        _DIGITS,
        _C(
            r"\.(?P<n>\d{2,3})(?<![\w.]\.\d\d)(?:[ -]cal(?:iber|ibre|\b\.?(?=[ ,;)]))"
            r"|(?= (?:pistol|rifle|revolver|handgun|[Mm]agnum)))"
        ),
        lambda m: code_number(m["n"]) + (" caliber" if "cal" in m.group() else ""),
    ),
    Rule(
        _DIGITS,
        _C(r"(?<![\w.,/:$£€-])\d{3,20}(?![\w%°]|[.,:/-]\d)"),
        _say_number,
        lambda m: _way_to_say(m) is not None,
    ),
    Rule(
        _DIGITS,
        _C(r"(?<![\w-])[A-Z]{1,4}-?\d{2,8}(?!\w)"),
        lambda m: _spell(m.group()),
        _is_spelled,
    ),
    Rule(
        _DIGITS,
        _C(r"(?:(?<=[Nn]o\. )|(?<=Doc\. )|(?<=Pub\. L\. ))(?P<a>\d{1,4})-(?P<b>\d{1,5})(?![\w-])"),
        lambda m: f"{paired(m['a'])} dash {paired(m['b'])}",
    ),
    Rule(
        _DIGITS,
        _C(r"(?<!\w)(?P<l>[A-Z]{2})(?P<n>\d{3,4})(?![\w-])"),
        lambda m: f"{' '.join(m['l'])} {paired(m['n'])}",
        _is_named,
    ),
    Rule(
        _DIGITS,
        _C(r"(?<![\w-])(?P<a>[37]\d[07])-(?P<b>\d{2,4}[A-Z]{0,2})(?!\w)"),
        lambda m: (
            f"{paired(m['a'])} {paired(m['b']) if m['b'].isdecimal() else spell_code(m['b'])}"
        ),
        _is_named,
    ),
    Rule(
        _DIGITS,
        _C(r"[1-9]\d\d(?<!\w.{3})(?![\w-]|[.,]\d)"),
        lambda m: spell_digits(m.group()),
        lambda m: _DIALLED.search(_before(m)) is not None,
    ),
    Rule(
        _DIGITS,
        _C(r"(?<=light [A-Z]{2} )\d{3,4}(?![\w-])"),
        lambda m: paired(m.group()),
    ),
    # Airliners, whoever built them.
    Rule(
        _DIGITS,
        _C(
            r"7[0-8]7(?<![\w.]\d{3})(?=s?[ -](?:MAX|Max|jets?|Dreamliners?|freighters?|aircraft"
            r"|airplanes?|planes?|airliners?|pilots?|\d00))"
        ),
        lambda m: code_number(m.group()),
    ),
    # The answers of a web server: "a 404", but "a 404-page book".
    Rule(
        _DIGITS,
        _C(r"[45]0[1-9](?:(?<=\b[Aa] \d{3})|(?<=\b[Aa]n \d{3}))(?![\w-]|[.,]\d)"),
        lambda m: code_number(m.group()),
    ),
)
