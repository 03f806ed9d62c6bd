"""What a language supplies to the shared rules: its words, and how it puts them together.

A *form* is what a number agrees with: the gender that a language's tables give a noun (``m``,
``f``, ``n``), or any other string that the language's own functions understand; ``""`` is the
form for counting.  Digits are strings of ASCII digits, so that no number is too long.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from audiobook.narration.semiotic import Match

Row = tuple[str, ...]


def no_form(_match: Match) -> str:
    """The form for counting, whatever stands around the number."""
    return ""


def one_or_many(written: str) -> int:
    """The plural form of most of Europe: 0 for one, 1 for any other number."""
    return 0 if written == "1" else 1


def below_two_or_many(written: str) -> int:
    """The plural form of French and Portuguese: 0 below two ("1,5 litre"), else 1."""
    return 0 if written.partition(",")[0] in ("0", "1") else 1


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted: its forms in the order of the language's plural rule, and its gender."""

    forms: tuple[str, ...]
    gender: str = ""

    def counted(self, plural: int) -> str:
        """The form that a plural rule picks."""
        return self.forms[min(plural, len(self.forms) - 1)]


@dataclass(frozen=True, slots=True)
class Numerals:
    """How numbers are written and said."""

    cardinal: Callable[[str, str], str]
    """The words of a whole number: digits, form."""
    ordinal: Callable[[str, str], str]
    """The words of a rank: digits, form."""
    fraction: Callable[[str, str], str]
    """The words of a fraction: digits of the numerator, digits of the denominator."""
    point: str
    """The word for the decimal mark."""
    minus: str
    plus: str
    to: str
    """Between the ends of a range: "10–12"."""
    and_: str
    """Between a whole number and a fraction: "2 1/2"."""
    decimal_mark: str = ","
    other_point: str = ""
    """The word for the decimal mark of other languages, "3.5"; empty means ``point``."""
    grouping: str = ". '’"
    """The characters that part groups of three digits; white space is a plain space by then."""
    year: Callable[[str], str] | None = None
    """The words of a year; None means its cardinal."""
    decimals: Callable[[str], str] | None = None
    """The words of the digits after the decimal mark; None means digit by digit."""
    decimal: Callable[[str, str, str], str] | None = None
    """The words of a decimal whole: digits before, digits after, form."""
    agree_before_decimals: frozenset[str] = frozenset()
    """The forms that digits before a decimal mark take: "una coma cinco", but "uno coma cinco"."""
    mixed: Callable[[str, str, str], str] | None = None
    """The words of "2 1/2": whole, numerator, denominator; None: joined by ``and_``."""
    ordinal_marks: Mapping[str, str] = field(default_factory=dict)
    """What follows digits to make a rank, as written, and its form: ``º`` is ``m``."""
    plural: Callable[[str], int] = one_or_many
    """Which of a noun's forms follows a number: digits, with a comma before decimals."""
    agree: Callable[[Match], str] = no_form
    """The form of a bare number, by the words around it."""
    score: str = ""
    """Between the numbers of a score or scale, "3:2", "1:500"; empty makes only a pause."""
    by: str = ""
    """Between the sides of "3 x 4"."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date as it was written; 0 and "" stand for what was not."""

    match: Match
    month: int
    """1 to 12."""
    day: int = 0
    last_day: int = 0
    """The end of a range of days."""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """How dates are written and said."""

    months: tuple[str, ...]
    """The twelve names as they are said."""
    say: Callable[[Date], str]
    written_months: Mapping[str, int] = field(default_factory=dict)
    """Other ways to write them, lower case, without a stop: ``ene`` is 1."""
    weekdays: Mapping[str, str] = field(default_factory=dict)
    """Abbreviations of weekdays as they are written before a date."""
    day_mark: str = ""
    """A pattern of what may follow a day's digits: ``º``, ``er``, ``\\.``."""
    joint: str = " "
    """A pattern of what stands between day, month and year."""
    year_cues: frozenset[str] = frozenset()
    """Words, lower case, after which four digits are a year; only needed where years differ."""
    eras: tuple[tuple[str, str], ...] = ()
    """Patterns after a year, and what is said for them: ``a\\. ?C\\.``."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day as it was written; -1 stands for what was not."""

    match: Match
    hour: int
    minute: int = -1
    second: int = -1
    half: str = ""
    """What stood for the half of the day, "p. m.", as it was written."""


@dataclass(frozen=True, slots=True)
class Clock:
    """How times of day are written and said."""

    say: Callable[[Time], str]
    units: str = r" ?h\b\.?"
    """A pattern of what follows a time: ``h``, ``Uhr``; it is said by ``say``, if at all."""
    half: str = ""
    """A pattern of the halves of the day; empty where there are none."""
    letter: str = "h"
    """A pattern of what parts hours and minutes besides a colon: "14 h 30"."""
    zones: Mapping[str, str] = field(default_factory=dict)
    cues: frozenset[str] = frozenset()
    """Words, lower case, after which "9.30" is a time: ``alle``, ``às``."""


