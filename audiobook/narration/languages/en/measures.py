"""Measures and percentages: numbers with units."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .figures import amount
from .magnitudes import MAGNITUDES, is_million
from .numbers import number, ordinal
from .patterns import (
    AMOUNT,
    DASH,
    FIRST_NUMBER,
    SIGN,
    SUPERSCRIPTS,
    full_stop,
    word_after,
    word_before,
    word_set,
)
from .units import EXPRESSION, UNITS, is_known, leading_symbol, unit_words

_QUANTITY = rf"(?P<n>{SIGN}{AMOUNT})"
_LESS_THAN_ONE = re.compile(r"(?:(?P<digits>\d/\d{1,2})|(?P<sign>[^\W\d]|[¼-¾⅓-⅞]))")
_HALF = ("1/2", "½")
_RECIPE = ("c.", "T.")
_JOINTS = {" ": "_", "-": "-", "": "+"}
_AFTER_MEASURE = word_set("after a size")
_STARTERS = word_set("begins a sentence")
_DESCRIBED = word_set("described by a size")
_FEET_BEFORE = re.compile(r"(?:ft\.?|feet|foot|['′]) ?$")
_COUNT_WORDS = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty"
    "|fifty|sixty|hundred|thousand|million|half)"
)
_NEAR, _FAR = 12, 32
_COUNTED = re.compile(
    r"[\d½¼¾¹²³⁰⁴-⁹](?:[KMB]|[ -](?:thousand|million|billion))?\+?(?: [a-z]{2,16}){0,2}\.?[%¢]?$"
)


def power_of_ten(written: str) -> str:
    """The exponent of ten, in digits or superscripts: "ten to the ninth"."""
    digits = written.translate(SUPERSCRIPTS).replace("−", "-").lstrip("^+")
    if digits.startswith("-"):
        return f"ten to the minus {number(digits[1:])}"
    return f"ten to the {ordinal(digits)}"


def _is_attributive(match: Match) -> bool:
    """Whether a noun follows that the measure describes: "a 5 km run", "a ten-foot wall"."""
    if match["gap"] == "-":
        return True
    after = word_after(match)
    article = word_before(match).lower() in ("a", "an")
    follows = match.string[match.end() : match.end() + 1] == " "
    if not follows or not (after.islower() or (article and after not in _STARTERS and after)):
        return False
    return after in _DESCRIBED or (article and after not in _AFTER_MEASURE)


def _part_of_one(written: str, unit: str) -> str:
    """A fraction of one unit: "half a mile", "three quarters of an inch"."""
    article = "an" if unit[0] in "aeiou" or unit.startswith("hour") else "a"
    if written in _HALF:
        return f"half {article} {unit}"
    return f"{amount(written)} of {article} {unit}"


def _stop(match: Match) -> str:
    """The full stop, unless it is that of an abbreviation within a sentence."""
    is_sign = not match["unit"][-1].isalpha()
    return "." if is_sign and match["stop"] else full_stop(match)


def _say(match: Match) -> str:
    parts = match.groupdict()
    first, last, magnitude = parts["n"], parts.get("last"), (parts.get("mag") or "").strip(" +")
    attributive = _is_attributive(match)
    unit = parts["unit"]
    stop = "" if parts["gap"] == "-" and match.end() < len(match.string) else _stop(match)
    only_part = bool(_LESS_THAN_ONE.fullmatch(first)) and not last
    if only_part and unit not in ("%", "°") and word_before(match) not in ("a", "an"):
        if not attributive:
            return _part_of_one(first, unit_words(unit, False)) + stop
        return f"{amount(first).replace('quarters', 'quarter')} {unit_words(unit, False)}"
    said = amount(first)
    if parts.get("power"):
        said += f" times {power_of_ten(parts['power'])}"
    if last:
        said += f" to {amount(last)}"
    if magnitude:
        said += f" {MAGNITUDES.get(magnitude.lower(), magnitude)}"
        said += " plus" if "+" in parts["mag"] else ""
    many = bool(last or magnitude) or not (only_part or first.lstrip("-−–+") == "1")
    return f"{said} {unit_words(unit, many and not attributive)}{stop}"


def _is_measure(match: Match) -> bool:
    expression, symbol, gap = match["unit"], leading_symbol(match["unit"]), match["gap"]
    if not is_known(expression) or is_million(match):
        return False
    unit = UNITS.get(symbol.replace("° ", "°"))
    if unit is None or (len(expression) > len(symbol) and "/" in unit.joints):
        return True
    if symbol in _RECIPE and not re.match(" [a-z]", match.string[match.end() : match.end() + 2]):
        return False
    if symbol == "in" and _FEET_BEFORE.search(
        match.string[max(0, match.start() - _NEAR) : match.start()]
    ):
        return True
    follower = match.string[match.end() : match.end() + 2]
    is_letter = gap == " " and len(symbol) == 1 and symbol.isupper() and "." not in match["n"]
    if is_letter and (follower[1:].isupper() or (match["stop"] and follower)):
        return False  # "14 W. Oak Street", "5 V A"
    return _JOINTS[gap] in unit.joints or ("." in unit.joints and "." in match["n"])


def _say_counted(match: Match) -> str:
    many = match["gap"] == " " and match["n"] not in ("one", "half")
    stop = full_stop(match) if match["gap"] == " " else ""
    return f"{match['n']} {unit_words(match['unit'], many)}{stop}"


_C, _KIND = re.compile, SemioticClass.MEASURE
_MAGNITUDE = (
    r"(?P<mag>[KkMB]\+?(?= )| ?(?:bn|mn|tn)(?= )|[ -](?:thousand|million|billion|trillion)\b|\+)?"
)
_POWER = r"(?: ?[×x·*] ?10(?P<power>\^[-−+]?\d{1,3}|⁻?[⁰¹²³⁴-⁹]{1,3}))"
_END = r"(?P<stop>\.?)(?!\w)(?!\.\w)(?!['’]s\b)"
_START = r"(?<![\w.])(?<![A-Za-z]-)"
_GAP = r"(?P<gap>[ -]?)"

RULES = (
    # A body's weight in Britain: "9st 4lb".
    Rule(
        _KIND,
        _C(r"(?P<a>\d(?<![\w.].)\d?) ?st\.? (?P<b>\d{1,2}) ?lbs?\b"),
        lambda m: f"{number(m['a'])} stone {number(m['b'])}",
    ),
    # A home: "2BR/2BA".
    Rule(
        _KIND,
        _C(
            r"(?P<a>\d(?<![\w.].)(?:\.5)?)[ -]?(?:BR|BD|br|bd)[/, ] ?"
            r"(?P<b>\d(?:\.\d)?)[ -]?(?:BA|ba)(?!\w)"
        ),
        lambda m: f"{number(m['a'])} bedroom, {number(m['b'])} bath",
    ),
    Rule(
        _KIND,
        _C(
            rf"{_START}{_QUANTITY}(?:{_POWER}|(?: ?(?:%|°)?{DASH}(?P<last>{AMOUNT}))?{_MAGNITUDE})"
            rf"{_GAP}{EXPRESSION}{_END}"
        ),
        _say,
        _is_measure,
    ),
    Rule(
        SemioticClass.MATHS,
        _C(rf"(?P<n>{FIRST_NUMBER}){_POWER}(?!\w)"),
        lambda m: f"{number(m['n'])} times {power_of_ten(m['power'])}",
    ),
    Rule(
        _KIND,
        _C(rf"{_START}10(?P<power>\^[-−+]?\d{{1,3}}|⁻?[⁰¹²³⁴-⁹]{{1,3}}) {EXPRESSION}{_END}"),
        lambda m: f"{power_of_ten(m['power'])} {unit_words(m['unit'], True)}{full_stop(m)}",
        lambda m: is_known(m["unit"]),
    ),
    Rule(
        _KIND,
        _C(rf"(?<=[\w)])/{EXPRESSION}{_END}"),
        lambda m: f" per {unit_words(m['unit'], False)}{full_stop(m)}",
        lambda m: m.string[m.start() - 1].isdigit() and is_known(m["unit"]),
    ),
    # After a rank: "in the 78th min.", "a 93rd-min. penalty".
    Rule(
        _KIND,
        _C(rf"[ -](?<=(?:\dst|\dnd|\drd|\dth).)(?P<unit>min|in|yr|wk|mi|qtr|mo|rd|inn)\b{_END}"),
        lambda m: f" {unit_words(m['unit'], False)}{full_stop(m)}",
        lambda m: bool(m["stop"]),
    ),
    # Things that are counted: "90 vehicles/day", "4 hrs./night", "5%/mo."
    Rule(
        _KIND,
        _C(
            r"(?<=[a-z.%¢])/(?P<unit>day|hour|hr|minute|min|second|sec|s|h|week|wk|month|mo|year|yr"
            r"|k?m[²³]|ha|acre|lb|kg|L|night|person|share|mile|mi|km|game|carry|capita|unit|page|item|child|head)"
            + _END
        ),
        lambda m: f" per {unit_words(m['unit'], False)}{full_stop(m)}",
        lambda m: bool(_COUNTED.search(m.string[max(0, m.start() - _FAR) : m.start()])),
    ),
    # A number in words: "two ft.", "a six-oz. can".
    Rule(
        _KIND,
        _C(
            rf"(?P<n>{_COUNT_WORDS})(?P<gap>[ -])(?P<unit>km|kg|cm|mm|mph|mi|ft|yd|lbs?|oz|gal|hrs?"
            rf"|yrs?|mins?|secs?|mos?|wks?|tsp|tbsp|°[CF]){_END}"
        ),
        _say_counted,
        lambda m: not m.string[m.start() - 1 : m.start()].isalnum(),
    ),
    # A unit without a number: "per °C", "in km".
    Rule(
        _KIND,
        _C(rf"(?<=\bper )(?P<unit>°[CF]|(?:sq|cu)\.?[ -][a-z]{{1,4}}\b|[A-Za-zμµ]{{2,6}}){_END}"),
        lambda m: unit_words(m["unit"], False) + full_stop(m),
        lambda m: is_known(m["unit"]),
    ),
    Rule(
        _KIND,
        _C(r"(?<=[a-z] )(?P<unit>km|kg|cm|mm|mph)²?\b(?=[ .,;)])"),
        lambda m: unit_words(m.group(), True),
    ),
    Rule(
        _KIND,
        _C(r"(?<=\d )M(?= (?=[A-Za-z\d]{0,9}[A-Z\d])[A-Z][A-Za-z\d]{1,9}\b)"),
        lambda _m: "molar",
    ),
)
