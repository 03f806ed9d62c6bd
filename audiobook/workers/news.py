"""What each worker is at, and how far: told to whoever runs the workers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

Told = Callable[[str, Any, Any], None]
"""Called, from any thread, with a worker's name, the item it is at, and the latest news of that.

The item is None for a worker that is at nothing, the news None for one that has just begun.
"""

_EVERY_SECONDS = 0.5
_nobody: Callable[[Any], None] = lambda _: None  # noqa: E731 - a value that is a function
_listener: ContextVar[Callable[[Any], None]] = ContextVar("_listener", default=_nobody)


def listener() -> Callable[[Any], None]:
    """Where the function that a worker runs tells how far it is, in picklable news.

    Asked for in the thread that the function was called in; may be called from others.  What
    comes too soon after the last news goes nowhere, unless it is the function's last.
    """
    return _listener.get()


@contextmanager
def listening(hear: Callable[[Any], None]) -> Iterator[None]:
    """Hear the news of the functions called within, not more often than people can read them."""
    told_at = -_EVERY_SECONDS
    unheard: list[Any] = []

    def seldom(news: Any) -> None:
        nonlocal told_at, unheard
        if time.monotonic() - told_at >= _EVERY_SECONDS:
            told_at, unheard = time.monotonic(), []
            hear(news)
        else:
            unheard = [news]

    token = _listener.set(seldom)
    try:
        yield
    finally:
        _listener.reset(token)
    for news in unheard:
        hear(news)


def nobody(worker: str, item: Any, news: Any) -> None:
    """Nobody wants to know."""
