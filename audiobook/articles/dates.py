"""Dates as articles state them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_MONTHS = {
    name[:3].lower(): number
    for number, name in enumerate(
        (
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
        start=1,
    )
}
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
_LEAD = (
    r"(?:(?:first\s+)?published(?:\s+on)?:?\s+|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)*"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[12]\d{3})"
_WRITTEN = tuple(
    re.compile(_LEAD + pattern + r"\.?", re.IGNORECASE)
    for pattern in (rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}", rf"{_DAY}\s+{_MONTH},?\s+{_YEAR}")
)
_SLASHED = re.compile(r"^(\d{4})/(\d{2})/(\d{2})\b")
_ISO_LEAD = re.compile(_LEAD, re.IGNORECASE)


def stated_date(stated: object) -> datetime | None:
    """The moment that a metadata value or a line states, in UTC; None if it states no more or less.

    Takes ISO 8601, ``5 May 2026`` and ``May 5, 2026`` (English months, with or without
    "Published" and a weekday), dates and datetimes.  A day without a time is its midnight,
    a time without a zone is taken as UTC.
    """
    if isinstance(stated, datetime):
        return _in_utc(stated)
    if isinstance(stated, date):
        return datetime(stated.year, stated.month, stated.day, tzinfo=UTC)
    line = " ".join(str(stated).split())
    return _from_iso(line) or _from_words(line)


def _in_utc(moment: datetime) -> datetime | None:
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        # In UTC, it would lie before the year 1 or after 9999.
        return None


def _from_iso(line: str) -> datetime | None:
    line = _SLASHED.sub(r"\1-\2-\3", _ISO_LEAD.sub("", line, count=1))
    try:
        # Python also takes "20260505" and "2026-W19"; a bare number is hardly ever meant as a date.
        return stated_date(datetime.fromisoformat(line)) if line[4:5] == "-" else None
    except ValueError:
        return None


def _from_words(line: str) -> datetime | None:
    for pattern in _WRITTEN:
        match = pattern.fullmatch(line)
        if match:
            month = _MONTHS[match["month"][:3].lower()]
            try:
                return datetime(int(match["year"]), month, int(match["day"]), tzinfo=UTC)
            except ValueError:
                return None
    return None
