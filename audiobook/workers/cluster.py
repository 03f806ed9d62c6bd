"""Spreads work over the workers of a Dask cluster, on as many machines as it has.

The scheduler gives the job of a worker that is lost to another, and gives it up with KilledWorker
after as many as its setting ``distributed.scheduler.allowed-failures`` says.
"""

from __future__ import annotations

import json
import logging
import os
import pickle
import re
import socket
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiobook.errors import WorkerError
from audiobook.model import Map
from audiobook.workers.cluster_news import NewsDesk, telling
from audiobook.workers.code import code_mark
from audiobook.workers.losses import Losses, patience_seconds
from audiobook.workers.news import Told, nobody

if TYPE_CHECKING:
    from distributed import Client, Future

_log = logging.getLogger(__name__)
_AHEAD = 3
"""How many items for each worker are under way: one at work, and enough to be at work next."""
_FEWEST_AHEAD = 6
"""So many are sent when there is no worker yet: a cluster that grows by itself has to see them."""
_CONNECTING_SECONDS = 10.0
_PACKAGE = "audiobook-editions"
_PORT = re.compile(r":\d+/?$")
_one_at_a_time = threading.Lock()


@contextmanager
def dask(address: str, told: Told = nobody) -> Iterator[Map]:
    """Spread over the workers of a scheduler: its address (``tcp://host:8786``), or its file.

    Workers may come and go.  What a lost worker was at is done again elsewhere, as is an ``Errand``
    that takes longer than its patience.  What the scheduler gives up has another try when all else
    is done; then an Errand says what stands for its result, as it does at once for an error that is
    not ours; for other items, the error is raised, and WorkerError when all else is done.

    Raises WorkerError if Dask is not installed, the scheduler can't be reached or is lost, or a
    worker has other code of this program.
    """
    client = _connected(address)
    try:
        _check_versions(client, address)
        yield _Cluster(client, address, told).spread
    finally:
        client.close()


@dataclass(frozen=True, slots=True)
class _Call:
    """What is sent to a worker, beside the item."""

    function: Callable[[Any], Any]
    item: Any
    seconds: float | None
    version: str
    topic: str
    """Where its news go, and its number there."""
    number: int


