"""Numbers as they stand in text: cardinals, decimals, fractions, ordinals, ranges, scores."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from . import patterns
from .patterns import BEGIN, DASH, END, SIGN, other_mark
from .words import Numerals

VULGAR = {
    "½": "1/2",
    "¼": "1/4",
    "¾": "3/4",
    "⅓": "1/3",
    "⅔": "2/3",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
    "⅕": "1/5",
    "⅖": "2/5",
    "⅗": "3/5",
    "⅘": "4/5",
    "⅙": "1/6",
    "⅚": "5/6",
}
_MINUS, _SIGNS = "-−–", "-−–+±"
# "39/2015" is the number of a law.
_FIRST_YEAR, _LAST_YEAR = 1800, 2100


@dataclass(frozen=True, slots=True)
class Written:
    """A written number taken apart; digits only, without marks."""

    sign: str
    whole: str
    decimals: str
    foreign: bool
    """Whether its decimal mark is not the language's own."""

    @property
    def plural(self) -> str:
        """What a plural rule looks at: digits, with a comma before decimals."""
        return (self.whole.lstrip("0") or "0") + (f",{self.decimals}" if self.decimals else "")


def take_apart(numerals: Numerals, written: str) -> Written:
    """The parts of a number that ``patterns.number`` has found."""
    sign = written[0] if written[0] in _SIGNS else ""
    bare = written.lstrip(_SIGNS + " ")
    mark, other = numerals.decimal_mark, other_mark(numerals)
    foreign = bare.count(mark) > 1 or (mark in bare.partition(other)[0] and other in bare)
    if not foreign and mark not in bare:
        # One mark before other than three digits parts no group.
        foreign = bare.count(other) == 1 and not re.search(r"\D\d{3}$", bare)
    elif re.search(r"[1-9]\d{0,2}\D000$", bare):
        foreign = True
    mark = other if foreign else mark
    whole, _, decimals = bare.partition(mark)
    return Written(sign, re.sub(r"\D", "", whole), re.sub(r"\D", "", decimals), foreign)


def spell_digits(numerals: Numerals, digits: str) -> str:
    """Digit by digit."""
    return " ".join(numerals.cardinal(digit, "") for digit in digits if digit.isdecimal())


def number(numerals: Numerals, written: str, form: str = "") -> str:
    """The words of a written number: sign, groups, decimals, leading zeros ("007")."""
    parts = take_apart(numerals, written)
    sign = _sign(numerals, parts.sign)
    if parts.decimals:
        return sign + _decimal(numerals, parts, form)
    if len(parts.whole) > 1 and parts.whole.startswith("0"):
        return sign + spell_digits(numerals, parts.whole)
    return sign + numerals.cardinal(parts.whole, form)


def _sign(numerals: Numerals, sign: str) -> str:
    words = {"+": numerals.plus, "±": f"{numerals.plus} {numerals.minus}", "": ""}
    said = words.get(sign, numerals.minus)
    return f"{said} " if said else ""


def _decimal(numerals: Numerals, parts: Written, form: str) -> str:
    whole = parts.whole or "0"
    if numerals.decimal:
        return numerals.decimal(whole, parts.decimals, form)
    decimals = (
        numerals.decimals(parts.decimals)
        if numerals.decimals
        else spell_digits(numerals, parts.decimals)
    )
    point = numerals.other_point if parts.foreign else ""
    form = form if form in numerals.agree_before_decimals else ""
    return f"{numerals.cardinal(whole, form)} {point or numerals.point} {decimals}"


def amount(numerals: Numerals, written: str, form: str = "") -> str:
    """A number, a fraction, or both: "4 1/2", "2½"."""
    for sign, fraction in VULGAR.items():
        written = written.replace(sign, f" {fraction}")
    whole, _, part = " ".join(written.replace("⁄", "/").split()).rpartition(" ")
    top, slash, bottom = part.partition("/")
    if not slash:
        return number(numerals, written.strip(), form)
    if numerals.mixed and whole.strip(_SIGNS).isdecimal():
        return _sign(numerals, whole[0] if whole[0] in _SIGNS else "") + numerals.mixed(
            whole.strip(_SIGNS), top, bottom
        )
    said = numerals.fraction(top.lstrip(_SIGNS), bottom)
    if whole.strip(_SIGNS):
        return f"{number(numerals, whole, form)} {numerals.and_} {said}"
    return _sign(numerals, (whole or top)[0] if (whole or top)[0] in _SIGNS else "") + said


def year(numerals: Numerals, digits: str) -> str:
    """The words of a year."""
    return numerals.year(digits) if numerals.year else numerals.cardinal(digits, "")


