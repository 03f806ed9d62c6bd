"""A web site on loopback, which notes what it is asked."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Asked:
    path: str
    condition: str | None
    agent: str
    cookie: str | None = None


@dataclass
class Site:
    """``pages`` answers a path with status, headers and body."""

    pages: dict[str, Callable[[], tuple[int, dict[str, str], bytes]]]
    asked: list[Asked] = field(default_factory=list)
    port: int = 0
    at_once: int = 0
    most_at_once: int = 0

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]


def page(body: str | bytes, media_type: str = "text/html", **headers: str) -> Callable[[], tuple]:
    data = body if isinstance(body, bytes) else body.encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda: (200, {"Content-Type": media_type, **named}, data)


def gone_to(address: str) -> Callable[[], tuple]:
    return lambda: (302, {"Location": address}, b"")


def status(code: int, **headers: str) -> Callable[[], tuple]:
    return lambda: (code, {n.replace("_", "-"): v for n, v in headers.items()}, b"")


def bomb(size: int) -> Callable[[], tuple]:
    packed = gzip.compress(bytes(size))
    return lambda: (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, packed)


@contextmanager
def served(site: Site) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *said: object) -> None:
            pass

        def do_GET(self) -> None:
            site.at_once += 1
            site.most_at_once = max(site.most_at_once, site.at_once)
            condition = self.headers.get("If-None-Match")
            cookie = self.headers.get("Cookie")
            site.asked.append(Asked(self.path, condition, self.headers["User-Agent"], cookie))
            code, headers, body = site.pages.get(self.path, status(404))()
            if condition and condition == headers.get("ETag"):
                code, body = 304, b""
            self.send_response(code)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except ConnectionError:
                pass  # the client has heard enough
            finally:
                site.at_once -= 1

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site.port = server.server_port
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
