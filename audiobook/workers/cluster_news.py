"""News of a cluster's workers, as events that its scheduler passes on."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

from audiobook.workers.news import Told, listening

if TYPE_CHECKING:
    from distributed import Client


class NewsDesk:
    """Knows which calls are under way, and where; tells of it as the workers' news come in."""

    def __init__(self, client: Client, told: Told) -> None:
        self.topic = f"audiobook-{client.id}"
        self._told = told
        self._lock = Lock()
        self._items: dict[int, Any] = {}
        self._workers: dict[int, str] = {}
        client.subscribe_topic(self.topic, self._hear)

    def sent(self, number: int, item: Any) -> None:
        """Note a call that a worker will be at."""
        with self._lock:
            self._items[number] = item

    def ended(self, number: int) -> None:
        """Note that a call is no longer under way."""
        with self._lock:
            self._items.pop(number, None)
            self._release(self._workers.pop(number, None))

    def _hear(self, event: tuple[float, tuple[int, str, bytes]]) -> None:
        _, (number, worker, news) = event
        with self._lock:
            if number in self._items:
                before = self._workers.get(number)
                self._workers[number] = worker
                self._release(before)
                self._told(worker, self._items[number], pickle.loads(news))

    def _release(self, worker: str | None) -> None:
        if worker is not None and worker not in self._workers.values():
            self._told(worker, None, None)


@contextmanager
def telling(topic: str, number: int) -> Iterator[None]:
    """On a worker: tell the desk that a call has begun, and what news there is of it."""
    from distributed import get_worker  # noqa: PLC0415 - only clusters have it

    worker = get_worker()

    def tell(news: Any) -> None:
        worker.log_event(topic, (number, str(worker.name), pickle.dumps(news)))

    tell(None)
    with listening(tell):
        yield
