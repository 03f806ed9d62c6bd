"""Spanish, as the Real Academia Española writes it and as it is read in Spain and America."""

from __future__ import annotations

import re

from audiobook.narration.languages import Language, read_table
from audiobook.narration.languages.shared import Stage, fold, rules
from audiobook.narration.languages.shared.dates import month_names
from audiobook.narration.languages.shared.patterns import (
    BEGIN,
    alternatives,
    word_after,
)
from audiobook.narration.languages.shared.romans import word_numbered
from audiobook.narration.languages.shared.words import (
    Date,
    Measures,
    Money,
    Noun,
    Numerals,
    Romans,
    Signs,
    Words,
    currencies,
    nouns,
)
from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .agreement import form_of, form_of_one, phrase_set, word_set
from .dates import CALENDAR, CLOCK
from .numbers import cardinal, fraction, ordinal

_LAST_ORDINAL = 10
_TIMES = ("día", "mes", "trimestre", "semestre", "año")
_WOMEN, _CENTURIES = word_set("women"), word_set("centuries")
_NUMBERING, _FEMININE_NUMBERED = word_set("numbering"), word_set("feminine numbered")
_RULERS = word_set("rulers")


_CURRENCIES = currencies(read_table("es", "currencies"))
# Codes are written small as well.
_CURRENCIES |= {code.lower(): c for code, c in _CURRENCIES.items() if code.isalpha()}


def _decimals(digits: str) -> str:
    """Up to three are read as one number, more in pairs: "tres coma catorce dieciséis"."""
    step = 3 if len(digits) <= 3 else 2  # noqa: PLR2004
    parts = (digits[at : at + step] for at in range(0, len(digits), step))
    return " ".join(_after_zeros(part) for part in parts)


def _after_zeros(digits: str) -> str:
    rest = digits.lstrip("0")
    zeros = ["cero"] * (len(digits) - len(rest))
    return " ".join([*zeros, cardinal(rest)] if rest else zeros)


def _half(whole: str, noun: Noun) -> str:
    half = "media" if noun.gender == "f" else "medio"
    if not whole:
        return f"{half} {noun.forms[0]}"
    one = noun.forms[0 if whole == "1" else -1]
    return f"{cardinal(whole, noun.gender)} {one} y {half}"


def _say_roman(value: int, match: Match) -> str:
    before, after = word_numbered(match), word_after(match).lower()
    if after in _NUMBERING and before.lower() not in _CENTURIES:
        return ordinal(str(value), "f" if after in _FEMININE_NUMBERED else "short")
    ranked = before in _RULERS or before.lower() in _CENTURIES
    if ranked and value <= _LAST_ORDINAL:
        return ordinal(str(value), "f" if before in _WOMEN else "m")
    return cardinal(str(value))


def _say_half(match: Match) -> str:
    half = "media" if form_of_one(match) == "f" else "medio"
    whole = match["whole"]
    return f"{cardinal(whole, form_of(match))} y {half}" if whole else half


def _say_month_day(match: Match) -> str:
    months = month_names(CALENDAR)
    month = months[match["month"].lower()]
    return CALENDAR.say(Date(match, month, int(match["day"]), year=match["year"] or ""))


WORDS = Words(
    tag="es",
    numerals=Numerals(
        cardinal=cardinal,
        ordinal=ordinal,
        fraction=fraction,
        point="coma",
        other_point="punto",
        minus="menos",
        plus="más",
        to="a",
        and_="y",
        by="por",
        score="a",
        grouping=". '’",
        decimals=_decimals,
        ordinal_marks={
            **dict.fromkeys((".º", "º", ".°", "ro", "do", "to", ".o", "vo", "mo", "no"), "m"),
            **dict.fromkeys((".ª", "ª", "ra", "da", "ta", ".a", "va", "ma", "na"), "f"),
            **dict.fromkeys((".er", "er"), "short"),
        },
        agree=form_of,
        agree_before_decimals=frozenset(("f",)),
    ),
    calendar=CALENDAR,
    clock=CLOCK,
    money=Money(_CURRENCIES, joint="con"),
    measures=Measures(
        units=nouns(read_table("es", "units")),
        magnitudes=nouns(read_table("es", "magnitudes")),
        per=lambda unit: f"al {unit}" if unit in _TIMES else f"por {unit}",
        of=lambda noun: f"de {noun}",
        percent="por ciento",
        per_mille="por mil",
        half=_half,
        round_of=True,
        one_after=frozenset(("al", "cada", "el", "por", "un")),
    ),
    romans=Romans(
        say=_say_roman, numbered=word_set("numbered"), numbering=_NUMBERING, rulers=_RULERS
    ),
    signs=Signs(
        names={
            "&": "y",
            "@": "arroba",
            "%": "por ciento",
            "‰": "por mil",
            "+": "más",
            "=": "igual a",
            "≠": "distinto de",
            "≈": "aproximadamente",
            "~": "aproximadamente",
            "<": "menor que",
            ">": "mayor que",
            "≤": "menor o igual que",
            "≥": "mayor o igual que",
            "×": "por",
            "÷": "entre",
            "±": "más menos",
            "−": "menos",
            "∞": "infinito",
            "√": "raíz cuadrada de",
            "π": "pi",
            "°": "grados",
            "§": "párrafo",
            "$": "dólares",
            "£": "libras",
            "€": "euros",
            "¥": "yenes",
            "→": "a",
            "\\": "barra invertida",
            "#": "almohadilla",
        },
        electronic={
            ".": "punto",
            "/": "barra",
            "-": "guion",
            "_": "guion bajo",
            "@": "arroba",
            ":": "dos puntos",
            "&": "y",
            "?": "interrogación",
            "=": "igual",
            "#": "almohadilla",
            "+": "más",
            "%": "por ciento",
            "~": "virgulilla",
        },
        hashtag="almohadilla",
        page_at="una página en",
        version="versión",
        number="número",
        powers={"²": "al cuadrado", "³": "al cubo", "^": "elevado a"},
    ),
    abbreviations=read_table("es", "abbreviations"),
    telephone_cues=phrase_set("telephone"),
)

# The American order, "agosto 22, 2010".
_MONTH_DAY = (
    rf"(?<!\w)(?P<month>(?i:{alternatives(month_names(CALENDAR))}))\.? "
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?!\w)(?![.,:/]\d)(?:,? (?P<year>[12]\d{3})(?!\w))?"
)

LANGUAGE = Language(
    rules=rules(
        WORDS,
        {
            Stage.DATES: (Rule(SemioticClass.DATE, re.compile(_MONTH_DAY), _say_month_day),),
            Stage.MEASURES: (
                Rule(
                    SemioticClass.FRACTION,
                    re.compile(
                        rf"{BEGIN}(?:(?P<whole>\d{{1,4}}) ?)?(?:½|(?<!\d)1/2)(?= [^\W\d_]{{4}})"
                    ),
                    _say_half,
                    lambda match: bool(form_of_one(match)),
                ),
            ),
            Stage.ABBREVIATIONS: (
                Rule(
                    SemioticClass.ABBREVIATION,
                    re.compile(r"(?<![\w.])(?<![A-Z]\. )D\.(?= [A-ZÁÉÍÓÚ][a-záéíóú])"),
                    lambda _match: "don",
                ),
            ),
        },
    ),
    fold=fold,
)
