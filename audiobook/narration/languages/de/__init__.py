"""German, as it is spelled by the official rules and read in Germany, Austria and Switzerland."""

from __future__ import annotations

from audiobook.narration.languages import Language, read_table
from audiobook.narration.languages.shared import Stage, fold, rules
from audiobook.narration.languages.shared.words import (
    Measures,
    Money,
    Numerals,
    Words,
    currencies,
    nouns,
)
from audiobook.narration.semiotic import Rule, SemioticClass

from . import (
    abbreviations,
    compounds,
    dates,
    figures,
    grammar,
    money,
    ordinals,
    signs,
    telephones,
    times,
)
from .agreement import form_of
from .inflection import in_case
from .numbers import cardinal, fraction, mixed, ordinal, spell_digits, year
from .rulers import romans

WORDS = Words(
    tag="de",
    numerals=Numerals(
        cardinal=cardinal,
        ordinal=ordinal,
        fraction=fraction,
        point="Komma",
        other_point="Punkt",
        minus="minus",
        plus="plus",
        to="bis",
        and_="und",
        mixed=mixed,
        score="zu",
        by="mal",
        year=year,
        agree=form_of,
    ),
    calendar=dates.CALENDAR,
    clock=times.CLOCK,
    money=Money(currencies(read_table("de", "currencies")), tenths_are_cents=False),
    measures=Measures(
        units=nouns(read_table("de", "units")),
        magnitudes=nouns(read_table("de", "magnitudes")),
        per=lambda unit: f"pro {unit}",
        of=lambda noun: noun,
        percent="Prozent",
        per_mille="Promille",
    ),
    romans=romans(),
    signs=signs.SIGNS,
    telephone_cues=grammar.words("telephone"),
    telephone_group=spell_digits,
    telephone_code=spell_digits,
)

_COUNTING = frozenset(
    {
        SemioticClass.MONEY,
        SemioticClass.MEASURE,
        SemioticClass.PERCENT,
        SemioticClass.FRACTION,
        SemioticClass.DECIMAL,
        SemioticClass.CARDINAL,
    }
)


def _in_its_case(rule: Rule) -> Rule:
    return in_case(rule) if rule.kind in _COUNTING else rule


LANGUAGE = Language(
    rules=tuple(
        _in_its_case(rule)
        for rule in rules(
            WORDS,
            {
                Stage.FOOTNOTES: signs.LIFE,
                Stage.TELEPHONES: telephones.RULES,
                Stage.DATES: dates.RULES,
                Stage.VERSIONS: dates.AFTER_DATES,
                Stage.TIMES: times.LENGTHS_AND_SCORES,
                Stage.MONEY: money.RULES,
                Stage.ABBREVIATIONS: (*compounds.RULES, *abbreviations.RULES),
                Stage.NUMBERS: (*ordinals.RULES, *dates.YEARS, *figures.RULES, *signs.UNITS_ALONE),
                Stage.SYMBOLS: signs.RULES,
            },
        )
    ),
    fold=fold,
)
