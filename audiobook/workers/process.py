"""One process of this machine that calls functions for us, and is replaced when it dies or hangs.

Pools of processes share a queue among them: one that is killed breaks it for all (the standard
library's, and Pebble's when it was idle), or can't be killed alone (loky's).  A pipe for each does
neither.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from audiobook.errors import WorkerError
from audiobook.speech import watchdog
from audiobook.speech.cores import WORKERS_VARIABLE
from audiobook.workers.news import listening

_STARTING_SECONDS = 120.0
_LEAVING_SECONDS = 5.0


class _Kind(Enum):
    """What a process sends."""

    READY = auto()
    NEWS = auto()
    RESULT = auto()
    ERROR = auto()


class ProcessLost(Exception):
    """The process died or was ended before it gave a result; its text says which."""


@dataclass(slots=True)
class _Running:
    """A process that has been started, and our end of its pipe."""

    process: BaseProcess
    pipe: Connection
    is_ready: bool = False


class Process:
    """Used from one thread at a time, but for ``kill``."""

    def __init__(self, workers: int) -> None:
        """``workers`` is how many share the machine, itself included."""
        self._workers = workers
        self._running: _Running | None = None

    def start(self) -> _Running:
        """Let it load, if it does not run yet."""
        if self._running is None:
            self._running = self._started()
        return self._running

    def call(
        self,
        function: Callable[[Any], Any],
        item: Any,
        seconds: float | None,
        hear: Callable[[Any], None],
    ) -> Any:
        """What the function, picklable by its name, gives for the item, or raises.

        ``hear`` is given its news.  Raises ProcessLost when the process dies, or has been ended
        because it took longer; its start does not count.
        """
        if self._running and not self._running.process.is_alive():
            self._end()  # it died of nothing that is this item's fault
        running = self.start()
        try:
            if not running.is_ready:
                _received(running.pipe, _STARTING_SECONDS, hear)
                running.is_ready = True
            running.pipe.send_bytes(pickle.dumps((function, item)))
            kind, value = _received(running.pipe, seconds, hear)
        except TimeoutError as error:
            self._end()
            waited = seconds if running.is_ready and seconds else _STARTING_SECONDS
            raise ProcessLost(f"took longer than {waited:.0f} s, twice over") from error
        except (OSError, EOFError) as error:
            is_slow = self._end() == watchdog.STATUS
            slow, deadly = "took too long over a sentence", "killed the process that worked on it"
            raise ProcessLost(f"{slow if is_slow else deadly}, twice over") from error
        if kind is _Kind.ERROR:
            raise value
        return value

    def kill(self) -> None:
        """End it at once: the call under way, if there is one, raises ProcessLost."""
        if running := self._running:
            running.process.kill()

    def dismiss(self) -> None:
        """Let it end by itself, so that its engines let go of what they hold."""
        if self._running:
            self._running.pipe.close()

    def wait(self) -> None:
        """Wait until it has ended."""
        if self._running:
            self._running.process.join(_LEAVING_SECONDS)
            self._end()

    def _end(self) -> int | None:
        """End it, and give its exit status, or that with which it had ended by itself."""
        running, self._running = self._running, None
        if running is None:
            return None
        running.process.kill()
        running.process.join()
        running.pipe.close()
        return running.process.exitcode

    def _started(self) -> _Running:
        # Spawned, not forked: a speech library may allow one engine in a process, and threads of a
        # library do not survive a fork.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._workers), name="worker")
        process.start()
        theirs.close()  # or its death would not be felt at our end
        return _Running(process, ours)


def _received(
    pipe: Connection, seconds: float | None, hear: Callable[[Any], None]
) -> tuple[_Kind, Any]:
    """The result or the error of a call.  Raises TimeoutError, whatever news there was."""
    until = None if seconds is None else time.monotonic() + seconds
    while pipe.poll(until if until is None else max(0, until - time.monotonic())):
        kind, value = pickle.loads(pipe.recv_bytes())
        if kind is not _Kind.NEWS:
            return kind, value
        hear(value)
    raise TimeoutError


def _serve(pipe: Connection, workers: int) -> None:
    """Answer calls until the other end is closed."""
    os.environ[WORKERS_VARIABLE] = str(workers)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    for number in (signal.SIGINT, signal.SIGTERM):  # both may reach all; the parent ends the others
        signal.signal(number, signal.SIG_IGN)

    def tell(news: Any) -> None:
        pipe.send_bytes(pickle.dumps((_Kind.NEWS, news)))

    with suppress(EOFError, OSError):
        pipe.send_bytes(pickle.dumps((_Kind.READY, None)))
        while True:
            call = pipe.recv_bytes()
            with listening(tell):
                answer = _answer(call)
            pipe.send_bytes(answer)


def _end_with_parent() -> None:
    # A parent that is killed can't end its workers, and work for nobody would go on.
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _answer(call: bytes) -> bytes:
    try:
        function, item = pickle.loads(call)
        return pickle.dumps((_Kind.RESULT, function(item)))
    except Exception as error:
        try:
            return pickle.dumps((_Kind.ERROR, error))
        except Exception:  # what other libraries raise may hold anything
            what = f"{type(error).__name__}: {error}"
            return pickle.dumps((_Kind.ERROR, WorkerError("a worker", what)))
