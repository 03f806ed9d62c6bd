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
    chemistry,
    chess,
    citations,
    codes,
    commands,
    dates,
    day_first,
    dimensions,
    electronic,
    emojis,
    figures,
    foreign,
    identifiers,
    indian,
    initialisms,
    magnitudes,
    maths,
    measures,
    money,
    numerals,
    places,
    plurals,
    scripture,
    shillings,
    sport,
    symbols,
    times,
    years,
)

# Ligatures, full-width forms, circled, subscript and Roman numbers: one character for several.
_COMPATIBLE = re.compile(
    "[\u2044\u2080-\u2089\u2090-\u209c\u2103\u2109\u3380-\u33ff\u2160-\u2188\u2460-\u24ff\u2776-\u2793\u3000\ufb00-\ufb06\uff01-\uff5e]"
)
_SUPERSCRIPTS, _SUBSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"


def _fold(character: str) -> str:
    if _COMPATIBLE.match(character):
        if unicodedata.category(character) == "No" and character not in _SUBSCRIPTS:
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
        *emojis.RULES,
        *foreign.GLOSSES,
        *electronic.RULES,
        *commands.RULES,
        *scripture.RULES,
        *shillings.RULES,
        *chess.RULES,
        *citations.RULES,
        *identifiers.RULES,
        *sport.RULES,
        *codes.TELEPHONES,
        *plurals.RULES,
        *figures.TORN,
        *figures.COMPOUNDS,
        *dates.RULES,
        *years.RULES,
        *codes.VERSIONS,
        *figures.RATIOS,
        *times.RULES,
        *indian.RULES,
        *money.RULES,
        *places.RULES,
        *dimensions.RULES,
        *measures.RULES,
        *magnitudes.RULES,
        *abbreviations.RULES,
        *citations.SECTIONS,
        *maths.RULES,
        *figures.RULES,
        *chemistry.RULES,
        *codes.SERIALS,
        *numerals.RULES,
        *initialisms.RULES,
        *foreign.RULES,
        *maths.POWERS,
        *figures.LEFT_OVER,
        *symbols.RULES,
    ),
    fold=_fold,
    day_first=day_first.RULES,
)
