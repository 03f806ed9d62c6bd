"""Spanish number words, on the long scale, as the Real Academia Española writes them.

Forms: ``""`` counts ("veintiuno"), ``m`` and ``f`` stand before a noun ("veintiún", "veintiuna");
an ordinal has ``m``, ``f``, and ``short`` before a masculine noun ("primer", "tercer").
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_UNITS = _words(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
)
_TENS = _words("- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_HUNDREDS = _words(
    "- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
    "novecientos"
)
# Each is a million times the one before.
_SCALES = _words(
    "- millón billón trillón cuatrillón quintillón sextillón septillón octillón nonillón decillón"
)
_LONGEST = 6 * len(_SCALES)
_BEFORE_MASCULINE = (("veintiuno", "veintiún"), ("uno", "un"))

_ORDINAL_UNITS = _words("- primero segundo tercero cuarto quinto sexto séptimo octavo noveno")
_ORDINAL_TENS = _words(
    "- décimo vigésimo trigésimo cuadragésimo quincuagésimo sexagésimo septuagésimo octogésimo "
    "nonagésimo"
)
_ORDINAL_HUNDREDS = _words(
    "- centésimo ducentésimo tricentésimo cuadringentésimo quingentésimo sexcentésimo "
    "septingentésimo octingentésimo noningentésimo"
)
_ORDINAL_TEENS = {
    11: "undécimo",
    12: "duodécimo",
    13: "decimotercero",
    14: "decimocuarto",
    15: "decimoquinto",
    16: "decimosexto",
    17: "decimoséptimo",
    18: "decimoctavo",
    19: "decimonoveno",
}
_UNACCENTED = str.maketrans("áéíóú", "aeiou")
_PARTS = {2: "medio", 3: "tercio"}
_LAST_ORDINAL_PART, _LAST_PART = 10, 100


def cardinal(digits: str, form: str = "") -> str:
    """The words of a whole number; beyond the decillions it is read digit by digit, in threes."""
    digits = digits.lstrip("0") or "0"
    if len(digits) > _LONGEST:
        threes = (digits[at : at + 3] for at in range(0, len(digits), 3))
        return ", ".join(" ".join(_UNITS[int(d)] for d in three) for three in threes)
    words: list[str] = []
    places = range((len(digits) - 1) // 6, -1, -1)
    for place in places:
        value = int(digits[-6 * (place + 1) : len(digits) - 6 * place])
        if value and place:
            scale = _SCALES[place]
            many = scale.replace("llón", "llones") if value > 1 else scale
            words += [_below_million(value, "m"), many]
        elif value:
            words.append(_below_million(value, form))
    return " ".join(words) or _UNITS[0]


def _below_million(value: int, form: str) -> str:
    thousands, rest = divmod(value, 1000)
    words = []
    if thousands:
        words = [_below_thousand(thousands, form or "m")] if thousands > 1 else []
        words.append("mil")
    if rest:
        words.append(_below_thousand(rest, form))
    return " ".join(words)


def _below_thousand(value: int, form: str) -> str:
    if value == 100:  # noqa: PLR2004
        return "cien"
    hundreds, rest = divmod(value, 100)
    words = [_HUNDREDS[hundreds]] if hundreds else []
    if form == "f":
        words = [word.replace("ientos", "ientas") for word in words]
    if rest:
        words.append(_agreeing(_below_hundred(rest), form))
    return " ".join(words)


def _below_hundred(value: int) -> str:
    if value < len(_UNITS):
        return _UNITS[value]
    tens, unit = divmod(value, 10)
    return f"{_TENS[tens]} y {_UNITS[unit]}" if unit else _TENS[tens]


def _agreeing(words: str, form: str) -> str:
    if form == "f" and words.endswith("uno"):
        return words[:-1] + "a"
    if form == "m":
        for long, short in _BEFORE_MASCULINE:
            if words.endswith(long):
                return words.removesuffix(long) + short
    return words


def ordinal(digits: str, form: str = "m") -> str:
    """The words of a rank up to 999,999; a higher one is its cardinal, as in speech."""
    value = int(digits) if len(digits) <= 6 else 0  # noqa: PLR2004
    if not value:
        return cardinal(digits)
    thousands, rest = divmod(value, 1000)
    words = []
    if thousands:
        prefix = cardinal(str(thousands), "m").replace(" ", "") if thousands > 1 else ""
        words.append(f"{prefix}milésimo")
    words += _ordinal_below_thousand(rest)
    if form == "f":
        return " ".join(f"{word[:-1]}a" for word in words)
    if form == "short" and words[-1] == _ORDINAL_TEENS[11]:
        return " ".join([*words[:-1], "decimoprimer"])
    if form == "short" and words[-1].endswith(("primero", "tercero")):
        words[-1] = words[-1][:-1]
    return " ".join(words)


def _ordinal_below_thousand(value: int) -> list[str]:
    hundreds, rest = divmod(value, 100)
    words = [_ORDINAL_HUNDREDS[hundreds]] if hundreds else []
    tens, unit = divmod(rest, 10)
    if rest in _ORDINAL_TEENS:
        return [*words, _ORDINAL_TEENS[rest]]
    if tens == 2 and unit:  # noqa: PLR2004
        joined = f"vigesimo{_ORDINAL_UNITS[unit]}".replace("oo", "o")
        return [*words, joined]
    words += [_ORDINAL_TENS[tens]] if tens else []
    return words + ([_ORDINAL_UNITS[unit]] if unit else [])


def fraction(top: str, bottom: str) -> str:
    """Two numbers as a fraction: "tres cuartos"."""
    below = int(bottom)
    if below < 2 or len(bottom) > 6 or (below > _LAST_PART and below % 100):  # noqa: PLR2004
        return f"{cardinal(top)} sobre {cardinal(bottom)}"
    part = _part(below)
    return f"{cardinal(top, 'm')} {part if int(top) == 1 else part + 's'}"


def _part(value: int) -> str:
    if value in _PARTS:
        return _PARTS[value]
    if value <= _LAST_ORDINAL_PART or value % 100 == 0:
        return ordinal(str(value))
    words = cardinal(str(value), "m").replace(" y ", "i").translate(_UNACCENTED)
    return words.removesuffix("a") + "avo"
