"""A project as a web site: feeds, media and pages."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route

from audiobook.errors import AudiobookError
from audiobook.publish.answers import Answers
from audiobook.publish.cross_origin import Preflight
from audiobook.publish.entrances import ForOneOnly, by_password, by_secret, open_to_all
from audiobook.publish.forwarded import Forwarded, networks
from audiobook.publish.library import Library
from audiobook.publish.made import Made
from audiobook.publish.places import PASSWORD_PATH, SECRET_PATH
from audiobook.publish.safe_headers import SafeHeaders

_logger = logging.getLogger(__name__)


def make_app(folder: Path, library: Library, proxies: Sequence[str] = ()) -> Starlette:
    """The site of a project folder, as an ASGI application.

    Of the folder, only ``media`` and the pictures in ``feeds`` are served.  Every address in what
    is sent is one that the client can reach: below the one it asked by.  ``proxies``, addresses
    or networks, are believed what they say that was.  A private show, and the media of editions
    that are in private shows only, are served to its subscribers alone: below
    ``/private/<secret>/``, and below ``/subscribers/`` to those who give name and secret.

    Raises PublishError for a proxy that is no address.
    """
    public = Answers(folder, library, Made(), open_to_all)
    return Starlette(
        routes=[
            _private(f"/{SECRET_PATH}/{{secret}}", replace(public, entrance=by_secret)),
            _private(f"/{PASSWORD_PATH}", replace(public, entrance=by_password)),
            Route("/feeds/shows.opml", public.outline),
            *public.routes(),
        ],
        middleware=[
            Middleware(SafeHeaders),
            Middleware(Forwarded, proxies=networks(proxies)),
            Middleware(Preflight),
        ],
        exception_handlers={AudiobookError: _log},
    )


def _private(path: str, answers: Answers) -> Mount:
    # A private show's picture lies in no folder.
    routes = [Route("/feeds/{name}.jpg", answers.picture), *answers.routes()]
    return Mount(path, routes=routes, middleware=[Middleware(ForOneOnly)])


def _log(_: Request, error: Exception) -> Response:
    """Tell the server's owner what is wrong, and the client that it is not to blame."""
    _logger.error("%s", error)
    return PlainTextResponse("The server can't make this; its owner can read why.\n", 500)
