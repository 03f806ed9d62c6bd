"""Spreads work over the cores of this machine."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Lock, Semaphore, Thread
from typing import Any

from audiobook.model import Map
from audiobook.workers.losses import Losses, patience_seconds
from audiobook.workers.news import Told, nobody
from audiobook.workers.process import Process, ProcessLost
from audiobook.workers.serial import serial_told

_log = logging.getLogger(__name__)
_AHEAD = 3
"""How many items for each process are taken: one at work, and results that nobody asked for yet."""
_ATTEMPTS = 2
_KILLING_SECONDS = 0.1  # after that it is killed again: it may have been starting just then


@contextmanager
def processes(count: int, told: Told = nobody) -> Iterator[Map]:
    """Spread over ``count`` processes of this machine, started once; they are named 1, 2, ….

    A process that dies, or takes longer over an ``Errand`` than its patience, is replaced, and what
    it was at is done once more.  What is lost again, or ends with an error that is not ours, is
    given up: an Errand says what stands for its result; for other items, the error is raised, and
    WorkerError for the lost ones when all else is done.
    """
    if count < 2:  # noqa: PLR2004 - one worker would only add the cost of sending
        yield serial_told(told)
        return
    crew = _Crew(count, told)
    try:
        yield crew.spread
    finally:
        crew.dismiss()


class _Crew:
    """Processes, each kept at work by a thread of its own while there are calls to make."""

    def __init__(self, count: int, told: Told) -> None:
        self._processes = [Process(count) for _ in range(count)]
        self._told = told
        for process in self._processes:  # they load while the first call is prepared
            process.start()
        self._calls: _Calls | None = None

    def spread(self, function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterator[Any]:
        self._stop()  # what nobody came to ask for any more
        calls = self._calls = _Calls(function, iter(items), self._processes, self._told)
        calls.start()
        return self._results(calls)

    def _results(self, calls: _Calls) -> Iterator[Any]:
        losses = Losses()
        try:
            for ended in calls.ended():
                if isinstance(ended.error, ProcessLost):
                    yield from losses.instead_of(ended.item, str(ended.error))
                elif ended.error:
                    yield losses.instead_of_error(ended.item, ended.error)
                else:
                    yield ended.result
        finally:
            calls.stop()
        losses.check()

    def dismiss(self) -> None:
        """Stop at once what is still under way: it is done again by the next run."""
        self._stop()
        for process in self._processes:
            process.dismiss()
        for process in self._processes:
            process.wait()

    def _stop(self) -> None:
        if self._calls:
            self._calls.stop()


@dataclass(frozen=True, slots=True)
class _Ended:
    """A call that has given a result or an error."""

    item: Any
    result: Any = None
    error: BaseException | None = None


class _Calls:
    """Calls of one function, made by threads: each keeps one process at work.

    No more is taken than ``_AHEAD`` items for each, or results that nobody has asked for yet would
    fill the memory where what becomes of them takes longer than the work itself.
    """

    def __init__(
        self,
        function: Callable[[Any], Any],
        items: Iterator[Any],
        processes: list[Process],
        told: Told,
    ) -> None:
        self._function = function
        self._items = items
        self._processes = processes
        self._told = told
        self._threads = [
            Thread(target=self._make, args=(process, str(number)))
            for number, process in enumerate(processes, 1)
        ]
        self._room = Semaphore(_AHEAD * len(processes))
        self._taking = Lock()
        self._stopped = False
        self._ended: SimpleQueue[_Ended | None] = SimpleQueue()

    def start(self) -> None:
        """Begin to make the calls."""
        for thread in self._threads:
            thread.start()

    def ended(self) -> Iterator[_Ended]:
        """Each as it ends."""
        at_work = len(self._threads)
        while at_work:
            ended = self._ended.get()
            if ended is None:
                at_work -= 1
            else:
                self._room.release()
                yield ended

    def stop(self) -> None:
        """Make no more calls, and end the processes that are still at one."""
        self._stopped = True
        self._room.release(len(self._threads))
        for thread, process in zip(self._threads, self._processes, strict=True):
            while thread.is_alive():
                process.kill()
                thread.join(_KILLING_SECONDS)

    def _make(self, process: Process, name: str) -> None:
        try:
            while True:
                self._room.acquire()
                with self._taking:
                    item = next(self._items, self)
                if item is self or self._stopped:
                    break
                self._ended.put(self._made(process, name, item))
                self._told(name, None, None)
        except Exception as error:  # of the items
            self._ended.put(_Ended(None, error=error))
        finally:
            self._room.release()  # for another thread to find out, too
            self._ended.put(None)

    def _made(self, process: Process, name: str, item: Any) -> _Ended:
        def hear(news: Any) -> None:
            self._told(name, item, news)

        attempts = 0
        while True:
            attempts += 1
            hear(None)
            try:
                result = process.call(self._function, item, patience_seconds(item), hear)
                return _Ended(item, result)
            except ProcessLost as error:
                _log.info("a job %s", error)
                if attempts == _ATTEMPTS or self._stopped:
                    return _Ended(item, error=error)
            except Exception as error:
                return _Ended(item, error=error)
