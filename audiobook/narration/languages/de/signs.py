"""The names of signs, and signs that are read by what stands beside them."""

from __future__ import annotations

import re

from audiobook.narration.languages import read_table
from audiobook.narration.languages.shared.patterns import alternatives
from audiobook.narration.languages.shared.words import Signs, nouns
from audiobook.narration.semiotic import Rule, SemioticClass

_UNITS = nouns(read_table("de", "units"))
_SIGNED_UNITS = [
    unit for unit in _UNITS if not unit.isalpha() and unit[0].isalpha() and unit[-1] != "."
]
_PER_UNITS = [unit for unit in _UNITS if unit[0].isalpha() and unit[-1] != "."]

SIGNS = Signs(
    names={
        "&": "und",
        "@": "at",
        "%": "Prozent",
        "‰": "Promille",
        "+": "plus",
        "=": "gleich",
        "≠": "ungleich",
        "≈": "ungefähr",
        "~": "ungefähr",
        "<": "kleiner als",
        ">": "größer als",
        "≤": "kleiner oder gleich",
        "≥": "größer oder gleich",
        "×": "mal",
        "÷": "geteilt durch",
        "±": "plus minus",
        "−": "minus",
        "∞": "unendlich",
        "√": "Wurzel aus",
        "π": "Pi",
        "°": "Grad",
        "§": "Paragraf",
        "$": "Dollar",
        "£": "Pfund",
        "€": "Euro",
        "¥": "Yen",
        "→": "nach",
        "⇒": "daraus folgt",
        "\\": "Backslash",
        "#": "Raute",
        "†": "gestorben",
    },
    electronic={
        ".": "Punkt",
        "/": "Schrägstrich",
        "-": "Bindestrich",
        "_": "Unterstrich",
        "@": "at",
        ":": "Doppelpunkt",
        "&": "und",
        "?": "Fragezeichen",
        "=": "Gleichheitszeichen",
        "#": "Raute",
        "+": "plus",
        "%": "Prozent",
        "~": "Tilde",
    },
    hashtag="Hashtag",
    page_at="eine Seite auf",
    version="Version",
    number="Nummer",
    powers={"²": "Quadrat", "³": "hoch drei", "^": "hoch"},
)

_C, _SYMBOL = re.compile, SemioticClass.SYMBOL

UNITS_ALONE = (
    Rule(
        SemioticClass.MEASURE,
        _C(rf"(?<=[a-zäöüß][a-zäöüß])/(?P<unit>{alternatives(_PER_UNITS)})(?!\w)"),
        lambda m: f" pro {_UNITS[m['unit']].forms[0]}",
    ),
    Rule(
        SemioticClass.MEASURE,
        _C(rf"(?<![\w/])(?:{alternatives(_SIGNED_UNITS)})(?!\w)"),
        lambda m: _UNITS[m.group()].forms[-1],
    ),
)

# "(* 21. März 1685; † 28. Juli 1750)"
LIFE = (
    Rule(_SYMBOL, _C(r"(?<![\w.])\* ?(?=\d{1,2}\.)"), lambda _m: "geboren am "),
    Rule(_SYMBOL, _C(r"(?<![\w.])† ?(?=\d{1,2}\.)"), lambda _m: "gestorben am "),
    Rule(_SYMBOL, _C(r"(?<![\w.])\* ?(?=(?:um )?\d{4}(?!\d))"), lambda _m: "geboren "),
    Rule(_SYMBOL, _C(r"(?<![\w.])† ?(?=(?:um )?\d{4}(?!\d))"), lambda _m: "gestorben "),
)

RULES = (
    Rule(_SYMBOL, _C(r"§§ ?"), lambda _m: "Paragrafen "),
    Rule(_SYMBOL, _C(r"§ ?(?=\d)"), lambda _m: "Paragraf "),
    Rule(_SYMBOL, _C(r"(?<=\d\.)/(?=\d)"), lambda _m: " und "),
    Rule(_SYMBOL, _C(r"(?<=\d\.) ?[-–] ?(?=\d{1,3}\.)"), lambda _m: " bis "),
    # What is left of a date that is none.
    Rule(_SYMBOL, _C(r"(?<=\d)\.(?=\d)"), lambda _m: " Punkt "),
    # "Lehrer:innen", "Schüler/-innen": the sign is a short pause inside the word.
    Rule(
        _SYMBOL,
        _C(r"(?<=[a-zäöüß])(?:[:_*]|/-?)(?=in(?:nen)?\b)"),
        lambda _m: " ",
    ),
    Rule(_SYMBOL, _C(r"(?<=[a-zäöüß])-?/(?=[A-Za-zÄÖÜäöü]|-[a-z])"), lambda _m: " "),
)
