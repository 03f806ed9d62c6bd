"""Tells a hub that a feed has changed, so that subscribers hear of it at once (W3C WebSub)."""

from __future__ import annotations

import urllib.request
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlencode

from audiobook.errors import PublishError

_SECONDS = 15
_REMEDY = "apps will find the change when they next look; mend [publish] hub for the next time"


def announce(feed: str, hub: str) -> None:
    """Say at ``hub`` that the feed of that address has changed.

    WebSub leaves it to hubs how they are told; this is what all of them understand, from
    PubSubHubbub 0.4, section 7.  Raises PublishError.
    """
    if not hub.startswith(("http://", "https://")):
        raise PublishError(hub, "is no address of a hub", "write it whole, as in https://…")
    body = urlencode({"hub.mode": "publish", "hub.url": feed}).encode()
    request = urllib.request.Request(hub, body, {"User-Agent": "audiobook-editions"})
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            told = answer.url  # a redirect makes a GET of a POST
    except HTTPError as error:
        error.close()
        problem = f"refused to be told of {feed} (HTTP {error.code})"
        raise PublishError(hub, problem, _REMEDY) from error
    except (OSError, HTTPException) as error:
        raise PublishError(hub, f"can't be told of {feed}: {error}", _REMEDY) from error
    if told != hub:
        raise PublishError(hub, f"has moved to {told}", _REMEDY)
