"""How dates and times of day are said."""

from __future__ import annotations

from audiobook.narration.languages.shared.patterns import full_stop
from audiobook.narration.languages.shared.words import Calendar, Clock, Date, Time

from .numbers import cardinal, ordinal

_YEAR_OF_MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
)
_MONTHS = tuple(_YEAR_OF_MONTHS.split())
_QUARTERS = {15: "y cuarto", 30: "y media"}
_NOON, _EVENING = 12, 20


def _day(date: Date, day: int) -> str:
    first = day == 1 and any(mark in date.match.group() for mark in "º°o")
    return ordinal("1") if first and date.match.group()[1:2] in "º°.o" else cardinal(str(day))


def say_date(date: Date) -> str:
    """In words, "tres de mayo de mil novecientos noventa y ocho"."""
    written = date.match.group()
    parts = [_day(date, date.day)] if date.day else []
    if date.last_day:
        parts[0] += f" al {cardinal(str(date.last_day))}"
    parts.append(_MONTHS[date.month - 1])
    said = " de ".join(parts)
    if not date.year:
        return said + full_stop(date.match)
    joint = " del " if " del " in written else " de " if date.day or " de " in written else " "
    return f"{said}{joint}{cardinal(date.year)}"


CALENDAR = Calendar(
    months=_MONTHS,
    say=say_date,
    written_months={
        "ene": 1, "feb": 2, "mar": 3, "abr": 4, "may": 5, "jun": 6, "jul": 7, "ago": 8,
        "sep": 9, "sept": 9, "set": 9, "setiembre": 9, "oct": 10, "nov": 11, "dic": 12,
    },
    weekdays={
        "lun": "lunes", "mar": "martes", "mié": "miércoles", "jue": "jueves", "vie": "viernes",
        "sáb": "sábado", "dom": "domingo",
    },
    day_mark=r"\.?[º°]|ro\b",
    joint=r"(?: de |-de-| del | |-|/)",
)  # fmt: skip


def _half(time: Time) -> str:
    if not time.half:
        return ""
    if time.half[0] in "aA":
        return "de la noche" if time.hour == _NOON else "de la mañana"
    if time.half[0] in "mM":
        return "del mediodía"
    evening = _EVENING - _NOON <= time.hour < _NOON
    return "del mediodía" if time.hour == _NOON else "de la noche" if evening else "de la tarde"


def _minutes(time: Time) -> str:
    if time.hour <= _NOON and time.second < 0 and time.minute in _QUARTERS:
        return _QUARTERS[time.minute]
    joint = "y " if time.minute < 10 else ""  # noqa: PLR2004
    return joint + cardinal(str(time.minute))


def say_time(time: Time) -> str:
    """In words, "catorce treinta", "una y cinco de la tarde"; an even hour is said alone."""
    words = [cardinal(str(time.hour), "f")]
    if time.minute > 0 or time.second > 0:
        words.append(_minutes(time))
    if time.second > 0:
        words.append(f"y {cardinal(str(time.second))} segundos")
    words.append(_half(time))
    return " ".join(filter(None, words))


CLOCK = Clock(
    say=say_time,
    units=r" ?(?:h|hs|hrs?|horas)\b\.?",
    half=r"(?:[ap]\. ?m\.|[apm]m\b|[AP]\. ?M\.|[AP]M\b|m\.(?! \w))",
    cues=frozenset(("las", "la")),
)
