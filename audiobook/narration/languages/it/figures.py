"""Numbers that Italian writes in its own way: "45°", "la 1a volta", "½ cipolla", "130/80"."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.patterns import BEGIN, word_after, word_before
from audiobook.narration.languages.shared.words import Noun
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .agreement import form, gender, words
from .numbers import ONES, cardinal, ordinal

_LONGEST_UNIT = 3
_FEMININE_ARTICLES = frozenset({"la", "alla", "della", "dalla", "nella", "sulla", "una"})


def spell(digits: str) -> str:
    """Digit by digit."""
    return " ".join(ONES[int(digit)] for digit in digits)


def _say_area_code(match: Match) -> str:
    return ", ".join(map(spell, re.findall(r"\d+", match.group())))


def say_half(whole: str, noun: Noun) -> str:
    """As in "mezzo litro", "un'ora e mezza", "due chilogrammi e mezzo"."""
    half = "mezza" if noun.gender in ("f", "v") else "mezzo"
    if not whole:
        return f"{half} {noun.forms[0]}"
    counted = f"{cardinal(whole, noun.gender)} {noun.forms[0 if whole == '1' else -1]}"
    return f"{counted} e {half}"


def say_cents(digits: str, cent: Noun) -> str:
    """As in "(tre euro e) ventitré", but named below ten: "(due euro e) un centesimo"."""
    if len(digits) > 1:
        return cardinal(digits)
    return f"{cardinal(digits, cent.gender)} {cent.forms[0 if digits == '1' else -1]}"


def _say_half_of(match: Match) -> str:
    half = "mezza" if gender(word_after(match)) == "f" else "mezzo"
    return f"{cardinal(match['whole'], form(match))} e {half}" if match["whole"] else half


def _say_millions(match: Match) -> str:
    return cardinal("".join(re.findall(r"\d+", match.group()))) + " di"


def _counts(match: Match) -> bool:
    noun = word_after(match)
    return noun.islower() and noun not in words("not nouns")


def _is_half_of(match: Match) -> bool:
    return _counts(match) and len(word_after(match)) > _LONGEST_UNIT


def _is_rank(match: Match) -> bool:
    """Degrees and ranks are written alike; an article or the head of a line tells them apart."""
    before, after = word_before(match).lower(), word_after(match)
    if after == "e":
        return before in words("before a rank")
    if not after.islower() or len(after) == 1:
        return False
    at_head = not match.string[: match.start()].strip(" (\"'“«")
    return at_head or before in words("before a rank")


def _say_rank(match: Match) -> str:
    feminine = match["mark"] == "a" or word_before(match).lower() in _FEMININE_ARTICLES
    return ordinal(match["n"], "f" if feminine else "m")


def _say_ratio(match: Match) -> str:
    return f"{cardinal(match['a'])} su {cardinal(match['b'])}"


_C = re.compile

# "al km 12"; "4K", the resolution of a screen, no temperature.
CODES = (
    Rule(
        SemioticClass.MEASURE,
        _C(r"(?<=[a-z] )km(?= \d)"),
        lambda _match: "chilometro",
    ),
    Rule(
        SemioticClass.SERIAL,
        _C(rf"{BEGIN}(?P<n>\d{{1,2}})K(?!\w)"),
        lambda match: f"{cardinal(match['n'])} K",
    ),
)
TELEPHONES = (
    Rule(
        SemioticClass.TELEPHONE,
        _C(r"(?<![\w(])(?<!\+\d )(?<!\+\d\d )\(0\d{1,3}\)(?:[ ./-]?\d{3,8}){1,3}(?![\w-])"),
        _say_area_code,
    ),
)
RANKS = (
    Rule(
        SemioticClass.ORDINAL,
        _C(rf"{BEGIN}(?P<n>\d{{1,4}})(?P<mark>[°oa])(?!\w)"),
        _say_rank,
        _is_rank,
    ),
)
FRACTIONS = (
    # "1.000.000 persone"
    Rule(
        SemioticClass.CARDINAL,
        _C(rf"{BEGIN}\d{{1,3}}(?:[. ]?\d{{3}}){{0,6}}(?:[. ]?000){{2}}(?= [^\W\d_])"),
        _say_millions,
        _counts,
    ),
    Rule(
        SemioticClass.FRACTION,
        _C(rf"{BEGIN}(?:(?P<whole>\d{{1,4}}) )?(?:1[/⁄]2|½)(?= [^\W\d_])"),
        _say_half_of,
        _is_half_of,
    ),
    Rule(
        SemioticClass.FRACTION,
        _C(rf"{BEGIN}(?P<a>\d{{1,3}})/(?P<b>\d{{1,3}})(?![\w/])(?![.,]\d)"),
        _say_ratio,
        lambda match: int(match["a"]) > int(match["b"]),
    ),
)
