"""Ways to run many jobs.  Each is a ``Map``: results come as they are ready, in any order."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

from audiobook.errors import WorkerError
from audiobook.model import Map
from audiobook.speech.cores import WORKERS_VARIABLE


def serial(function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterator[Any]:
    """One after the other, here."""
    yield from map(function, items)


@contextmanager
def processes(count: int) -> Iterator[Map]:
    """Spread over ``count`` processes of this machine, started once and replaced when they die.

    What a dead process leaves is done again, item by item; when all else is done, WorkerError is
    raised if there is an item that kills its process each time.
    """
    if count < 2:  # noqa: PLR2004 - one worker would only add the cost of sending
        yield serial
        return
    workers = _Workers(count)
    try:
        yield workers.spread
    except (KeyboardInterrupt, GeneratorExit):
        workers.end()
        raise
    finally:
        workers.pool.shutdown(cancel_futures=True)


class _Workers:
    """A pool that survives the death of its processes."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.pool = self._started()

    def end(self) -> None:
        """End the processes at once: what they are at is done again by the next run."""
        for process in multiprocessing.active_children():
            process.terminate()

    def spread(self, function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterator[Any]:
        # One item may be to blame for all that a broken pool leaves: each has a second try alone.
        lost = 0
        for item in (yield from self._round(function, list(items))):
            lost += len((yield from self._round(function, [item])))
        if lost:
            raise WorkerError(f"{lost} of the jobs", "killed the process that worked on them")

    def _round(
        self, function: Callable[[Any], Any], items: list[Any]
    ) -> Generator[Any, None, list[Any]]:
        """Yield the results; return the items that a dead process left undone."""
        left = []
        futures: dict[Future[Any], Any] = {}
        for item in items:
            try:
                futures[self.pool.submit(function, item)] = item
            except BrokenProcessPool:
                left.append(item)
        try:
            for future in as_completed(list(futures)):
                item = futures.pop(future)
                try:
                    result = future.result()
                except BrokenProcessPool:
                    left.append(item)
                    continue
                del future  # its result is kept alive no longer than it is needed
                yield result
        finally:
            for waiting in futures:
                waiting.cancel()
        if left:
            self.pool.shutdown()
            self.pool = self._started()
        return left

    def _started(self) -> ProcessPoolExecutor:
        # Spawned, not forked: a speech library may allow one engine in a process, and threads of a
        # library do not survive a fork.
        return ProcessPoolExecutor(
            self._count,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_share_cores,
            initargs=(self._count,),
        )


def _share_cores(workers: int) -> None:
    """Tell the libraries of this process how many share the machine with it."""
    os.environ[WORKERS_VARIABLE] = str(workers)
