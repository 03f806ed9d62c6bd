"""Numbers that are names: versions, models, serial numbers."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import number, spell_digits
from .patterns import BEGIN
from .words import Words

_ALPHANUMERIC = re.compile(r"\d+|[^\W\d_]+")
_LONGEST_NUMBER, _LONGEST_SPELLED, _BANK_GROUP = 4, 3, 4
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_C, _KIND = re.compile, SemioticClass.SERIAL


def spell_code(words: Words, written: str) -> str:
    """Letters and digits in turn; a long or zero-led number digit by digit."""
    return " ".join(
        _digits(words, part) if part.isdecimal() else _letters(words, part)
        for part in _ALPHANUMERIC.findall(written.translate(_PLAIN_DIGITS))
    )


def _digits(words: Words, part: str) -> str:
    if part.startswith("0") or len(part) > _LONGEST_NUMBER:
        return spell_digits(words.numerals, part)
    return words.numerals.cardinal(part, "")


def _letters(words: Words, part: str) -> str:
    return words.signs.letters(part) if part.isupper() and len(part) <= _LONGEST_SPELLED else part


def account_numbers(words: Words) -> tuple[Rule, ...]:
    """International bank account numbers (ISO 13616), in groups of four or whole."""

    def say(match: Match) -> str:
        plain = match.group().replace(" ", "")
        groups = (plain[at : at + _BANK_GROUP] for at in range(0, len(plain), _BANK_GROUP))
        return ", ".join(_spell(words, group) for group in groups)

    pattern = r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?(?!\w)"
    return (Rule(_KIND, _C(pattern), say, _is_account),)


def _is_account(match: Match) -> bool:
    """Whether the check digits are right, or it is written in one as nothing else is."""
    plain = match.group().replace(" ", "")
    turned = plain[4:] + plain[:4]
    value = int("".join(str(int(character, 36)) for character in turned))
    return value % 97 == 1 or " " not in match.group()


def _spell(words: Words, group: str) -> str:
    return " ".join(words.numerals.cardinal(c, "") if c.isdecimal() else c for c in group)


def versions(words: Words) -> tuple[Rule, ...]:
    """Numbers of three parts and more, "2.0.1", those after a v, and sections, "B.5.1"."""

    def say(match: Match) -> str:
        prefix = f"{words.signs.version} " if match["v"] else ""
        dot = f" {words.signs.electronic['.']} "
        return prefix + dot.join(words.numerals.cardinal(p, "") for p in match["n"].split("."))

    def say_section(match: Match) -> str:
        dot = f" {words.signs.electronic['.']} "
        parts = (words.numerals.cardinal(p, "") for p in match["n"].split("."))
        return f"{match['letter']} {dot.join(parts)}"

    return (
        Rule(
            _KIND,
            _C(r"(?<![\w.])(?P<letter>[A-Z])\.(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})(?!\w)(?!\.\d)"),
            say_section,
        ),
        Rule(_KIND, _C(rf"{BEGIN}(?P<v>v)(?P<n>\d{{1,4}}(?:\.\d{{1,4}}){{0,3}})(?!\w)"), say),
        Rule(
            _KIND, _C(rf"{BEGIN}(?P<v>)(?P<n>\d{{1,3}}(?:\.\d{{1,2}}){{2,3}})(?!\w)(?!\.\d)"), say
        ),
    )


def hyphenated(words: Words) -> tuple[Rule, ...]:
    """A number after a word and a hyphen: "COVID-19"."""
    return (
        Rule(
            _KIND,
            _C(r"(?<=[^\W\d_])[-–](?P<n>\d{1,5})(?!\w)(?![.,]\d)"),
            lambda match: f" {number(words.numerals, match['n'])}",
        ),
    )


def serials(words: Words) -> tuple[Rule, ...]:
    """Letters and digits in one: "A4"."""
    return (
        Rule(
            _KIND,
            _C(
                r"(?<!\w)(?=[^\W_]{0,20}\d)(?=\d{0,20}[^\W\d_²³¹⁰⁴-⁹])[^\W_⁰¹²³⁴-⁹]{2,40}(?![^\W²³¹⁰⁴-⁹])"
            ),
            lambda match: spell_code(words, match.group()),
        ),
        # What is left between digits parts them: "A330-203".
        Rule(_KIND, _C(r"(?<=\d)[-–](?=\d)"), lambda _match: " "),
    )
