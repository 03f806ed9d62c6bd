"""Numbers that Portuguese writes in its own way: "3 x 1", "½ cebola", "12/8", "5555-1234"."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.patterns import BEGIN, word_after
from audiobook.narration.languages.shared.words import Noun
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .agreement import form, gender, words
from .dates import is_years
from .numbers import ONES, cardinal

_LONGEST_UNIT, _WINDOW = 3, 40


def spell(digits: str) -> str:
    """Digit by digit."""
    return " ".join(ONES[int(digit)] for digit in digits)


def _say_groups(match: Match) -> str:
    return ", ".join(map(spell, re.findall(r"\d+", match.group())))


def _is_local_number(match: Match) -> bool:
    """A telephone's digits: not two years, not round sums, none that counts what follows."""
    first, last = match["a"], match["b"]
    counts = len(first) < len(last) and word_after(match)
    return not first.endswith("0") and not is_years(match) and not counts


def say_half(whole: str, noun: Noun) -> str:
    """As in "meio litro", "uma hora e meia", "dois quilogramas e meio"."""
    half = "meia" if noun.gender == "f" else "meio"
    if not whole:
        return f"{half} {noun.forms[0]}"
    counted = f"{cardinal(whole, noun.gender)} {noun.forms[0 if whole == '1' else -1]}"
    return f"{counted} e {half}"


def _say_half_of(match: Match) -> str:
    half = "meia" if gender(word_after(match)) == "f" else "meio"
    return f"{cardinal(match['whole'], form(match))} e {half}" if match["whole"] else half


def _say_millions(match: Match) -> str:
    return cardinal("".join(re.findall(r"\d+", match.group()))) + " de"


def _counts(match: Match) -> bool:
    noun = word_after(match)
    return noun.islower() and noun not in words("not nouns")


def _is_half_of(match: Match) -> bool:
    return _counts(match) and len(word_after(match)) > _LONGEST_UNIT


def _is_score(match: Match) -> bool:
    before = match.string[max(0, match.start() - _WINDOW) : match.start()].lower()
    return not words("scoring").isdisjoint(before.split())


def _joined(word: str, match: Match) -> str:
    return f"{cardinal(match['a'])} {word} {cardinal(match['b'])}"


_C = re.compile
_NO_CODE_BEFORE = r"(?<![\w(+])(?<!\+\d )(?<!\+\d\d )(?<!\+\d{3} )"

# "no km 12"; "4K", the resolution of a screen, no temperature.
CODES = (
    Rule(
        SemioticClass.MEASURE,
        _C(r"(?<=[a-z] )km(?= \d)"),
        lambda _match: "quilômetro",
    ),
    Rule(
        SemioticClass.SERIAL,
        _C(rf"{BEGIN}(?P<n>\d{{1,2}})K(?!\w)"),
        lambda match: f"{cardinal(match['n'])} K",
    ),
)
TELEPHONES = (
    # Postcodes, and the numbers of taxpayers, persons and firms.
    Rule(
        SemioticClass.DIGITS,
        _C(
            r"(?<![\w.,+-])(?:\d{5}-\d{3}|\d{3}\.\d{3}\.\d{3}-\d\d"
            r"|\d\d\.\d{3}\.\d{3}/\d{4}-\d\d)(?![\w-])"
        ),
        _say_groups,
    ),
    Rule(
        SemioticClass.TELEPHONE,
        _C(r"(?<![\w.,+-])0[3589]00[- .]?\d{3}[- .]?\d{3,4}(?![\w-])"),
        _say_groups,
    ),
    Rule(
        SemioticClass.TELEPHONE,
        _C(rf"{_NO_CODE_BEFORE}\(\d{{2,3}}\) ?\d{{4,5}}[- .]?\d{{4}}(?![\w-])"),
        _say_groups,
    ),
    Rule(
        SemioticClass.TELEPHONE,
        _C(r"(?<![\w.,+)-])(?<!\) )(?P<a>\d{3,5})-(?P<b>\d{4})(?![\w-])(?![.,]\d)(?! ?[%‰])"),
        _say_groups,
        _is_local_number,
    ),
)
FRACTIONS = (
    # "1.000.000 pessoas"
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
        SemioticClass.RANGE,
        _C(rf"{BEGIN}(?P<a>\d{{1,2}}) ?[xX×] ?(?P<b>\d{{1,2}})(?!\w)(?![.,]\d)"),
        lambda match: _joined("a", match),
        _is_score,
    ),
    Rule(
        SemioticClass.FRACTION,
        _C(rf"{BEGIN}(?P<a>\d{{1,3}})/(?P<b>\d{{1,3}})(?![\w/])(?![.,]\d)"),
        lambda match: _joined("por", match),
        lambda match: int(match["a"]) > int(match["b"]),
    ),
)
