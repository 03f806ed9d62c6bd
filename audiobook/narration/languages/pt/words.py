"""The words of Portuguese for the shared rules.  Names of units and currencies are CLDR's."""

from __future__ import annotations

from audiobook.narration.languages import read_table
from audiobook.narration.languages.shared.words import (
    Measures,
    Money,
    Numerals,
    Signs,
    Words,
    below_two_or_many,
    currencies,
    nouns,
)

from . import figures, numbers
from .agreement import form, words
from .dates import CALENDAR, CLOCK
from .romans import ROMANS

_VOWELS = frozenset("AEIOU")


def _per(noun: str) -> str:
    return f"por {noun}"


def _of(noun: str) -> str:
    return f"de {noun}"


def _letters(capitals: str) -> str:
    """Spelled, but for letters that no voice can take for a word."""
    return " ".join(capitals) if _VOWELS.intersection(capitals) else capitals


NUMERALS = Numerals(
    cardinal=numbers.cardinal,
    ordinal=numbers.ordinal,
    fraction=numbers.fraction,
    point="vírgula",
    minus="menos",
    plus="mais",
    to="a",
    and_="e",
    other_point="ponto",
    ordinal_marks={
        "º": "m",
        "ª": "f",
        ".º": "m",
        ".ª": "f",
        "°": "m",
        "o": "m",
        "a": "f",
        "ºs": "mm",
        "ªs": "ff",
        "os": "mm",
        "as": "ff",
        ".os": "mm",
        ".as": "ff",
    },
    plural=below_two_or_many,
    agree=form,
    score="a",
    by="por",
)

MEASURES = Measures(
    units=nouns(read_table("pt", "units")),
    magnitudes=nouns(read_table("pt", "magnitudes")),
    per=_per,
    of=_of,
    percent="por cento",
    per_mille="por mil",
    half=figures.say_half,
    round_of=True,
)

SIGNS = Signs(
    names={
        "&": "e",
        "@": "arroba",
        "%": "por cento",
        "‰": "por mil",
        "+": "mais",
        "=": "igual a",
        "≠": "diferente de",
        "≈": "cerca de",
        "~": "cerca de",
        "<": "menor que",
        ">": "maior que",
        "≤": "menor ou igual a",
        "≥": "maior ou igual a",
        "×": "vezes",
        "÷": "dividido por",
        "±": "mais ou menos",
        "−": "menos",
        "∞": "infinito",
        "√": "raiz quadrada de",
        "π": "pi",
        "°": "graus",
        "§": "parágrafo",
        "$": "dólares",
        "£": "libras",
        "€": "euros",
        "¥": "ienes",
        "→": "a",
        "⇒": "a",
        "/": "barra",
        "\\": "barra invertida",
        "#": "cerquilha",
        "µ": "micro",
    },
    electronic={
        ".": "ponto",
        "/": "barra",
        "-": "hífen",
        "_": "sublinhado",
        "@": "arroba",
        ":": "dois pontos",
        "&": "e comercial",
        "?": "interrogação",
        "=": "igual a",
        "#": "cerquilha",
        "+": "mais",
        "%": "por cento",
        "~": "til",
    },
    hashtag="hashtag",
    page_at="uma página em",
    version="versão",
    number="número",
    powers={"²": "ao quadrado", "³": "ao cubo", "^": "elevado a"},
    letters=_letters,
)

WORDS = Words(
    tag="pt",
    numerals=NUMERALS,
    calendar=CALENDAR,
    clock=CLOCK,
    money=Money(currencies(read_table("pt", "currencies")), joint="e"),
    measures=MEASURES,
    romans=ROMANS,
    signs=SIGNS,
    abbreviations=read_table("pt", "abbreviations"),
    telephone_cues=words("telephone cues"),
    telephone_code=figures.spell,
    telephone_group=figures.spell,
)
