"""Ways to run many jobs.  Each is a ``Map``: results come as they are ready, in any order."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import Any

from audiobook.errors import WorkerError
from audiobook.model import Map
from audiobook.speech.cores import WORKERS_VARIABLE

_AHEAD = 3
"""How many items for each process are under way: one at work, and enough to be at work next."""


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
        # No more is under way than keeps the processes busy: results that nobody has asked for yet
        # would fill the memory where what becomes of them takes longer than the work itself.
        waiting = iter(items)
        futures: dict[Future[Any], Any] = {}
        lost = 0
        try:
            while True:
                left = self._fill(futures, function, waiting)
                if not futures and not left:
                    break
                done, _ = wait(futures, return_when=FIRST_COMPLETED)
                if left or any(map(_is_broken, done)):
                    done, _ = wait(futures)  # a broken pool ends them all
                for future in done:
                    item = futures.pop(future)
                    if _is_broken(future):
                        left.append(item)
                    else:
                        yield future.result()
                # One item may be to blame for all that is left: each has a second try alone.
                self._replace_if(bool(left))
                for item in left:
                    lost += yield from self._alone(function, item)
        finally:
            for future in futures:
                future.cancel()
        if lost:
            raise WorkerError(f"{lost} of the jobs", "killed the process that worked on them")

    def _fill(
        self,
        futures: dict[Future[Any], Any],
        function: Callable[[Any], Any],
        waiting: Iterator[Any],
    ) -> list[Any]:
        """Submit what there is room for; the item, if one finds the pool broken."""
        for item in islice(waiting, _AHEAD * self._count - len(futures)):
            try:
                futures[self.pool.submit(function, item)] = item
            except BrokenProcessPool:
                return [item]
        return []

    def _alone(self, function: Callable[[Any], Any], item: Any) -> Generator[Any, None, int]:
        """Yield the item's result from a pool with nothing else to do; 1 if it kills that, too."""
        future = self.pool.submit(function, item)
        if _is_broken(future):
            self._replace_if(True)
            return 1
        yield future.result()
        return 0

    def _replace_if(self, broken: bool) -> None:
        if broken:
            self.pool.shutdown()
            self.pool = self._started()

    def _started(self) -> ProcessPoolExecutor:
        # Spawned, not forked: a speech library may allow one engine in a process, and threads of a
        # library do not survive a fork.
        return ProcessPoolExecutor(
            self._count,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(self._count,),
        )


def _is_broken(future: Future[Any]) -> bool:
    """Whether a process died before it gave this result."""
    return isinstance(future.exception(), BrokenProcessPool)


def _begin(workers: int) -> None:
    """Tell the libraries of this process how many share the machine, and end it with its parent."""
    os.environ[WORKERS_VARIABLE] = str(workers)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # A parent that is killed can't tell its pool to end, and work for nobody would go on.
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
