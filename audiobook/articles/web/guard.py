"""Keeps requests out of private networks.

A page names other pages, and a name server answers what it likes: so each connection, whatever
redirect led to it, is made to an address that was looked up and judged here, and not looked up
again (DNS rebinding).
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Collection, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx

from audiobook.errors import SourceError

# Addresses that hold an IPv4 address, to which a gateway may take them (RFC 6052).
_NAT64 = IPv6Network("64:ff9b::/96")
_IPV4_BITS = 0xFFFF_FFFF


class NotPublic(Exception):
    """A host that is in a private network."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(host, address)
        self.host = host
        self.address = address

    def on_the_way_from(self, asked: str) -> SourceError:
        """What to tell whoever asked for an address."""
        leads = "" if urlsplit(asked).hostname == self.host else f"leads to {self.host}, which "
        return SourceError(
            asked,
            f"{leads}is in a private network ({self.address})",
            f'if that is meant, allow it: [fetch] allow-hosts = ["{self.host}"]',
        )


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one of the public internet, by IANA's special-purpose registries.

    What carries an IPv4 address in it (mapped, 6to4, Teredo, NAT64) is judged by that too.
    """
    if not address.is_global or address.is_multicast:
        return False
    return all(map(is_public, _carried(address)))


def _carried(address: IPv4Address | IPv6Address) -> Iterable[IPv4Address]:
    if isinstance(address, IPv4Address):
        return ()
    within = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        within.append(IPv4Address(int(address) & _IPV4_BITS))
    return tuple(found for found in within if found is not None)


class GuardedTransport(httpx.HTTPTransport):
    """Connects to public addresses only, and to the hosts that the user allows.

    Its requests raise NotPublic for any other.
    """

    def __init__(self, allowed: Collection[str]) -> None:
        context = httpx.create_ssl_context()
        super().__init__(verify=context)
        # httpx has no parameter for how connections are made; httpcore, below it, has.
        self._pool = _pool(context, allowed)


def _pool(context: ssl.SSLContext, allowed: Collection[str]) -> httpcore.ConnectionPool:
    # One connection at a time: no host is asked two things at once.
    return httpcore.ConnectionPool(
        ssl_context=context,
        max_connections=1,
        keepalive_expiry=5.0,
        network_backend=_GuardedNetwork(allowed),
    )


class _GuardedNetwork(httpcore.NetworkBackend):
    def __init__(self, allowed: Collection[str]) -> None:
        self._allowed = frozenset(host.lower() for host in allowed)
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
        for address in self._judged(host, port):
            try:
                return self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError("has no address")

    def _judged(self, host: str, port: int) -> list[str]:
        """The addresses of a host.  Raises NotPublic if one of them is in a private network."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise httpcore.ConnectError(reason) from error
        addresses = [str(answer[4][0]) for answer in found]
        if host.lower() not in self._allowed:
            for address in addresses:
                if not is_public(ip_address(address.partition("%")[0])):
                    raise NotPublic(host, address)
        return addresses
