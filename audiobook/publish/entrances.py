"""The ways into a site: open to all, by a secret in the address, by a password.

A subscriber of a private show holds one secret.  It is either a part of the addresses that they
ask for, or the password that they give with their name (HTTP Basic, RFC 7617).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from audiobook.model import Show
from audiobook.publish.library import Library
from audiobook.publish.places import PASSWORD_PATH, SECRET_PATH, Site

Entrance = Callable[[Library, Request], Site]
"""What a client may see, and where.  Raises an HTTPException for one that may see nothing."""

_CHALLENGE = {"WWW-Authenticate": 'Basic realm="Private shows", charset="UTF-8"'}
_LONGEST_HOST = 259
"""253 characters (RFC 1035), a colon and a port."""


def open_to_all(library: Library, request: Request) -> Site:
    """The public shows."""
    public = tuple(show for show in library.shows() if not show.private)
    return Site.of(public, _base_url(request))


def by_secret(library: Library, request: Request) -> Site:
    """The show that the secret in the path is for; a 404 as for any path if it is for none."""
    secret = request.path_params["secret"]
    base_url, own = _base_url(request), _own_shows(library, secret)
    if not own:
        raise HTTPException(404)
    return Site.of(own, f"{base_url}{SECRET_PATH}/{secret}", private=True)


def by_password(library: Library, request: Request) -> Site:
    """The show of the subscriber who gives their name and secret; else a 401, whatever is there."""
    base_url, given = _base_url(request), _credentials(request.headers.get("authorization", ""))
    own = _own_shows(library, given[1], given[0]) if given else ()
    if not own:
        raise HTTPException(401, headers=_CHALLENGE)
    return Site.of(own, f"{base_url}{PASSWORD_PATH}", private=True)


class ForOneOnly:
    """Marks answers as one client's: no shared cache may keep them, no search engine list them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and mark its answer."""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                kept = headers.get("cache-control", "no-cache").removeprefix("public, ")
                headers["cache-control"] = f"private, {kept}"
                headers["x-robots-tag"] = "noindex"
                headers.add_vary_header("Authorization")
            await send(message)

        await self._app(scope, receive, marked)


def _own_shows(library: Library, secret: str, name: str | None = None) -> tuple[Show, ...]:
    own = library.show_of(secret, name)
    return tuple(show for show in library.shows() if show.name == own)


def _credentials(header: str) -> tuple[str, str] | None:
    """Name and password of an Authorization header; None if it holds none of the kind."""
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        given = base64.b64decode(encoded.strip(), validate=True)
        # The last colon: no secret has one, and a name may.
        name, colon, password = given.decode().rpartition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (name, password) if colon else None


def _base_url(request: Request) -> str:
    """The address of the whole site; a 400 for a Host that no address can be made of."""
    host = request.headers.get("host", "")
    if len(host) > _LONGEST_HOST or request.base_url.port == 0:
        raise HTTPException(400, "Host: no such address")
    return str(request.base_url)
