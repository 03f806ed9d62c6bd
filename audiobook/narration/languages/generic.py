"""Any language that has no folder: numbers by num2words, names and marks by Babel (CLDR).

What these two don't know well is left to the voice as it is: dates and times in figures, ranks,
telephone numbers, addresses.  Both are imported only when such a language is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from audiobook.narration.languages import Coverage, Language, read_table
from audiobook.narration.languages.shared import fold, measures, money, numbers, pictures, symbols
from audiobook.narration.languages.shared.words import (
    Calendar,
    Clock,
    Currency,
    Measures,
    Money,
    Noun,
    Numerals,
    Romans,
    Signs,
    Words,
)
from audiobook.narration.semiotic import Match, Rule, SemioticClass

if TYPE_CHECKING:
    from babel import Locale

# Where num2words calls a language otherwise than BCP 47 does.
_OTHER_NAMES = {"kk": "kz", "nb": "no", "nn": "no"}
# Written without spaces, or with number words that grow together with the next; the voice knows
# them.  Serbian is written in two scripts, and num2words knows one.
_LEFT_TO_THE_VOICE = frozenset(("ja", "ko", "sr", "th", "zh"))
# The words for the decimal mark where num2words has none, or says decimals as a sum of money.
_POINTS = {"ar": "فاصلة", "bn": "দশমিক", "fa": "ممیز", "id": "koma", "tr": "virgül", "vi": "phẩy"}
# These name tenths and hundredths, as num2words does.
_NAMES_TENTHS = frozenset(("hu", "ru"))
# num2words 0.5.14 writes forty in Swedish as nobody says it.
_MENDED = {"sv": ("förtio", "fyrtio")}
_LONGEST = 12
_FAILURES = (
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class _Plurals:
    """The plural categories of CLDR that a language has, each with a number that shows it."""

    locale: Locale
    samples: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, locale: Locale) -> _Plurals:
        candidates = [*map(str, range(121)), "0.5", "1.5", "1000000"]
        found = {str(locale.plural_form(Decimal(n))): n for n in reversed(candidates)}
        return cls(locale, tuple(found.items()))

    def __call__(self, written: str) -> int:
        category = self.locale.plural_form(Decimal(written.replace(",", ".")[:_LONGEST]))
        places = (at for at, (name, _) in enumerate(self.samples) if name == str(category))
        return next(places, 0)


@dataclass(frozen=True, slots=True)
class _NumberWords:
    """num2words for one language; what it can't say stays as it is."""

    tag: str

    def __call__(self, number: Decimal | int) -> str:
        from num2words import num2words  # noqa: PLC0415

        name = _OTHER_NAMES.get(self.tag, self.tag)
        try:
            said = str(num2words(number, lang=name))
        except _FAILURES:
            return ""
        wrong, right = _MENDED.get(self.tag, (",", " "))
        return " ".join(said.replace(wrong, right).split())

    def cardinal(self, digits: str, _form: str = "") -> str:
        """The words of a whole number, or its digits."""
        return (len(digits) <= _LONGEST and self(int(digits))) or digits

    def point(self) -> str:
        """The word for the decimal mark, "" if it can't be told."""
        if self.tag in _POINTS:
            return _POINTS[self.tag]
        whole, zero, last = self(12), self(0), self(5)
        said = self(Decimal("12.05"))
        between = said.removeprefix(whole).removesuffix(f"{zero} {last}")
        is_plain = said.startswith(whole) and said.endswith(f"{zero} {last}")
        return between.strip() if is_plain else ""

    def minus(self) -> str:
        """The word for the sign, "" if it can't be told."""
        said, plain = self(-7), self(7)
        return said.removesuffix(plain).strip() if said.endswith(plain) else ""

    def decimal(self, whole: str, decimals: str, _form: str) -> str:
        """A decimal whose parts are named."""
        short = len(whole) + len(decimals) <= _LONGEST
        return (short and self(Decimal(f"{whole}.{decimals}"))) or f"{whole}.{decimals}"


