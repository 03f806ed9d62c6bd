"""What is made for a request, kept for the next: two hundred clients at once want one feed."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Lock

_MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes and their entity tag."""

    body: bytes
    etag: str

    @classmethod
    def of(cls, body: bytes) -> Document:
        """A document with a tag that tells its bytes."""
        return cls(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')


class Made:
    """Documents by name, forgotten when the state they were made from is over.

    Safe to use from several threads: who asks for what is just being made waits for it.  The
    least recently used are dropped first when all together grow past ``most_bytes``.
    """

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._lock = Lock()
        self._state: object = None
        self._documents: OrderedDict[Hashable, Future[Document]] = OrderedDict()

    def get(self, state: object, name: Hashable, make: Callable[[], bytes]) -> Document:
        """The document of this name in this state, made if need be; raises what ``make`` raises."""
        with self._lock:
            if state != self._state:
                self._documents.clear()
                self._state = state
            waiting = self._documents.get(name)
            if waiting is None:
                ours = self._documents[name] = Future()
            else:
                self._documents.move_to_end(name)
        if waiting is not None:
            return waiting.result()
        try:
            ours.set_result(Document.of(make()))
        except BaseException as error:
            self._forget(name, ours)
            ours.set_exception(error)
            raise
        self._drop_oldest()
        return ours.result()

    def _forget(self, name: Hashable, ours: Future[Document]) -> None:
        with self._lock:
            if self._documents.get(name) is ours:
                del self._documents[name]

    def _drop_oldest(self) -> None:
        with self._lock:
            done = [(name, f.result().body) for name, f in self._documents.items() if f.done()]
            size = sum(len(body) for _, body in done)
            for name, body in done:
                if size <= self._most_bytes:
                    break
                size -= len(body)
                del self._documents[name]
