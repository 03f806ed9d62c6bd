"""The server under the site."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from audiobook.errors import PublishError

_SECONDS_TO_FINISH = 2
"""How long a download may go on after the server was told to stop."""

_LAST_PORT = 65_535

_REMEDIES = {
    errno.EADDRINUSE: ("is in use", "give another with --port"),
    errno.EACCES: ("may not be used by this user", "give one above 1023 with --port"),
    errno.EADDRNOTAVAIL: ("is on no address of this machine", "give another with --host"),
}


def serve(app: ASGIApp, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve ``app`` until the process is told to stop (SIGINT, as by Ctrl-C, or SIGTERM).

    ``ready`` is given the address once it answers; port 0 takes any that is free.
    Raises PublishError for a port that is in use, or an address that isn't this machine's.
    """
    with _listen(host, port) as listener, suppress(KeyboardInterrupt):
        named = f"[{host}]" if ":" in host else host
        ready(f"http://{named}:{listener.getsockname()[1]}/")
        uvicorn.Server(server_config(app)).run([listener])


def server_config(app: ASGIApp) -> uvicorn.Config:
    """How uvicorn is run here: HTTP alone, and logging left to whoever configures it.

    Requests are not logged, for their addresses may hold a subscriber's secret.
    """
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
    )


def _listen(host: str, port: int) -> socket.socket:
    if not 0 <= port <= _LAST_PORT:
        raise PublishError(f"port {port}", "does not exist", "give one up to 65535 with --port")
    # uvicorn itself would end the process where a port can't be had.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except socket.gaierror as error:
        raise PublishError(f"host {host!r}", "is not known", "give another with --host") from error
    except OSError as error:
        problem, remedy = _REMEDIES.get(
            error.errno or 0, (error.strerror or str(error), "give another with --port or --host")
        )
        raise PublishError(f"port {port} on {host}", problem, remedy) from error
