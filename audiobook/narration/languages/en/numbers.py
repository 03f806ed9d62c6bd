"""English number words, in the American form: "one hundred twenty three"."""

from __future__ import annotations

import re

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
ONES = tuple(_SMALL.split())
_TENS = ["-", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_LARGE = (
    "- thousand million billion trillion quadrillion quintillion sextillion septillion octillion "
    "nonillion decillion"
)
_SCALES = tuple(_LARGE.split())
_LONGEST = 3 * len(_SCALES)
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_DECIMAL_COMMA = re.compile(r",(?=\d{1,2}$)")
_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_FIRST_YEAR_SAID_IN_PAIRS = 1000


def spell_digits(digits: str) -> str:
    """Digit by digit; what is no digit parts groups, said with a pause."""
    groups = (" ".join(ONES[int(d)] for d in g) for g in re.findall(r"\d+", digits))
    return ", ".join(groups)


def cardinal(digits: str) -> str:
    """The words of a whole number; beyond the decillions it is read digit by digit, in threes."""
    digits = digits.lstrip("0") or "0"
    if len(digits) > _LONGEST:
        return spell_digits(" ".join(re.findall(r"\d{1,3}", digits)))
    words: list[str] = []
    groups = f"{int(digits):,}".split(",")
    for place, group in zip(reversed(range(len(groups))), groups, strict=True):
        if int(group):
            words += _below_thousand(int(group)) + ([_SCALES[place]] if place else [])
    return " ".join(words) or "zero"


def _below_thousand(value: int) -> list[str]:
    hundreds, rest = divmod(value, 100)
    words = [ONES[hundreds], "hundred"] if hundreds else []
    if rest >= len(ONES):
        words.append(_TENS[rest // 10])
        rest %= 10
    return words + ([ONES[rest]] if rest else [])


def ordinal(digits: str) -> str:
    """The words of a rank: "twenty first"."""
    return as_ordinal(cardinal(digits))


def as_ordinal(words: str) -> str:
    """The last of some number words made an ordinal."""
    head, _, last = words.rpartition(" ")
    if last in _ORDINALS:
        last = _ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last = last.removesuffix("t") + "th"
    return f"{head} {last}".strip()


def plain(written: str) -> str:
    """A number without its grouping commas; a decimal comma becomes a point."""
    return _DECIMAL_COMMA.sub(".", written).replace(",", "")


def number(written: str) -> str:
    """A number as it stands in text: sign, commas, decimals, leading zeros ("007")."""
    sign = (
        "minus " if written[:1] in "-−–" and written[:1] else "plus " if written[:1] == "+" else ""
    )
    whole, point, decimals = plain(written.lstrip("-−–+")).partition(".")
    if len(whole) > 1 and whole.startswith("0") and not point:
        return sign + spell_digits(whole)
    spoken = cardinal(whole) if whole else ""
    if point and decimals:
        spoken += f" point {spell_digits(decimals)}"
    return sign + spoken.strip()


def year(digits: str) -> str:
    """A year of one to four digits: "nineteen oh five", "two thousand five", "twenty ten"."""
    value = int(digits)
    century, rest = divmod(value, 100)
    if value < _FIRST_YEAR_SAID_IN_PAIRS or (century % 10 == 0 and rest < 10):  # noqa: PLR2004
        return cardinal(digits)
    if rest == 0:
        return f"{cardinal(str(century))} hundred"
    return f"{cardinal(str(century))} {pair(f'{rest:02}')}"


def pair(two_digits: str) -> str:
    """Two digits as the end of a year or a time: "oh five", "fifty"."""
    return f"oh {ONES[int(two_digits)]}" if two_digits[0] == "0" else cardinal(two_digits)


def plural(words: str) -> str:
    """Some number words in the plural: "nineties", "sixes"."""
    if words.endswith("y"):
        return words[:-1] + "ies"
    return words + ("es" if words.endswith(("x", "s")) else "s")


def roman(numeral: str) -> int | None:
    """The value of a Roman numeral in its usual form, else None."""
    if not numeral or not _ROMAN.fullmatch(numeral):
        return None
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))
