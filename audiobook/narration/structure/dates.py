"""Whether a line is a date and nothing else, as it stands below a headline."""

from __future__ import annotations

import re
from functools import cache

from audiobook.narration.languages import base_tag

from .phrases import phrases

_TOKEN = re.compile(r"[^\s,;()]+")
_MOST_TOKENS = 14
_LONGEST = 100
_NUMERIC_DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?:T[\d:.]{4,15}(?:Z|[+-]\d\d:?\d\d)?)?|"
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}(?:[:.h]\d\d){1,2}h?(?:[ap]\.?m\.?)?|\d{1,2}(?:h|[ap]\.?m\.?)", re.I)
_ZONE = re.compile(r"[A-Z]{2,5}|[+-]\d{1,2}(?::?\d\d)?")


@cache
def _labels(tag: str) -> re.Pattern[str] | None:
    words = sorted(phrases("bylines", tag).get("date", ()), key=len, reverse=True)
    either = "|".join(map(re.escape, words))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)[\s:–—-]*", re.IGNORECASE) if words else None


def is_labelled(text: str, language: str) -> bool:
    """Whether a text begins with "Published on" or another label of a date."""
    labels = _labels(base_tag(language))
    return labels is not None and labels.match(text) is not None


def is_labelled_date(text: str, language: str) -> bool:
    """Whether a text is a date behind its label, or two: "Published on 3 May, updated on 4 May"."""
    labels = _labels(base_tag(language))
    if labels is None or len(text) > 2 * _LONGEST or not labels.match(text):
        return False
    return all(is_date(date.strip(" ,;()"), language) for date in labels.split(text)[1:])


def is_date(text: str, language: str) -> bool:
    """Whether a text is a day (or a month of a year), maybe with weekday, time and time zone."""
    tokens = _TOKEN.findall(text[: _LONGEST + 1])
    if len(text) > _LONGEST or not 0 < len(tokens) <= _MOST_TOKENS:
        return False
    kinds = [_kind(token, language) for token in tokens]
    whole = "numeric" in kinds or ("month" in kinds and ("day" in kinds or "year" in kinds))
    return whole and None not in kinds


def _kind(token: str, language: str) -> str | None:
    known = phrases("bylines", language)
    word = token.casefold().rstrip(".:")
    for kind in ("month", "weekday", "date filler"):
        if word in known.get(kind, ()):
            return kind
    patterns = {"numeric": _NUMERIC_DATE, "year": _YEAR, "day": _DAY, "time": _TIME, "zone": _ZONE}
    return next((k for k, p in patterns.items() if p.fullmatch(token) or p.fullmatch(word)), None)