@cache
def generic_language(tag: str) -> Language | None:
    """The language by what the two libraries know of it; None if either doesn't know it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    spoken = _NumberWords(tag)
    if tag in _LEFT_TO_THE_VOICE or not spoken(1234):
        return None
    try:
        locale = Locale.parse(tag)
    except (UnknownLocaleError, ValueError):
        return None
    words = _words(tag, locale, spoken)
    arabic = {"٫": words.numerals.decimal_mark, "٬": "’", "٪": "%"}
    return Language(
        rules=tuple(_rules(words)),
        fold=lambda character: arabic.get(character) or fold(character),
        coverage=Coverage.NUMBERS,
    )


def _kept(match: Match) -> str:
    return match.group()


# Figures that are no plain numbers, and words with digits in them.
_KEPT = (
    r"(?<=(?<!\d)[12]\d{3} )[^\W\d_](?=\.)",  # a year and its abbreviation: "2021 г." is no gram
    r"\b(?:https?|ftp|file)://[^\s<>\"]+|(?<![\w.])[\w.+&-]{1,64}@(?:[\w-]{1,63}\.){1,5}\w{2,24}",
    r"(?<![\w.])(?:[\w-]{1,63}\.){1,4}[^\W\d_]{2,12}(?:/[^\s<>\"]*)?(?![\w])",
    r"(?<![\w+])(?:\+\d{1,3}|0\d{1,4}-)(?:[ .-]?\(?\d{1,5}\)?){2,5}",
    r"(?<![\w+])\+?\d{1,8}(?:[-–:/]\d{1,8}){1,6}(?!\w)",
    r"(?<![\w.])\d{1,4}(?:\.\d{1,3}){2}(?<!\.\d{3})(?!\w)\.?|(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)",
    r"(?<![\w.,])\d{1,4}\.(?= [^\W\d_A-Z])",
)
_KEPT_WORDS = (
    r"(?<!\w)(?=\w{0,40}\d)(?=\d{0,40}[^\W\d_])\w{2,60}(?:[-:]\w{1,20})?"
    r"|\d{1,9}[-:][^\W\d_]\w{0,9}|(?<=[^\W\d_])[-–]\d{1,5}(?!\w)"
)


def _rules(words: Words) -> Iterator[Rule]:
    kind, numerals = SemioticClass.DIGITS, words.numerals
    yield from symbols.FOOTNOTES
    yield from (Rule(kind, re.compile(pattern), _kept) for pattern in _KEPT)
    if numerals.decimal_mark == ",":  # with a point it is a time of day or a date
        yield Rule(kind, re.compile(r"(?<![\w.,])[0-3]?\d\.[0-5]\d(?![\w%])(?![.,]\d)"), _kept)
    yield from money.rules(words)
    yield from (rule for rule in measures.rules(words) if rule.kind is SemioticClass.MEASURE)
    yield Rule(kind, re.compile(_KEPT_WORDS), _kept)
    yield from (rule for rule in numbers.rules(numerals) if rule.kind is SemioticClass.DECIMAL)
    yield from pictures.rules(words.tag)


def _words(tag: str, locale: Locale, spoken: _NumberWords) -> Words:
    plurals = _Plurals.of(locale)
    marks = locale.number_symbols.get("latn", {})
    point = spoken.point()
    numerals = Numerals(
        cardinal=spoken.cardinal,
        ordinal=spoken.cardinal,
        fraction=lambda top, bottom: f"{top}/{bottom}",
        point=point,
        minus=spoken.minus() or "-",
        plus="+",
        to="–",
        and_="",
        decimal_mark="." if marks.get("decimal") == "." else ",",
        grouping=". '’" if marks.get("decimal") != "." else ", '’",
        decimal=None if point and tag not in _NAMES_TENTHS else spoken.decimal,
        plural=plurals,
    )
    return Words(
        tag=tag,
        numerals=numerals,
        calendar=Calendar((), lambda date: date.match.group()),
        clock=Clock(lambda time: time.match.group()),
        money=Money(dict(_currencies(locale, plurals))),
        measures=Measures(
            units=dict(_units(locale, plurals)),
            magnitudes={},
            per=lambda unit: f"/ {unit}",
            of=lambda noun: noun,
            percent="%",
            per_mille="‰",
        ),
        romans=Romans(lambda _value, match: match.group()),
        signs=Signs({}, {}, "#", "", "", "#", {}),
    )


def _units(locale: Locale, plurals: _Plurals) -> Iterator[tuple[str, Noun]]:
    from babel.numbers import format_decimal  # noqa: PLC0415
    from babel.units import UnknownUnitError, format_unit  # noqa: PLC0415

    def name(unit: str, sample: str, length: str) -> str:
        number = format_decimal(Decimal(sample), locale=locale)
        return format_unit(Decimal(sample), unit, length, locale=locale).replace(number, "").strip()  # type: ignore[arg-type]

    for symbol, unit in read_table("shared", "units"):
        try:
            noun = Noun(tuple(name(unit, sample, "long") for _, sample in plurals.samples))
            own = name(unit, plurals.samples[0][1], "short")
        except (UnknownUnitError, *_FAILURES):
            continue
        if all(noun.forms):
            yield symbol, noun
            if own and own[0].isalpha():
                yield own, noun


def _currencies(locale: Locale, plurals: _Plurals) -> Iterator[tuple[str, Currency]]:
    from babel.numbers import get_currency_name  # noqa: PLC0415

    for sign, code in read_table("shared", "currencies"):
        names = (get_currency_name(code, Decimal(sample), locale) for _, sample in plurals.samples)
        yield sign, Currency(Noun(tuple(names)))
