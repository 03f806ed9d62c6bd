"""Connections to judged addresses, each with an end.

A page names other pages, and a name server answers what it likes: so each connection, whatever
redirect led to it, is made to an address that was looked up and judged here, and not looked up
again (DNS rebinding).  A server that sends a byte now and then never trips a timeout: so what is
asked has a deadline too.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore
import httpx

from audiobook.articles.web.guard import Guard


class TooSlow(Exception):
    """The deadline of what is asked has passed."""


class Deadline:
    """A moment by which all must have come; none until ``start``."""

    def __init__(self) -> None:
        self._end = float("inf")

    def start(self, seconds: float) -> None:
        """Set it, from now on."""
        self._end = time.monotonic() + seconds

    @contextmanager
    def at_most(self, seconds: float | None) -> Iterator[float]:
        """How long to wait for what is done inside.  Raises TooSlow when no time is left."""
        left = self._left()
        try:
            yield left if seconds is None else min(seconds, left)
        except httpcore.TimeoutException:
            self._left()
            raise

    def _left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TooSlow
        return left


class GuardedTransport(httpx.HTTPTransport):
    """Connects to public addresses only, and to the hosts that the user allows.

    Its requests raise NotPublic for any other, and TooSlow past the deadline.
    """

    def __init__(self, allowed: Collection[str], deadline: Deadline) -> None:
        context = httpx.create_ssl_context()
        super().__init__(verify=context, trust_env=False)
        # httpx has no parameter for how connections are made; httpcore, below it, has.
        self._pool = _pool(context, _Network(Guard(allowed), deadline))


def _pool(context: ssl.SSLContext, network: httpcore.NetworkBackend) -> httpcore.ConnectionPool:
    # One connection at a time: no host is asked two things at once.
    return httpcore.ConnectionPool(
        ssl_context=context, max_connections=1, keepalive_expiry=5.0, network_backend=network
    )


class _Network(httpcore.NetworkBackend):
    def __init__(self, guard: Guard, deadline: Deadline) -> None:
        self._guard = guard
        self._deadline = deadline
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in self._addresses(host, port):
            try:
                with self._deadline.at_most(timeout) as wait:
                    stream = self._network.connect_tcp(
                        address, port, wait, local_address, socket_options
                    )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._deadline)
        raise failure or httpcore.ConnectError("has no address")

    def _addresses(self, host: str, port: int) -> list[str]:
        """The addresses of a host.  Raises NotPublic if one of them is in a private network."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise httpcore.ConnectError(reason) from error
        addresses = [str(answer[4][0]) for answer in found]
        self._guard.judge(host, addresses)
        return addresses


class _Stream(httpcore.NetworkStream):
    """A stream that waits no longer than the deadline, however often something comes."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with self._deadline.at_most(timeout) as wait:
            return self._stream.read(max_bytes, wait)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with self._deadline.at_most(timeout) as wait:
            self._stream.write(buffer, wait)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        with self._deadline.at_most(timeout) as wait:
            secured = self._stream.start_tls(ssl_context, server_hostname, wait)
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