@dataclass(frozen=True, slots=True)
class Currency:
    """The names of a currency and of its hundredth, which may have none."""

    noun: Noun
    cent: Noun | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """How sums are said."""

    currencies: Mapping[str, Currency]
    """By sign and by code."""
    joint: str = ""
    """Between the units and the hundredths."""
    names_cents: bool = True
    """Whether the hundredths are named after units: "five euros fifty (cents)"."""
    tenths_are_cents: bool = True
    """Whether "2,5 €" is said with fifty hundredths, else as a decimal."""
    cents: Callable[[str, Noun], str] | None = None
    """The words of the hundredths after units, where neither of these will do: digits, name."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Units, magnitudes, and the words around them."""

    units: Mapping[str, Noun]
    magnitudes: Mapping[str, Noun]
    """As written after a number: ``M``, ``Mio.``, and the full words.  One whose gender is
    ``numeral`` is a part of the number: one of it is not said, nor ``of`` after it ("mil euros").
    """
    per: Callable[[str], str]
    """The word for the slash and the name of one unit: "por hora"."""
    of: Callable[[str], str]
    """What follows a magnitude: "(millones) de euros"; the noun is given in its last form."""
    percent: str
    per_mille: str
    half: Callable[[str, Noun], str] | None = None
    """One half, or a whole number (digits, else "") and a half, of a unit: "dos litros y medio"."""
    one_after: frozenset[str] = frozenset()
    """Words, lower case, after which a unit without a number is one: "al kg", "por km²"."""
    round_of: bool = False
    """Whether a round number of millions is followed by ``of``: "un millón de euros"."""


@dataclass(frozen=True, slots=True)
class Romans:
    """Where Roman numerals stand, and how they are said."""

    say: Callable[[int, Match], str]
    """The words of a value, by the words around it."""
    numbered: frozenset[str] = frozenset()
    """Words, lower case, that a numeral of any letters follows: century, chapter, volume."""
    numbering: frozenset[str] = frozenset()
    """Words, lower case, that a numeral of any letters stands before: "XX secolo"."""
    rulers: frozenset[str] = frozenset()
    """Names that a numeral follows, one letter included."""
    suffix: str = ""
    """A pattern of what may be written after a numeral: ``e``, ``er``, ``\\.``."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The names of signs."""

    names: Mapping[str, str]
    """Of single characters in running text: ``&``, ``§``, ``±``, ``→``, ``=``."""
    electronic: Mapping[str, str]
    """In addresses: ``.``, ``/``, ``-``, ``_``, ``@``, ``:`` and so on."""
    hashtag: str
    page_at: str
    """What is said of a page whose address is too long to read: "una página en"."""
    version: str
    number: str
    """For ``#`` and ``№`` before a number."""
    powers: Mapping[str, str]
    """``²``, ``³`` after a letter or number; ``^`` for any other."""
    letters: Callable[[str], str] = " ".join
    """How letters are spelled, in capitals."""
    spelled: frozenset[str] = frozenset()
    """Pieces of addresses that are spelled besides those spelled in every language."""


@dataclass(frozen=True, slots=True)
class Words:
    """All that the shared rules need of a language."""

    tag: str
    numerals: Numerals
    calendar: Calendar
    clock: Clock
    money: Money
    measures: Measures
    romans: Romans
    signs: Signs
    abbreviations: tuple[Row, ...] = ()
    """Written, spoken, and where: nothing or ``any``; ``name`` (before a capital letter, and never
    at the end of a sentence); ``number`` (before a number); ``after`` (after a number)."""
    telephone_cues: frozenset[str] = frozenset()
    """Words, lower case, before a telephone number: ``tel``, ``llame al``."""
    telephone_code: Callable[[str], str] | None = None
    """The words of a country's code; None: as a number."""
    telephone_group: Callable[[str], str] | None = None
    """The words of a group of a telephone number; None: pairs as numbers, others by digits."""


def nouns(rows: tuple[Row, ...]) -> dict[str, Noun]:
    """The nouns of a table: symbol, one, many, gender (may be left out)."""
    return {row[0]: Noun(row[1:3], row[3] if len(row) > 3 else "") for row in rows}  # noqa: PLR2004


def currencies(rows: tuple[Row, ...]) -> dict[str, Currency]:
    """The currencies of a table: sign or code, one, many, gender, one cent, many cents."""
    return {
        row[0]: Currency(Noun(row[1:3], row[3]), Noun(row[4:6], "m") if row[4:5] > ("",) else None)
        for row in rows
    }
