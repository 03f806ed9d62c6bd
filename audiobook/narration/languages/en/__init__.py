"""English, in the American form.

The order is that of precedence: what is more particular comes first.  Names of units, currencies
and months are CLDR's.
"""

from __future__ import annotations

import re
import unicodedata

from audiobook.narration.languages import Language

from . import (
    abbreviations,
    codes,
    commands,
    dates,
    electronic,
    figures,
    initialisms,
    measures,
    money,
    symbols,
    times,
)

# Ligatures, full-width forms, circled, subscript and Roman numbers: one character for several.
_COMPATIBLE = re.compile(
    "[\u2044\u2080-\u2089\u2160-\u2188\u2460-\u24ff\u2776-\u2793\u3000\ufb00-\ufb06\uff01-\uff5e]"
)
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def _fold(character: str) -> str:
    if _COMPATIBLE.match(character):
        if unicodedata.category(character) == "No":
            return f" {int(unicodedata.numeric(character))} "
        return unicodedata.normalize("NFKC", character)
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character.isdigit() and character not in _SUPERSCRIPTS:
        return f" {unicodedata.digit(character)} "
    return character


LANGUAGE = Language(
    rules=(
        *symbols.FOOTNOTES,
        *electronic.RULES,
        *commands.RULES,
        *codes.TELEPHONES,
        *dates.RULES,
        *codes.VERSIONS,
        *times.RULES,
        *money.RULES,
        *abbreviations.RULES,
        *symbols.MATHS,
        *measures.RULES,
        *figures.RULES,
        *codes.SERIALS,
        *initialisms.RULES,
        *figures.LEFT_OVER,
        *symbols.RULES,
    ),
    fold=_fold,
)
