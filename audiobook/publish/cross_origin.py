"""What scripts on other sites' pages may read (the CORS protocol of the Fetch standard)."""

from __future__ import annotations

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

FOR_OTHER_SITES = (".vtt", ".srt", ".json", ".xml")
"""What players on the web read by script; Podcasting 2.0 asks for CORS on these."""

ANY_SITE = {"Access-Control-Allow-Origin": "*"}

_ALLOWED = {
    **ANY_SITE,
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-Modified-Since, If-None-Match, Range",
    "Access-Control-Max-Age": "86400",
}


class Preflight:
    """Answers a browser that asks whether another site's script may send its request.

    The answer depends on the path's ending alone, so it tells nobody what is there.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an OPTIONS request for what may be read; pass on any other."""
        asks = scope["type"] == "http" and scope["method"] == "OPTIONS"
        if asks and scope["path"].endswith(FOR_OTHER_SITES):
            await Response(status_code=204, headers=_ALLOWED)(scope, receive, send)
        else:
            await self._app(scope, receive, send)
