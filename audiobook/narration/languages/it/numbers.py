"""Italian number words: "centoventitré", "una", "ventitreesima".

Spelling as in Treccani's "La grammatica italiana" (numerali), which lets "cento" keep its vowel:
"centoottanta"; powers of a thousand on the long scale that Italian counts by.
"""

from __future__ import annotations

import re

_SMALL = (
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici "
    "quindici sedici diciassette diciotto diciannove"
)
_TEN_WORDS = "- dieci venti trenta quaranta cinquanta sessanta settanta ottanta novanta"
_FIRST_RANKS = "- primo secondo terzo quarto quinto sesto settimo ottavo nono decimo"
ONES = tuple(_SMALL.split())
_TENS = tuple(_TEN_WORDS.split())
_LARGE = (
    "unità mila milion- miliard- bilion- biliard- trilion- triliard- quadrilion- quadriliard- "
    "quintilion- quintiliard- sestilion- sestiliard- settilion- settiliard- ottilion- ottiliard- "
    "nonilion- noniliard- decilion- deciliard-"
)
_SCALES = tuple(_LARGE.replace("-", " ").split())
_LONGEST = 3 * len(_SCALES)
_ONE = {"m": "un", "z": "uno", "f": "una", "v": "un'"}
_ORDINALS = tuple(_FIRST_RANKS.split())
_ENDINGS = {"f": "a", "v": "a", "mm": "i", "ff": "e"}
_PART_WORDS = {2: ("mezzo", "mezzi")}
_LARGEST_PART = 1000
_LONGEST_PLAIN_DECIMALS = 3
# Before these a masculine noun takes "uno": uno stadio, uno zloty, uno psicologo, uno yen.
TAKES_UNO = re.compile(r"s[^aeiouhy\W]|z|ps|pn|gn|x|y[aeiou]", re.IGNORECASE)
_ROUND = re.compile(r" (?=\w{1,40}(?:ioni|iardi)$)")
VOWEL = re.compile(r"[aeiouàèéìòùh]", re.IGNORECASE)


def spell_digits(digits: str) -> str:
    """Digit by digit; what is no digit parts groups, said with a pause."""
    groups = (" ".join(ONES[int(d)] for d in g) for g in re.findall(r"\d+", digits))
    return ", ".join(groups)


def cardinal(digits: str, form: str = "") -> str:
    """The words of a whole number; beyond the deciliardi it is read digit by digit, in threes.

    Only 1 has forms: "m" un, "z" uno (before "yen"), "f" una, "v" un' (before "ora"); else uno.
    """
    digits = digits.lstrip("0") or "0"
    if len(digits) > _LONGEST:
        return spell_digits(" ".join(re.findall(r"\d{1,3}", digits)))
    if digits == "1":
        return _ONE.get(form, ONES[1])
    words: list[str] = []
    groups = [int(group) for group in f"{int(digits):,}".split(",")]
    for place in range(len(groups) - 1, 1, -1):
        if count := groups[len(groups) - 1 - place]:
            words.append(_scaled(count, _SCALES[place]))
    rest = 1000 * (groups[-2] if len(groups) > 1 else 0) + groups[-1]
    return " ".join([*words, _below_million(rest)] if rest or not words else words)


def _scaled(count: int, scale: str) -> str:
    one, many = (f"{scale}e", f"{scale}i") if scale.endswith("ion") else (f"{scale}o", f"{scale}i")
    return f"un {one}" if count == 1 else f"{_below_million(count)} {many}"


def _below_million(value: int) -> str:
    thousands, rest = divmod(value, 1000)
    if not thousands:
        return _below_thousand(rest)
    head = "mille" if thousands == 1 else _below_thousand(thousands).replace("é", "e") + "mila"
    tail = ("tré" if rest == 3 else _below_thousand(rest)) if rest else ""  # noqa: PLR2004
    return head + tail


def _below_thousand(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    head = ("" if hundreds == 1 else ONES[hundreds]) + "cento" if hundreds else ""
    if not rest:
        return head or ONES[0]
    return head + _below_hundred(rest, ends_a_word=bool(head))


def _below_hundred(value: int, *, ends_a_word: bool) -> str:
    if value < len(ONES):
        return "tré" if value == 3 and ends_a_word else ONES[value]  # noqa: PLR2004
    ten, one = divmod(value, 10)
    tens = _TENS[ten][:-1] if one in (1, 8) else _TENS[ten]
    return tens + {0: "", 3: "tré"}.get(one, ONES[one])


def ordinal(digits: str, form: str = "m") -> str:
    """The words of a rank: "ventunesimo", "terza" (form "f"), "primi" ("mm"), "prime" ("ff").

    Digits without any form as a rank, beyond the deciliardi, are read as they are.
    """
    digits = digits.lstrip("0") or "0"
    if len(digits) > _LONGEST:
        return cardinal(digits)
    value = int(digits)
    masculine = _ORDINALS[value] if 0 < value < len(_ORDINALS) else _long_ordinal(digits)
    return masculine[:-1] + _ENDINGS.get(form, "o")


def _long_ordinal(digits: str) -> str:
    words = cardinal(digits)
    if words.endswith("mila"):
        return words.removesuffix("mila") + "millesimo"
    if words.endswith(("tré", "sei")):
        return words.replace("é", "e") + "esimo"
    # "due milioni" makes one word as a rank, what follows the millions stays apart.
    return _ROUND.sub("", words.removeprefix("un "))[:-1] + "esimo"


def fraction(top: str, bottom: str) -> str:
    """Two numbers as a fraction: "due terzi", "un decimo"; past thousandths "cinque su duemila"."""
    below = int(bottom) if len(bottom) <= _LONGEST else 0
    if not 1 < below <= _LARGEST_PART:
        return f"{cardinal(top)} su {cardinal(bottom)}"
    one, many = _PART_WORDS.get(below) or (ordinal(bottom), ordinal(bottom, "mm"))
    return f"un {one}" if top == "1" else f"{cardinal(top)} {many}"


def decimals(digits: str) -> str:
    """What is said after "virgola": "quattordici", "zero cinque", "uno quattro uno cinque nove"."""
    if len(digits) > _LONGEST_PLAIN_DECIMALS or not digits.strip("0"):
        return spell_digits(digits)
    zeros = len(digits) - len(digits.lstrip("0"))
    return " ".join([ONES[0]] * zeros + [cardinal(digits)])