class _Cluster:
    def __init__(self, client: Client, address: str, told: Told) -> None:
        self._client = client
        self._address = address
        self._desk = NewsDesk(client, told)
        self._numbers = count()

    def spread(self, function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterator[Any]:
        from distributed.comm.core import CommClosedError  # noqa: PLC0415 - only clusters have it

        version, topic = _own_version(), self._desk.topic
        calls = (
            _Call(function, item, patience_seconds(item), version, topic, next(self._numbers))
            for item in items
        )
        killed: list[_Call] = []
        losses = Losses()
        try:
            yield from self._results(calls, self._most, killed.append, losses)
            # Those that waited behind a deadly one are blamed, too: each has another try alone.
            lost: list[_Call] = []
            yield from self._results(iter(killed), lambda: 1, lost.append, losses)
        except (CancelledError, CommClosedError) as error:
            problem = "is gone; what it was given is not done"
            raise WorkerError(f"cluster {self._address}", problem, "run it again") from error
        for call in lost:
            yield from losses.instead_of(call.item, "killed or hung each worker that was at it")
        losses.check()

    def _results(
        self,
        calls: Iterator[_Call],
        most: Callable[[], int],
        killed: Callable[[_Call], None],
        losses: Losses,
    ) -> Iterator[Any]:
        """Results as they are ready, ``most`` calls being under way; of the others, ``killed``."""
        from distributed import KilledWorker, wait  # noqa: PLC0415
        from distributed.comm.core import CommClosedError  # noqa: PLC0415

        under_way: dict[Future[Any], _Call] = {}
        sent = 0
        try:
            while True:
                for call in islice(calls, max(0, most() - len(under_way))):
                    self._desk.sent(call.number, call.item)
                    # Pickled here, or the scheduler would unpack it, and hide what goes wrong.
                    packed, bare = pickle.dumps(call.item), replace(call, item=None)
                    future = self._client.submit(_answer, bare, packed, pure=False, priority=-sent)
                    under_way[future] = call
                    sent += 1
                if not under_way:
                    return
                for future in wait(list(under_way), return_when="FIRST_COMPLETED").done:
                    call = under_way.pop(future)
                    self._desk.ended(call.number)
                    try:
                        result = future.result()
                    except KilledWorker:
                        killed(call)
                    except (CancelledError, CommClosedError, WorkerError):
                        raise  # of the whole cluster, or of a worker that can't be used
                    except Exception as error:
                        yield losses.instead_of_error(call.item, error)
                    else:
                        yield result
        finally:
            for future, call in under_way.items():
                future.cancel()
                self._desk.ended(call.number)

    def _most(self) -> int:
        return max(_FEWEST_AHEAD, _AHEAD * len(self._client.nthreads()))


def _answer(call: _Call, packed: bytes) -> Any:
    """Make a call on a worker.  A speech engine is for one thread, whatever the worker has."""
    if call.version != _own_version():
        raise _other_version("a worker", _own_version(), call.version)
    with _one_at_a_time, _ended_after(call.seconds), telling(call.topic, call.number):
        return call.function(pickle.loads(packed))


@contextmanager
def _ended_after(seconds: float | None) -> Iterator[None]:
    """End this worker if what is done here takes longer; its nanny starts another."""
    if seconds is None:
        yield
        return
    late = threading.Timer(seconds, os._exit, [1])
    late.daemon = True
    late.start()
    try:
        yield
    finally:
        late.cancel()


def _connected(stated: str) -> Client:
    try:
        from distributed import Client  # noqa: PLC0415
        from distributed.comm.addressing import get_address_host_port  # noqa: PLC0415
    except ImportError as error:
        remedy = f'pip install "{_PACKAGE}[dask]"'
        raise WorkerError(f"cluster {stated}", "Dask is not installed here", remedy) from error
    try:
        address = _address(stated)
        # A client that finds nobody complains when it is thrown away, too.
        socket.create_connection(get_address_host_port(address), _CONNECTING_SECONDS).close()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a table of versions; _check_versions has one line
            return Client(address, timeout=_CONNECTING_SECONDS)
    except (OSError, ValueError, KeyError) as error:
        remedy = "name a scheduler that runs, as in tcp://host:8786, or the file it wrote"
        raise WorkerError(f"cluster {stated}", f"can't be reached: {error}", remedy) from error


def _address(stated: str) -> str:
    """The address of a scheduler, or that in the file it wrote."""
    path = Path(stated)
    if path.is_file():
        return str(json.loads(path.read_bytes())["address"])
    if not _PORT.search(stated):
        raise FileNotFoundError("no such file")
    return stated


def _check_versions(client: Client, stated: str) -> None:
    """Raise WorkerError if a worker can't do our jobs; warn if there is none yet."""
    found = client.run(_own_version, on_error="return")
    if not found:
        _log.warning("cluster %s has no workers yet; waiting for them", stated)
    for worker, theirs in found.items():
        if isinstance(theirs, ModuleNotFoundError):
            remedy = f'there: pip install "{_PACKAGE}[dask]"'
            raise WorkerError(f"worker {worker}", "has no audiobook", remedy)
        if isinstance(theirs, Exception):
            raise WorkerError(f"worker {worker}", f"can't be used: {theirs}")
        if theirs != _own_version():
            raise _other_version(f"worker {worker}", theirs, _own_version())


def _own_version() -> str:
    # Asked of workers by this name: one with older code answers, too, if with less.
    return f"{version(_PACKAGE)}+{code_mark()}"


def _other_version(worker: str, theirs: str, asked: str) -> WorkerError:
    problem = f"has audiobook {theirs}, and the one who asks {asked}"
    return WorkerError(worker, problem, "install the same on both")
