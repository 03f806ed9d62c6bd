"""The way without workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any


def serial(function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterator[Any]:
    """One after the other, here."""
    yield from map(function, items)
