"""Says what a setting may be, in words, from its type."""

from __future__ import annotations

import re
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from audiobook.config.settings import Settings

_STEP = re.compile(r"(\w+)((?:\[[^\]]*\])*)")
_KINDS = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text in quotes",
    tuple: 'a list in brackets, as ["a", "b"]',
}


def allowed(path: str) -> str:
    """What may stand at a path of msgspec's (``mastering.bitrate_kbps``, ``sources[0].url``)."""
    kind: Any = Settings
    for name, entry in _STEP.findall(path):
        kind = get_type_hints(kind, include_extras=True)[name]
        if entry:
            *_, kind = (part for part in get_args(kind) if part is not ...)
    return _described(kind)


def _described(kind: Any) -> str:
    if NoneType in get_args(kind):
        kind = next(part for part in get_args(kind) if part is not NoneType)
    if get_origin(kind) is Annotated:
        return _KINDS[kind.__origin__] + _bounds(kind.__metadata__[0])
    if get_origin(kind) is Literal:
        return _listed(get_args(kind))
    return _KINDS.get(get_origin(kind) or kind, "a table")


def _bounds(meta: msgspec.Meta) -> str:
    low = f" above {meta.gt:,g} up" if meta.ge is None else f" from {meta.ge:,g}"
    return f"{low} to {meta.le:,g}"


def _listed(values: tuple[Any, ...]) -> str:
    *others, last = [f'"{value}"' if isinstance(value, str) else str(value) for value in values]
    quoted = ", in quotes" if isinstance(values[0], str) else ""
    return f"{', '.join(others)} or {last}{quoted}"
