"""The way without workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from audiobook.model import Map
from audiobook.workers.news import Told, listening


def serial(function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterator[Any]:
    """One after the other, here."""
    yield from map(function, items)


def serial_told(told: Told) -> Map:
    """The same, with news of it: this process is worker 1."""

    def spread(function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterator[Any]:
        for item in items:
            told("1", item, None)
            try:
                with listening(partial(told, "1", item)):
                    result = function(item)
            finally:
                told("1", None, None)
            yield result

    return spread
