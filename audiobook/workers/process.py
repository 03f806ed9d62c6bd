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
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from audiobook.errors import WorkerError
from audiobook.speech import watchdog
from audiobook.speech.cores import WORKERS_VARIABLE

_LEAVING_SECONDS = 5.0


class ProcessLost(Exception):
    """The process died or was ended before it gave a result; its text says which."""


class Process:
    """Starts when it is first called.  Used from one thread at a time, but for ``kill``."""

    def __init__(self, workers: int) -> None:
        """``workers`` is how many share the machine, itself included."""
        self._workers = workers
        self._running: tuple[BaseProcess, Connection] | None = None

    def call(self, function: Callable[[Any], Any], item: Any, seconds: float | None) -> Any:
        """What the function, picklable by its name, gives for the item, or raises.

        Raises ProcessLost when the process dies, or has been ended because it took longer.
        """
        if self._running and not self._running[0].is_alive():
            self._end()  # it died of nothing that is this item's fault
        _, pipe = self._running = self._running or self._started()
        try:
            pipe.send_bytes(pickle.dumps((function, item)))
            if not pipe.poll(seconds):
                self._end()
                raise ProcessLost(f"took longer than {seconds:.0f} s, twice over")
            is_result, value = pickle.loads(pipe.recv_bytes())
        except (OSError, EOFError) as error:
            is_slow = self._end() == watchdog.STATUS
            slow, deadly = "took too long over a sentence", "killed the process that worked on it"
            raise ProcessLost(f"{slow if is_slow else deadly}, twice over") from error
        if not is_result:
            raise value
        return value

    def kill(self) -> None:
        """End it at once: the call under way, if there is one, raises ProcessLost."""
        if running := self._running:
            running[0].kill()

    def leave(self) -> None:
        """Let it end by itself, so that its engines let go of what they hold."""
        if self._running:
            process, pipe = self._running
            pipe.close()
            process.join(_LEAVING_SECONDS)
            self._end()

    def _end(self) -> int | None:
        """End it, and give its exit status, or that with which it had ended by itself."""
        running, self._running = self._running, None
        if running is None:
            return None
        process, pipe = running
        process.kill()
        process.join()
        pipe.close()
        return process.exitcode

    def _started(self) -> tuple[BaseProcess, Connection]:
        # Spawned, not forked: a speech library may allow one engine in a process, and threads of a
        # library do not survive a fork.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._workers), name="worker")
        process.start()
        theirs.close()  # or its death would not be felt at our end
        return process, ours


def _serve(pipe: Connection, workers: int) -> None:
    """Answer calls until the other end is closed."""
    os.environ[WORKERS_VARIABLE] = str(workers)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the parent ends the others
    with suppress(EOFError, OSError):
        while True:
            pipe.send_bytes(_answer(pipe.recv_bytes()))


def _end_with_parent() -> None:
    # A parent that is killed can't end its workers, and work for nobody would go on.
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _answer(call: bytes) -> bytes:
    try:
        function, item = pickle.loads(call)
        return pickle.dumps((True, function(item)))
    except Exception as error:
        try:
            return pickle.dumps((False, error))
        except Exception:  # what other libraries raise may hold anything
            what = f"{type(error).__name__}: {error}"
            return pickle.dumps((False, WorkerError("a worker", what)))
