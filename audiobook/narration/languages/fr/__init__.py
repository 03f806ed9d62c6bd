"""French, as in France: "soixante-dix", "quatre-vingt-dix", dates and telephones as read there.

Names of units, currencies and months are CLDR's.
"""

from __future__ import annotations

from audiobook.narration.languages import Language, read_table
from audiobook.narration.languages.shared import Stage, fold, rules
from audiobook.narration.languages.shared.words import (
    Money,
    Numerals,
    Words,
    below_two_or_many,
    currencies,
)

from . import (
    abbreviations,
    agreement,
    dates,
    fractions,
    law,
    measures,
    numbers,
    romans,
    signs,
    telephones,
    times,
)

_ORDINAL_MARKS = {
    "er": "m",
    "ers": "ms",
    "re": "f",
    "res": "fs",
    "ère": "f",
    "ères": "fs",
    "e": "",
    "es": "s",
    "è": "",
    "ème": "",
    "èmes": "s",
    "eme": "",
    "emes": "s",
    "ième": "",
    "ièmes": "s",
    "d": "second",
    "nd": "second",
    "nds": "seconds",
    "nde": "seconde",
    "ndes": "secondes",
    "de": "seconde",
}

WORDS = Words(
    tag="fr",
    numerals=Numerals(
        cardinal=numbers.cardinal,
        ordinal=numbers.ordinal,
        fraction=numbers.fraction,
        point="virgule",
        other_point="point",
        minus="moins",
        plus="plus",
        to="à",
        and_="et",
        year=dates.year,
        decimals=numbers.decimals,
        ordinal_marks=_ORDINAL_MARKS,
        plural=below_two_or_many,
        agree=agreement.form,
        score="à",
        by="sur",
    ),
    calendar=dates.CALENDAR,
    clock=times.CLOCK,
    money=Money(currencies(read_table("fr", "currencies")), names_cents=False),
    measures=measures.MEASURES,
    romans=romans.ROMANS,
    signs=signs.SIGNS,
    abbreviations=read_table("fr", "abbreviations"),
    telephone_cues=agreement.context("telephone cues"),
    telephone_group=telephones.say_group,
)

LANGUAGE = Language(
    rules=rules(
        WORDS,
        {
            Stage.ELECTRONIC: telephones.RULES,
            Stage.TELEPHONES: dates.RULES,
            Stage.TIMES: times.RULES,
            Stage.ABBREVIATIONS: (*law.RULES, *abbreviations.RULES, *romans.RULES),
            Stage.MEASURES: (*fractions.RULES, *measures.RULES, *signs.RULES),
            Stage.SERIALS: signs.BETWEEN_NUMBERS,
        },
    ),
    fold=fold,
)
