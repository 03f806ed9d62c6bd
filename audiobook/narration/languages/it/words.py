"""The words of Italian for the shared rules.  Names of units and currencies are CLDR's."""

from __future__ import annotations

from audiobook.narration.languages import read_table
from audiobook.narration.languages.shared.words import (
    Measures,
    Money,
    Numerals,
    Signs,
    Words,
    currencies,
    nouns,
)

from . import figures, numbers
from .agreement import form, gender, words
from .dates import CALENDAR, CLOCK
from .romans import ROMANS

_DURATIONS = frozenset(["secondo", "minuto", "ora", "giorno", "mese", "anno", "litro"])
_DOMAINS_SAID_AS_WORDS = frozenset({"IT", "EU"})
_VOWELS = frozenset("AEIOU")
_PREPOSITIONS = {"m": "al ", "f": "alla "}


def _per(noun: str) -> str:
    if noun.partition(" ")[0] not in _DURATIONS:
        return f"per {noun}"
    return f"all'{noun}" if noun[0] in "aeiou" else _PREPOSITIONS[gender(noun)] + noun


def _of(noun: str) -> str:
    return f"di {noun}"


def _letters(capitals: str) -> str:
    """Spelled, but for the domains that are words to Italians, and what no voice can misread."""
    if capitals in _DOMAINS_SAID_AS_WORDS:
        return capitals.lower()
    return " ".join(capitals) if _VOWELS.intersection(capitals) else capitals


NUMERALS = Numerals(
    cardinal=numbers.cardinal,
    ordinal=numbers.ordinal,
    fraction=numbers.fraction,
    point="virgola",
    minus="meno",
    plus="più",
    to="a",
    and_="e",
    other_point="punto",
    decimals=numbers.decimals,
    ordinal_marks={
        "º": "m",
        "ª": "f",
        ".º": "m",
        ".ª": "f",
        "esimo": "m",
        "esima": "f",
        "mo": "m",
        "ma": "f",
    },
    agree=form,
    score="a",
    by="per",
)

MEASURES = Measures(
    units=nouns(read_table("it", "units")),
    magnitudes=nouns(read_table("it", "magnitudes")),
    per=_per,
    of=_of,
    percent="percento",
    per_mille="per mille",
    half=figures.say_half,
    round_of=True,
)

SIGNS = Signs(
    names={
        "&": "e",
        "@": "chiocciola",
        "%": "percento",
        "‰": "per mille",
        "+": "più",
        "=": "uguale",
        "≠": "diverso da",
        "≈": "circa",
        "~": "circa",
        "<": "minore di",
        ">": "maggiore di",
        "≤": "minore o uguale a",
        "≥": "maggiore o uguale a",
        "×": "per",
        "÷": "diviso",
        "±": "più o meno",
        "−": "meno",
        "∞": "infinito",
        "√": "radice quadrata di",
        "π": "pi greco",
        "°": "gradi",
        "§": "paragrafo",
        "$": "dollari",
        "£": "sterline",
        "€": "euro",
        "¥": "yen",
        "→": "a",
        "⇒": "a",
        "/": "barra",
        "\\": "barra inversa",
        "#": "cancelletto",
        "µ": "micro",
    },
    electronic={
        ".": "punto",
        "/": "barra",
        "-": "trattino",
        "_": "trattino basso",
        "@": "chiocciola",
        ":": "due punti",
        "&": "e commerciale",
        "?": "punto interrogativo",
        "=": "uguale",
        "#": "cancelletto",
        "+": "più",
        "%": "percento",
        "~": "tilde",
    },
    hashtag="hashtag",
    page_at="una pagina su",
    version="versione",
    number="numero",
    powers={"²": "al quadrato", "³": "al cubo", "^": "alla"},
    letters=_letters,
)

WORDS = Words(
    tag="it",
    numerals=NUMERALS,
    calendar=CALENDAR,
    clock=CLOCK,
    money=Money(currencies(read_table("it", "currencies")), joint="e", cents=figures.say_cents),
    measures=MEASURES,
    romans=ROMANS,
    signs=SIGNS,
    abbreviations=read_table("it", "abbreviations"),
    telephone_cues=words("telephone cues"),
    telephone_group=figures.spell,
)