def quantity(numerals: Numerals) -> str:
    """A pattern of what a unit may follow: a signed number or a fraction."""
    vulgar = "".join(VULGAR)
    return (
        rf"(?:{SIGN}(?:\d{{1,4}} )?\d{{1,3}}[/⁄]\d{{1,3}}(?![\d/])|{SIGN}\d{{0,6}} ?[{vulgar}]"
        rf"|{SIGN}{patterns.number(numerals)})"
    )


def has_fraction(written: str) -> bool:
    """Whether a written amount is a fraction or ends in one."""
    return any(sign in written for sign in ("/", "⁄", *VULGAR))


def is_many(numerals: Numerals, written: str) -> int:
    """Which form of a noun follows a written number or fraction."""
    if has_fraction(written):
        whole = re.match(r"\D?(\d+) ?(?:\d+/|[^\d/])", written)
        return numerals.plural(f"{whole[1] if whole else '0'},5") if whole else 0
    return numerals.plural(take_apart(numerals, written).plural)


def rules(numerals: Numerals) -> tuple[Rule, ...]:
    """Fractions, ordinals, ranges, ratios, decimals and cardinals."""

    def say(match: Match) -> str:
        return number(numerals, match.group(), numerals.agree(match))

    def say_amount(match: Match) -> str:
        return amount(numerals, match.group())

    def say_range(match: Match) -> str:
        form = numerals.agree(match)
        first = number(numerals, match["a"], form)
        return f"{first} {numerals.to} {number(numerals, match['b'], form)}"

    def say_score(match: Match) -> str:
        first, last = number(numerals, match["a"]), number(numerals, match["b"])
        # Others are chapter and verse, volume and page.
        is_score = len(match["b"]) == 1 or match["a"] == "1"
        return (
            f"{first} {numerals.score} {last}"
            if numerals.score and is_score
            else f"{first}, {last}"
        )

    def say_ordinal(match: Match) -> str:
        digits = re.sub(r"\D", "", match["n"])
        return numerals.ordinal(digits, numerals.ordinal_marks[match["mark"]])

    def say_sides(match: Match) -> str:
        return f"{number(numerals, match['a'])} {numerals.by} {number(numerals, match['b'])}"

    def say_minuend(match: Match) -> str:
        return f"{number(numerals, match['a'])} {numerals.minus} "

    written, vulgar = patterns.number(numerals), "".join(VULGAR)
    marks = patterns.alternatives(numerals.ordinal_marks)
    ordinal = rf"{BEGIN}(?P<n>{patterns.whole(numerals)})(?P<mark>{marks})(?!\w)"
    ratio = rf"{BEGIN}(?P<a>\d{{1,3}}):(?P<b>\d{{1,3}})(?![\w:])"
    sides = rf"{BEGIN}(?P<a>{written}) ?[x×] ?(?P<b>{written})(?!\w)"
    minuend = rf"{BEGIN}(?P<a>{written}){DASH}(?={written} ?=)"
    compiled, kinds = re.compile, SemioticClass
    return (
        Rule(kinds.ORDINAL, compiled(ordinal), say_ordinal),
        Rule(kinds.FRACTION, compiled(rf"{BEGIN}{SIGN}\d{{0,6}} ?[{vulgar}](?!\w)"), say_amount),
        Rule(
            kinds.FRACTION,
            compiled(
                rf"{BEGIN}{SIGN}(?:(?P<whole>\d{{1,4}}) )?(?P<top>\d{{1,3}})[/⁄]"
                r"(?P<bottom>\d{1,4})(?![\w/])(?![.,]\d)"
            ),
            say_amount,
            is_fraction,
        ),
        Rule(kinds.MATHS, compiled(sides), say_sides, lambda _m: bool(numerals.by)),
        Rule(kinds.MATHS, compiled(minuend), say_minuend),
        Rule(
            kinds.RANGE,
            compiled(rf"{BEGIN}(?P<a>{written}){DASH}(?P<b>{written}){END}(?![-–]\w)"),
            say_range,
        ),
        Rule(kinds.RANGE, compiled(ratio), say_score),
        Rule(kinds.DECIMAL, compiled(rf"{SIGN}{BEGIN}{written}(?!\w)(?!\.\d)"), say),
    )


def is_fraction(match: Match) -> bool:
    """Whether "a/b" is a part of a whole, not two things side by side."""
    top, bottom = int(match["top"]), int(match["bottom"])
    if top > 1 and _FIRST_YEAR <= bottom <= _LAST_YEAR:
        return False
    return bool(match["whole"]) or 0 < top < bottom


def left_over(numerals: Numerals) -> tuple[Rule, ...]:
    """Digits that no other rule has said."""
    return (
        Rule(
            SemioticClass.DIGITS,
            re.compile(r"\d+"),
            lambda match: number(numerals, match.group()),
        ),
    )
