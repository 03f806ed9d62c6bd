"""Emoji, said by the short names of CLDR (package ``emoji``): "thumbs up"."""

from __future__ import annotations

import re
from functools import cache

from audiobook.narration.semiotic import Match, Rule, SemioticClass

from .numbers import number, ordinal

_TONES = re.compile("[\U0001f3fb-\U0001f3ff]")
_TONE = "[\U0001f3fb-\U0001f3ff]"
_LETTERS = "[\U0001f1e6-\U0001f1ff]"
# Of the older signs those are emoji that are pictures from the first (Emoji_Presentation in Unicode
# Technical Standard 51) or say so with a variation selector; the others are typography.
_PICTURES = (
    "⌚⌛⏩-⏬⏰⏳☔☕♈-♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓-❕❗➕-➗➰➿⭐⭕"
)
_SIGN = (
    "(?:[\U0001f004-\U0001f251\U0001f300-\U0001f3fa\U0001f400-\U0001faff]\ufe0f?"
    f"|[{_PICTURES}]\ufe0f?|[\u203c\u2049\u2122-\u3299](?:\ufe0f|(?={_TONE})))"
)
_JOINED = f"\u200d[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?{_TONE}?"
_ONE = rf"(?:{_LETTERS}{{2}}|{_SIGN}{_TONE}?(?:{_JOINED}){{0,4}})"
_KEY_NAMES = {"#": "hash", "*": "asterisk"}
_WITH_ARTICLE = ("United", "Netherlands", "Philippines", "Bahamas", "Maldives", "Gambia")
_SILENT = ("trade mark", "copyright", "registered")


@cache
def _names() -> dict[str, str]:
    # The table holds thousands of names, so it is loaded for the first emoji and not before.
    from emoji import EMOJI_DATA  # noqa: PLC0415

    return {
        sign.replace("\ufe0f", ""): str(data["en"]).strip(":").replace("_", " ")
        for sign, data in EMOJI_DATA.items()
        if "en" in data
    }


def _name(sign: str) -> str:
    """The name of one emoji, of its parts where the whole has none, "" if there is none."""
    plain = _TONES.sub("", sign).replace("\ufe0f", "")
    whole = _names().get(plain)
    if whole is None:
        return " ".join(_names().get(part, "") for part in plain.split("\u200d") if part)
    if re.fullmatch(f"{_LETTERS}{{2}}", plain):
        return f"flag of {'the ' if whole.startswith(_WITH_ARTICLE) else ''}{whole}"
    return "" if whole in _SILENT else _in_words(whole)


def _in_words(name: str) -> str:
    name = re.sub(r"[-–:“”()]", " ", name.replace("&", "and").removeprefix("keycap "))
    name = re.sub(r"(\d+)(?:st|nd|rd|th)", lambda m: ordinal(m[1]), name)
    return re.sub(r"\d+", lambda m: number(m.group()), name)


def _say(match: Match) -> str:
    return f" {' '.join(_name(match['sign']).split())} "


def _say_key(match: Match) -> str:
    return f" {' '.join(_KEY_NAMES.get(key) or number(key) for key in match[1])} "


_C, _SYMBOL = re.compile, SemioticClass.SYMBOL

RULES = (
    Rule(_SYMBOL, _C("([0-9#*]{1,20})\ufe0f?\u20e3+"), _say_key),
    Rule(_SYMBOL, _C(rf"(?P<sign>{_ONE})(?:\s?(?P=sign))*"), _say),
    Rule(_SYMBOL, _C("\u20e3"), lambda _m: ""),
)
