"""Portuguese number words, as in Brazil: "cento e vinte e três", "duas mil", "vigésima primeira".

The short scale and "dezesseis" are Brazil's.  "e" stands where Cunha and Cintra's "Nova gramática
do português contemporâneo" puts it: inside a hundred, and before the last group where that is below
a hundred or ends in two noughts.
"""

from __future__ import annotations

import re

_SMALL = (
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze "
    "dezesseis dezessete dezoito dezenove"
)
_TEN_WORDS = "- dez vinte trinta quarenta cinquenta sessenta setenta oitenta noventa"
_HUNDRED_WORDS = (
    "- cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos"
)
_ONE_RANKS = "- primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono"
_TEN_RANKS = (
    "- décimo vigésimo trigésimo quadragésimo quinquagésimo sexagésimo septuagésimo octogésimo "
    "nonagésimo"
)
_HUNDRED_RANKS = (
    "- centésimo ducentésimo trecentésimo quadringentésimo quingentésimo sexcentésimo "
    "septingentésimo octingentésimo nongentésimo"
)
ONES = tuple(_SMALL.split())
_TENS = tuple(_TEN_WORDS.split())
_HUNDREDS = tuple(_HUNDRED_WORDS.split())
_LARGE = (
    "- mil milh bilh trilh quatrilh quintilh sextilh septilh octilh nonilh decilh undecilh "
    "duodecilh"
)
_SCALES = tuple(_LARGE.split())
_LONGEST = 3 * len(_SCALES)
_FEMININE = re.compile(r"\b(?:um|dois)\b|entos\b")
_FEMININES = {"um": "uma", "dois": "duas", "entos": "entas"}

_RANKS = tuple(tuple(ranks.split()) for ranks in (_ONE_RANKS, _TEN_RANKS, _HUNDRED_RANKS))
_ENDINGS = {"f": "a", "mm": "os", "ff": "as"}
_SCALE_RANKS = ("", "milésimo", "milionésimo", "bilionésimo", "trilionésimo")
_PART_WORDS = {2: ("meio", "meios"), 3: ("terço", "terços")}
_ROUND_PARTS = {100, 1000, 1_000_000}


def spell_digits(digits: str) -> str:
    """Digit by digit; what is no digit parts groups, said with a pause."""
    groups = (" ".join(ONES[int(d)] for d in g) for g in re.findall(r"\d+", digits))
    return ", ".join(groups)


def cardinal(digits: str, form: str = "") -> str:
    """The words of a whole number; beyond the duodecilhões it is read digit by digit, in threes.

    ``form`` "f" reaches the thousands and no further: "duzentos milhões e duas mil".
    """
    digits = digits.lstrip("0") or "0"
    if len(digits) > _LONGEST:
        return spell_digits(" ".join(re.findall(r"\d{1,3}", digits)))
    groups = [int(group) for group in f"{int(digits):,}".split(",")]
    said = [
        (count, _group(count, place, form))
        for place, count in zip(reversed(range(len(groups))), groups, strict=True)
        if count
    ]
    if not said:
        return ONES[0]
    last, tail = said[-1]
    joint = " e " if last < 100 or last % 100 == 0 else " "  # noqa: PLR2004
    head = " ".join(words for _, words in said[:-1])
    return f"{head}{joint}{tail}" if head else tail


def _group(count: int, place: int, form: str) -> str:
    words = _below_thousand(count)
    if place == 0:
        return _feminine(words) if form == "f" else words
    if place == 1:
        if count == 1:
            return "mil"
        return f"{_feminine(words) if form == 'f' else words} mil"
    return f"{words} {_SCALES[place]}{'ão' if count == 1 else 'ões'}"


def _below_thousand(value: int) -> str:
    if value == 100:  # noqa: PLR2004
        return "cem"
    hundreds, rest = divmod(value, 100)
    words = [_HUNDREDS[hundreds]] if hundreds else []
    if rest >= len(ONES):
        words.append(_TENS[rest // 10])
        rest %= 10
    if rest:
        words.append(ONES[rest])
    return " e ".join(words)


def _feminine(words: str) -> str:
    return _FEMININE.sub(lambda match: _FEMININES[match.group()], words)


def ordinal(digits: str, form: str = "m") -> str:
    """The words of a rank: "vigésimo primeiro", "terceira" (form "f"), "primeiros" ("mm"; "ff").

    Beyond the trillionths the number is read as it is.
    """
    digits = digits.lstrip("0") or "0"
    groups = [int(group) for group in f"{int(digits):,}".split(",")] if len(digits) <= 15 else []  # noqa: PLR2004
    if not any(groups):
        return cardinal(digits, form)
    words: list[str] = []
    for place, count in zip(reversed(range(len(groups))), groups, strict=True):
        if count > 1 or (count and not place):
            words += _rank_below_thousand(count)
        if count and place:
            words.append(_SCALE_RANKS[place])
    ending = _ENDINGS.get(form, "o")
    return " ".join(word[:-1] + ending for word in words)


def _rank_below_thousand(value: int) -> list[str]:
    places = (value // 100, value // 10 % 10, value % 10)
    return [ranks[digit] for digit, ranks in zip(places, reversed(_RANKS), strict=True) if digit]


def fraction(top: str, bottom: str) -> str:
    """Two numbers as a fraction: "dois terços", "cinco treze avos", "um milésimo"."""
    below = int(bottom) if len(bottom) <= _LONGEST else 0
    if below <= 1:
        return f"{cardinal(top)} sobre {cardinal(bottom)}"
    if below in _PART_WORDS:
        one, many = _PART_WORDS[below]
    elif below <= 10 or below in _ROUND_PARTS:  # noqa: PLR2004
        one, many = ordinal(bottom), ordinal(bottom, "mm")
    else:
        one = many = f"{cardinal(bottom)} avos"
    return f"{cardinal(top)} {one if top.lstrip('0') == '1' else many}"


def decimals(digits: str) -> str:
    """What is said after "vírgula": each digit by itself, "um quatro"."""
    return spell_digits(digits)
