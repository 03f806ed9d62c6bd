"""Portuguese, in words as in Brazil, written as in Brazil or in Portugal."""

from __future__ import annotations

from audiobook.narration.languages import Language
from audiobook.narration.languages.shared import Stage, fold, rules

from . import angles, dates, figures, names, romans
from .words import WORDS

LANGUAGE = Language(
    rules=rules(
        WORDS,
        {
            Stage.TELEPHONES: figures.TELEPHONES,
            Stage.DATES: dates.RULES,
            Stage.TIMES: dates.TIMES,
            Stage.ABBREVIATIONS: names.RULES,
            Stage.MEASURES: (*figures.CODES, *angles.RULES),
            Stage.ROMANS: romans.RULES,
            Stage.NUMBERS: figures.FRACTIONS,
        },
    ),
    fold=fold,
)
