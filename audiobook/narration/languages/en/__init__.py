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
    dates,
    electronic,
    figures,
    initialisms,
    measures,
    money,
    symbols,
    times,
)

_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
# Ligatures, full-width forms, circled, subscript and Roman numbers: one character for several.
_COMPATIBLE = re.compile(
    "[\u2044\u2080-\u2089\u2160-\u2188\u2460-\u24ff\u2776-\u2793\u3000\ufb00-\ufb06\uff01-\uff5e]"
)
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def _prepare(line: str) -> str:
    if line.isascii():
        return line
    line = _COMPATIBLE.sub(_fold_compatible, line)
    for sign in {c for c in line if c.isdigit() and not c.isdecimal()} - set(_SUPERSCRIPTS):
        line = line.replace(sign, f" {unicodedata.digit(sign)} ")
    return _FOREIGN_DIGIT.sub(lambda m: str(unicodedata.decimal(m.group())), line)


def _fold_compatible(match: re.Match[str]) -> str:
    if unicodedata.category(match.group()) == "No":
        return f" {int(unicodedata.numeric(match.group()))} "
    return unicodedata.normalize("NFKC", match.group())


LANGUAGE = Language(
    rules=(
        *symbols.FOOTNOTES,
        *electronic.RULES,
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
    prepare=_prepare,
)
