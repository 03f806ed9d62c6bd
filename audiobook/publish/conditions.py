"""Conditional requests: what a client already holds is not sent again (RFC 9110, section 13)."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime

from starlette.datastructures import Headers
from starlette.responses import Response

_KEPT = ("access-control-allow-origin", "cache-control", "etag", "last-modified", "vary")


def unless_known(request: Headers, response: Response) -> Response:
    """``response``, or a 304 in its place if its ETag or date is the one the client states.

    An ETag decides alone where one is stated, as the RFC asks.
    """
    if _is_known(request, response.headers):
        kept = {name: value for name, value in response.headers.items() if name in _KEPT}
        return Response(status_code=304, headers=kept)
    return response


def _is_known(request: Headers, response: Headers) -> bool:
    if stated := request.get("if-none-match"):
        tags = [tag.strip().removeprefix("W/") for tag in stated.split(",")]
        return stated.strip() == "*" or response["etag"] in tags
    since = _moment(request.get("if-modified-since"))
    changed = _moment(response.get("last-modified"))
    return since is not None and changed is not None and changed <= since


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    # A date without a zone is not the RFC's form, and can't be compared with one that is.
    return moment if moment.tzinfo else None
