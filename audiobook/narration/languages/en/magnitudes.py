"""Letters that multiply a number: "1.2M", "19B transistors", "£3bn"."""

from __future__ import annotations

import re

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import number, plain
from .patterns import DASH, FIRST_NUMBER, NUMBER, word_after, word_before, word_set

MAGNITUDES = {
    "k": "thousand",
    "m": "million",
    "mn": "million",
    "mm": "million",
    "mio": "million",
    "mil": "million",
    "b": "billion",
    "bn": "billion",
    "t": "trillion",
    "tn": "trillion",
    "trn": "trillion",
    "cr": "crore",
}
_ESTIMATES = word_set("before an amount")
_COUNTED_IN_MILLIONS = word_set("counted in millions")
_SUMS, _LINKS = word_set("told in millions"), word_set("between a noun and its number")
_OTHER_SUM = re.compile(r"[$£€]?[\d.,]+(?:m|bn|k)?")
_WORD_OR_MARK = re.compile(r"[$£€]?\d[\w.,]*\w|[^\W_]+|[^\w\s]")
_WINDOW = 80
# Races, screens and companies, where nothing that can be counted follows.
_NAMES = {"2K", "3M", "4K", "5K", "8K", "10K", "15K", "401K", "403B"}
_CARATS = ("gold", "rose", "white", "yellow", "solid")
_SCREENS = (
    "display",
    "screen",
    "resolution",
    "video",
    "monitor",
    "camera",
    "panel",
    "footage",
    "TV",
)
_RACES = ("dash", "freestyle", "relay", "sprint", "hurdles", "butterfly", "backstroke")
_NO_AMOUNT = frozenset("$£€¥₹#-")
_NOT_PLURAL = ("is", "was", "has", "its", "as", "this", "us", "does")


def is_million(match: Match) -> bool:
    """Whether a small m counts, and is no metre: "1.3m homes", "revenue rose to 703m"."""
    if match["unit"] != "m" or match["gap"] or "last" not in match.groupdict():
        return False
    return _counts(match) and "-" not in match.group()


def _counts(match: Match) -> bool:
    return word_after(match) in _COUNTED_IN_MILLIONS or _is_told_of_sums(match)


def _is_told_of_sums(match: Match) -> bool:
    """Whether nothing but links stands between a number and a noun for money or people."""
    before = match.string[max(0, match.start() - _WINDOW) : match.start()]
    for word in reversed(_WORD_OR_MARK.findall(before.lower())):
        if word in _SUMS:
            return True
        if word not in _LINKS and not _OTHER_SUM.fullmatch(word):
            return False
    return False


def _is_counted(match: Match) -> bool:
    after = word_after(match)
    plural = after.islower() and after.endswith("s") and after not in _NOT_PLURAL
    return plural or after in ("people", "men", "women", "children", "of") or bool(match["plus"])


def _is_estimate(match: Match) -> bool:
    return match.string[match.start() - 1 : match.start()] in ("~", "≈", "<", ">") or (
        word_before(match).lower() in _ESTIMATES
    )


def _is_magnitude(match: Match) -> bool:
    written, letter, after = match["n"], match["letter"], word_after(match)
    if match.string[match.start() - 1 : match.start()] in _NO_AMOUNT:
        return False
    if after in _CARATS or after in _RACES or (letter == "K" and after in _SCREENS):
        return False
    if letter == "m":
        return _counts(match)
    if (match["last"] or written) + letter.upper() in _NAMES:
        return _is_counted(match) or _is_estimate(match)
    if "." in written or "," in written or len(letter) > 1 or letter in "kKM":
        return True
    return letter in "BT" and (
        _is_counted(match)
        or _is_estimate(match)
        or match.string[match.end() : match.end() + 1] == "-"
    )


def _say(match: Match) -> str:
    last = f" to {number(match['last'])}" if match["last"] else ""
    plus = " plus" if match["plus"] else ""
    times = MAGNITUDES[match["letter"].strip().lower()]
    return f"{number(plain(match['n']))}{last} {times}{plus}"


_C = re.compile

RULES = (
    Rule(
        SemioticClass.CARDINAL,
        _C(
            rf"(?P<n>{FIRST_NUMBER})[KkmMBT]?(?:{DASH}(?P<last>{NUMBER}))?"
            r"(?P<letter>[KkmMBT]|(?: ?)(?:mn|bn|tn|trn)\b)(?P<plus>\+?)(?!\w)(?!/|\.\w)"
        ),
        _say,
        _is_magnitude,
    ),
)
