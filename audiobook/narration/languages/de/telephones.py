"""Telephone numbers that their leading zero shows, digit by digit: "(030) 12 34 56"."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Rule, SemioticClass

from .numbers import spell_digits

RULES = (
    Rule(
        SemioticClass.TELEPHONE,
        re.compile(
            r"(?<![\w+.,/-])(?<!\d )(?:\(0\d{1,5}\) ?|0\d{1,5}[-/] ?|0\d{2,5} )"
            r"\d{2,9}(?:[ -]\d{1,8}){0,4}(?![\w-])"
        ),
        lambda m: spell_digits(m.group()),
    ),
)
