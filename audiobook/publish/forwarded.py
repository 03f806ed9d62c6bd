"""A proxy's word on the address that it was asked by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

from audiobook.errors import PublishError

_HOST = re.compile(r"[A-Za-z0-9._-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
"""A name or an address, and a port (RFC 9110, section 7.2)."""
_PREFIX = re.compile(r"(/[A-Za-z0-9._~-]+)+")

Network = IPv4Network | IPv6Network


def networks(proxies: Sequence[str]) -> tuple[Network, ...]:
    """Addresses and networks (``10.0.0.0/8``) from text.  Raises PublishError."""
    try:
        return tuple(ip_network(proxy) for proxy in proxies)
    except ValueError as error:
        raise PublishError(
            f"proxy {', '.join(proxies)}", str(error), "give an address such as 127.0.0.1"
        ) from error


class Forwarded:
    """Takes X-Forwarded-Proto, -Host and -Prefix from trusted proxies, and from nobody else.

    Of several values, the last is the one that the proxy itself added.
    """

    def __init__(self, app: ASGIApp, proxies: Sequence[Network]) -> None:
        self._app = app
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, its address corrected."""
        if scope["type"] == "http" and self._is_trusted(scope):
            scope = _as_asked(scope)
        await self._app(scope, receive, send)

    def _is_trusted(self, scope: Scope) -> bool:
        try:
            client = ip_address((scope.get("client") or ("",))[0])
        except ValueError:  # a socket in the file system has no address
            return False
        return any(client in network for network in self._proxies)


def _as_asked(scope: Scope) -> Scope:
    said, scope = Headers(scope=scope), dict(scope)
    scope["headers"] = list(scope["headers"])
    if (scheme := _last(said, "x-forwarded-proto").lower()) in {"http", "https"}:
        scope["scheme"] = scheme
    if _HOST.fullmatch(host := _last(said, "x-forwarded-host")):
        MutableHeaders(scope=scope)["host"] = host
    if _PREFIX.fullmatch(prefix := _last(said, "x-forwarded-prefix").rstrip("/")):
        scope["root_path"] = prefix
        scope["path"] = prefix + scope["path"]
    return scope


def _last(headers: Headers, name: str) -> str:
    return ",".join(headers.getlist(name)).rpartition(",")[2].strip()
