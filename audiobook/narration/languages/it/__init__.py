"""Italian."""

from __future__ import annotations

from audiobook.narration.languages import Language, read_table
from audiobook.narration.languages.shared import Stage, abbreviations, fold, rules

from . import angles, dates, figures, names, romans
from .agreement import elide
from .words import WORDS

# "p.za" and "c.so" look like domains.
_DOTTED = tuple(row for row in read_table("it", "abbreviations") if "." in row[0][:-1])

LANGUAGE = Language(
    rules=rules(
        WORDS,
        {
            Stage.ELECTRONIC: abbreviations.rules(_DOTTED),
            Stage.TELEPHONES: figures.TELEPHONES,
            Stage.DATES: dates.RULES,
            Stage.TIMES: dates.DURATIONS,
            Stage.ABBREVIATIONS: (*figures.RANKS, *names.RULES),
            Stage.MEASURES: (*figures.CODES, *angles.RULES),
            Stage.ROMANS: romans.RULES,
            Stage.NUMBERS: figures.FRACTIONS,
        },
    ),
    fold=fold,
    finish=elide,
)
