"""What French calls signs, in text and in addresses."""

from __future__ import annotations

import re

from audiobook.narration.languages.shared.words import Signs
from audiobook.narration.semiotic import Rule, SemioticClass

_NAMES = {
    "&": "et",
    "@": "arobase",
    "%": "pour cent",
    "‰": "pour mille",
    "+": "plus",
    "=": "égale",
    "≠": "différent de",
    "≈": "environ",
    "~": "environ",
    "<": "inférieur à",
    ">": "supérieur à",
    "≤": "inférieur ou égal à",
    "≥": "supérieur ou égal à",
    "×": "fois",
    "÷": "divisé par",
    "±": "plus ou moins",
    "−": "moins",
    "∞": "infini",
    "√": "racine de",
    "π": "pi",
    "°": "degrés",
    "§": "paragraphe",
    "№": "numéro",
    "$": "dollars",
    "£": "livres",
    "€": "euros",
    "¥": "yens",
    "¢": "cents",
    "→": "vers",
    "⇒": "donc",
    "/": "slash",
    "\\": "antislash",
    "#": "dièse",
    "µ": "micro",
}
_IN_ADDRESSES = {
    ".": "point",
    "/": "slash",
    "-": "tiret",
    "_": "tiret bas",
    "@": "arobase",
    ":": "deux-points",
    "&": "et",
    "?": "point d'interrogation",
    "=": "égale",
    "#": "dièse",
    "+": "plus",
    "%": "pour cent",
    "~": "tilde",
}

SIGNS = Signs(
    names=_NAMES,
    electronic=_IN_ADDRESSES,
    hashtag="hashtag",
    page_at="une page sur",
    version="version",
    number="numéro",
    powers={"²": "au carré", "³": "au cube", "^": "puissance"},
)

_C, _KIND = re.compile, SemioticClass.SYMBOL

RULES = (
    Rule(_KIND, _C(r"(?<=\bet)/(?=ou\b)"), lambda _match: " "),
    Rule(_KIND, _C(r"(?<=[\dIVX]e)/(?=[\dIVX])"), lambda _match: " "),
    Rule(_KIND, _C(r"± ?(?=\d)"), lambda _match: "plus ou moins "),
    Rule(_KIND, _C(r"(?<=[^\d\s]) / "), lambda _match: ", "),
    # "8K", "SN 1987A": units are written with a space.
    Rule(SemioticClass.SERIAL, _C(r"(?<=\d)[AKNT](?!\w)"), lambda match: f" {match.group()}"),
)

# French words hold hyphens themselves, so one between numbers must not stay as it is.
BETWEEN_NUMBERS = (
    Rule(_KIND, _C(r"(?<=\d)[-–—−](?=\d)"), lambda _match: " tiret "),
    Rule(_KIND, _C(r"(?<=\d):(?=\d)"), lambda _match: " "),
)
