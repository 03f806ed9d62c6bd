"""What every answer tells browsers to leave alone, whatever made the answer: errors, too."""

from __future__ import annotations

from http.client import NOT_MODIFIED

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'; sandbox"
_SHOWN_BY_THE_BROWSER_ITSELF = ("audio/", "image/")
"""It makes a page of its own around these, with styles and a player that a policy would stop."""


class SafeHeaders:
    """Adds to an answer what it does not say itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to its answer."""

        async def with_headers(message: Message) -> None:
            # What a 304 says would take the place of what the client was told with the page.
            if message["type"] == "http.response.start" and message["status"] != NOT_MODIFIED:
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if not headers.get("content-type", "").startswith(_SHOWN_BY_THE_BROWSER_ITSELF):
                    headers.setdefault("Content-Security-Policy", _NOTHING_RUNS)
            await send(message)

        await self._app(scope, receive, with_headers)
