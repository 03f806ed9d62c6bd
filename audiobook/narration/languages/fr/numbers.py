"""French number words, in the spelling of before 1990: "vingt et un", "quatre-vingt-trois".

The long scale: million 10^6, milliard 10^9, billion 10^12.  The rules of agreement are those of
M. Grevisse and A. Goosse, "Le Bon Usage" (2016), §§ 594-602.
"""

from __future__ import annotations

import re

_BELOW_TWENTY = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
    " dix-sept dix-huit dix-neuf"
)
_SMALL = tuple(_BELOW_TWENTY.split())
_TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante")
_FIRST_OF_THE_SIXTIES, _FIRST_OF_THE_EIGHTIES = 60, 80
_LATIN = "m b tr quadr quint sext sept oct non déc"
_SCALES = ("", "mille", *(f"{stem}illi{end}" for stem in _LATIN.split() for end in ("on", "ard")))
_LONGEST = 3 * len(_SCALES)
_LONGEST_SAID_AS_NUMBER = 3
_PARTS = {"2": ("demi", "demis"), "3": ("tiers", "tiers"), "4": ("quart", "quarts")}
_LARGEST_PART = 100
_ONE_AT_END = re.compile(r"\bun$")


def spell_digits(digits: str) -> str:
    """Digit by digit; what is no digit parts groups, said with a pause."""
    groups = (" ".join(_SMALL[int(d)] for d in group) for group in re.findall(r"\d+", digits))
    return ", ".join(groups)


NAMING = "naming"
"""The form of a number that stands for a rank: "page quatre-vingt", "en mille neuf cent"."""


def cardinal(digits: str, form: str = "") -> str:
    """The words of a whole number; ``form`` "f" gives "vingt et une", NAMING "quatre-vingt".

    Beyond the decillions it is read digit by digit, in threes.
    """
    digits = digits.lstrip("0") or "0"
    if len(digits) > _LONGEST:
        return spell_digits(" ".join(re.findall(r"\d{1,3}", digits)))
    words: list[str] = []
    groups = f"{int(digits):,}".split(",")
    for place, group in zip(reversed(range(len(groups))), groups, strict=True):
        if int(group):
            words.append(_group(int(group), _SCALES[place]))
    spoken = " ".join(words) or _SMALL[0]
    if form == NAMING:
        return _without_plural(spoken)
    return _ONE_AT_END.sub("une", spoken) if form == "f" else spoken


def _group(value: int, scale: str) -> str:
    if scale == "mille":
        # "mille" is a numeral and "million" a noun: before it, "vingts" and "cents" lose their s.
        return "mille" if value == 1 else f"{_without_plural(_below_thousand(value))} mille"
    if scale:
        return f"{_below_thousand(value)} {scale}{'s' if value > 1 else ''}"
    return _below_thousand(value)


def _without_plural(words: str) -> str:
    return words[:-1] if words.endswith(("vingts", "cents")) else words


def _below_thousand(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    words = [_SMALL[hundreds]] if hundreds > 1 else []
    if hundreds:
        words.append("cents" if hundreds > 1 and not rest else "cent")
    if rest or not hundreds:
        words.append(_below_hundred(rest))
    return " ".join(words)


def _below_hundred(value: int) -> str:
    if value < len(_SMALL):
        return _SMALL[value]
    if value >= _FIRST_OF_THE_EIGHTIES:
        rest = value - _FIRST_OF_THE_EIGHTIES
        return f"quatre-vingt-{_SMALL[rest]}" if rest else "quatre-vingts"
    # The sixties go on to soixante-dix-neuf.
    start = value - value % 10 if value < _FIRST_OF_THE_SIXTIES else _FIRST_OF_THE_SIXTIES
    tens, rest = _TENS[start // 10], value - start
    joint = " et " if rest in (1, 11) else "-"
    return f"{tens}{joint}{_SMALL[rest]}" if rest else tens


def ordinal(digits: str, form: str = "") -> str:
    """The words of a rank: "premier", with "f" "première"; "s" after either makes a plural.

    Of the second, the forms "second" and "seconde" are said as they are.
    """
    if digits == "2" and form.startswith("second"):
        return form
    plural = "s" if form.endswith("s") else ""
    if digits.lstrip("0") == "1":
        return ("première" if form.startswith("f") else "premier") + plural
    return _rank(cardinal(digits)) + plural


def _rank(words: str) -> str:
    one, _, scale = words.partition(" ")
    if one == "un" and scale in _SCALES:
        words = scale
    if words.endswith("cinq"):
        words += "u"
    elif words.endswith("neuf"):
        words = words[:-1] + "v"
    elif words.endswith(("ions", "ards")):
        words = words[:-1]
    words = _without_plural(words)
    return f"{words.removesuffix('e')}ième"


def fraction(top: str, bottom: str) -> str:
    """Two numbers as a fraction: "trois quarts"; "cinq sur deux cents" past hundredths."""
    value = int(bottom[-_LONGEST:])
    if value <= 1 or value > _LARGEST_PART:
        return f"{cardinal(top)} sur {cardinal(bottom)}"
    part = ordinal(str(value))
    one, many = _PARTS.get(str(value), (part, f"{part}s"))
    return f"{cardinal(top)} {one if top.lstrip('0') in ('', '1') else many}"


def decimals(digits: str) -> str:
    """What follows a decimal comma: its zeros, then up to three digits as one number.

    "14" is "quatorze", "05" "zéro cinq", "1416" "un quatre un six".
    """
    rest = digits.lstrip("0")
    zeros = [_SMALL[0]] * (len(digits) - len(rest))
    if len(rest) > _LONGEST_SAID_AS_NUMBER:
        return spell_digits(digits)
    return " ".join([*zeros, *([cardinal(rest)] if rest else [])])


def pairs(digits: str) -> str:
    """Digits two by two, with pauses, as a telephone number is said: "zéro six, douze"."""
    odd = len(digits) % 2
    groups = ([digits[:1]] if odd else []) + re.findall(r"\d\d", digits[odd:])
    return ", ".join(spell_digits(g) if g[0] == "0" else cardinal(g) for g in groups)
