"""German number words: "einundzwanzig", "der einundzwanzigste", "neunzehnhundertachtundneunzig".

Below a million they are one word; from a million on they are nouns of the long scale (official
rules of German spelling, paragraphs 36, 55 and 56).
"""

from __future__ import annotations

import re

_SMALL = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn"
    " sechzehn siebzehn achtzehn neunzehn"
)
ONES = tuple(_SMALL.split())
_ROUND_TENS = "- zehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
_TENS = tuple(_ROUND_TENS.split())
_PREFIXES = "M B Tr Quadr Quint Sext Sept Okt Non Dez"
# A million, a milliard, a billion, …: each is a thousand times the one before it.
_SCALES = tuple(prefix + end for prefix in _PREFIXES.split() for end in ("illion", "illiarde"))
_LONGEST = 6 + 3 * len(_SCALES)
_IRREGULAR_RANKS = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
_ONE = {"": "eins", "m": "ein", "f": "eine", "n": "ein"}
_ROUND = re.compile(r"(?:eine |(?P<count>\w+) )?(?P<scale>\w+illi(?:on|ard))(?:en|e)?$")
_YEARS_SAID_IN_HUNDREDS = range(1100, 2000)


def spell_digits(digits: str) -> str:
    """Digit by digit; what is no digit parts groups, said with a pause."""
    groups = (" ".join(ONES[int(d)] for d in group) for group in re.findall(r"\d+", digits))
    return ", ".join(groups)


def cardinal(digits: str, gender: str = "") -> str:
    """The words of a whole number; beyond the decilliards it is read digit by digit, in threes.

    ``gender`` ("m", "f", "n") is that of the noun that follows: "ein", "eine"; without a noun the
    number one is "eins".
    """
    digits = digits.lstrip("0") or "0"
    if len(digits) > _LONGEST:
        return spell_digits(" ".join(re.findall(r"\d{1,3}", digits)))
    if digits == "1":
        return _ONE[gender]
    words = _large(digits[:-6])
    small = int(digits[-6:])
    if small or not words:
        words.append(_below_million(small) if words else _unled(_below_million(small)))
    return " ".join(words)


def _large(digits: str) -> list[str]:
    """The millions and what is above them, in groups of three digits."""
    if not digits:
        return []
    words: list[str] = []
    groups = f"{int(digits):,}".split(",")
    scales = reversed(_SCALES[: len(groups)])
    for group, scale in zip(groups, scales, strict=True):
        value = int(group)
        if value == 1:
            words += ["eine", scale]
        elif value:
            count = _below_million(value)
            plural = f"{scale}n" if scale.endswith("e") else f"{scale}en"
            words += [count if words else _unled(count), plural]
    return words


def _unled(words: str) -> str:
    """A number that begins with a hundred or a thousand, without "ein" before it."""
    return re.sub("^ein(?=hundert|tausend)", "", words)


def _below_million(value: int) -> str:
    thousands, rest = divmod(value, 1000)
    if not thousands:
        return _below_thousand(rest)
    joint = _below_thousand(rest) if rest else ""
    return f"{combining(_below_thousand(thousands))}tausend{joint}"


def _below_thousand(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    words = f"{combining(ONES[hundreds])}hundert" if hundreds else ""
    return words + (_below_hundred(rest) if rest or not hundreds else "")


def _below_hundred(value: int) -> str:
    if value < len(ONES):
        return ONES[value]
    tens, ones = divmod(value, 10)
    return (f"{combining(ONES[ones])}und" if ones else "") + _TENS[tens]


def combining(words: str) -> str:
    """Number words as a longer word begins with them: "ein" for "eins"."""
    return words[:-1] if words.endswith("eins") else words


def ordinal(digits: str, ending: str = "er") -> str:
    """The words of a rank, with the ending that gender and case ask for: "dritter", "dritten"."""
    return rank(digits) + ending


def rank(digits: str) -> str:
    """The stem of an ordinal: "dritt", "zwanzigst", "zweimillionst"."""
    digits = digits.lstrip("0") or "0"
    if len(digits) > _LONGEST:
        return f"{cardinal(digits[:-3])}, {rank(digits[-3:])}"
    low = int(digits[-2:])
    if 0 < low < len(ONES):
        head = cardinal(str(int(digits) - low)) if int(digits) > low else ""
        space = " " if head.endswith(("n", "e")) and "illi" in head.rpartition(" ")[2] else ""
        return head + space + _IRREGULAR_RANKS.get(low, f"{ONES[low]}t")
    words = cardinal(digits)
    if round_number := _ROUND.search(words):
        count = combining(round_number["count"] or "")
        return f"{words[: round_number.start()]}{count}{round_number['scale'].lower()}st"
    return f"{words}{'t' if digits == '0' else 'st'}"


def year(digits: str) -> str:
    """A year of one to four digits: "neunzehnhundertfünf", "zweitausendfünf"."""
    value = int(digits)
    if value not in _YEARS_SAID_IN_HUNDREDS:
        return cardinal(digits)
    hundreds, rest = divmod(value, 100)
    return f"{ONES[hundreds]}hundert{_below_hundred(rest) if rest else ''}"


def part(digits: str) -> str:
    """The noun for one of so many equal parts: "Drittel", "Zwanzigstel"; two have no noun."""
    return f"{rank(digits)}el".replace(" ", "").capitalize()


def fraction(top: str, bottom: str) -> str:
    """Two numbers as a fraction: "drei Viertel", "ein halb", "vier Halbe"."""
    if bottom.lstrip("0") == "2":
        return "ein halb" if top.lstrip("0") == "1" else f"{cardinal(top)} Halbe"
    return f"{cardinal(top, 'n')} {part(bottom)}"


def mixed(whole: str, top: str, bottom: str) -> str:
    """A whole number and a fraction: "zweieinhalb", "zwei drei Viertel"."""
    said = fraction(top, bottom)
    return (
        f"{combining(cardinal(whole))}einhalb"
        if said == "ein halb"
        else f"{cardinal(whole)} {said}"
    )
