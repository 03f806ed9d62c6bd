"""Ways to run many jobs.  Each is a ``Map``: results come as they are ready, in any order."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from typing import Any

from audiobook.model import Map


def serial(function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterator[Any]:
    """One after the other, here."""
    yield from map(function, items)


@contextmanager
def processes(count: int) -> Iterator[Map]:
    """Spread over ``count`` processes of this machine, each started once.

    They are spawned, not forked: a speech library may allow one engine in a process, and threads
    of a library do not survive a fork.
    """
    if count < 2:  # noqa: PLR2004 - one worker would only add the cost of sending
        yield serial
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=context) as pool:

        def spread(function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterator[Any]:
            futures = [pool.submit(function, item) for item in items]
            try:
                for future in as_completed(futures):
                    yield future.result()
            finally:
                for future in futures:
                    future.cancel()

        yield spread
