"""Fetches what an address holds."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import hishel
import httpx
from hishel.httpx import CacheTransport

from audiobook.articles.web.guard import GuardedTransport, NotPublic
from audiobook.articles.web.robots import EVERYBODY, NOBODY, Robots
from audiobook.errors import SourceError

AGENT = f"audiobook-editions/{version('audiobook-editions')}"
LARGEST_BYTES = 50 << 20
_STORED_BYTES = 1 << 30
_LONGEST_S = 120.0
_SILENCE_S = 20.0
_MOST_REDIRECTS = 10
_LATER = frozenset({httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE})
_GONE = frozenset({httpx.codes.NOT_FOUND, httpx.codes.GONE})
_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
    "application/feed+json, text/markdown, text/plain, */*;q=0.5",
    # What else httpx can decode grows faster than its limit on size could hold.
    "Accept-Encoding": "gzip, deflate",
    # Ask always, but with the conditions that spare the sending of what has not changed.
    "Cache-Control": "no-cache",
}


@dataclass(frozen=True, slots=True)
class Download:
    """What an address held; ``address`` is where redirects led."""

    data: bytes = field(repr=False)
    media_type: str
    charset: str | None
    address: str


class Web:
    """One polite client: one request at a time, a true User-Agent, conditions, limits.

    What was fetched before is asked for with its ETag or date (RFC 9110, by hishel).  Only http and
    https, and only public addresses but for ``allowed`` hosts.  ``folder`` keeps what was fetched.
    """

    def __init__(self, allowed: Collection[str], folder: Path) -> None:
        self._allowed = tuple(allowed)
        self._folder = folder

    @cached_property
    def _client(self) -> httpx.Client:
        self._folder.mkdir(parents=True, exist_ok=True)
        storage = hishel.SqliteStorage(
            database_path=self._folder / "http.sqlite",
            max_size=_STORED_BYTES,
            max_stream_size=LARGEST_BYTES,
        )
        options = hishel.CacheOptions(shared=False)
        transport = CacheTransport(GuardedTransport(self._allowed), storage, rfc=options)
        return httpx.Client(
            transport=transport,
            headers=_HEADERS,
            timeout=_SILENCE_S,
            follow_redirects=True,
            max_redirects=_MOST_REDIRECTS,
        )

    @cached_property
    def _robots(self) -> Robots:
        return Robots(AGENT, self._rules_at)

    def fetch(self, address: str) -> Download:
        """What an address holds.  Raises SourceError, also for what is too large or too slow."""
        with _our_errors(address), self._client.stream("GET", address) as response:
            _check_status(address, response)
            data = _body(address, response)
        media_type, _, _ = response.headers.get("Content-Type", "").partition(";")
        return Download(
            data, media_type.strip().lower(), response.charset_encoding, str(response.url)
        )

    def fetch_linked(self, address: str) -> Download:
        """The same for a page that only another page names: if its host lets robots in.

        Raises SourceError if it does not.
        """
        if not self._robots.allow(address):
            raise SourceError(address, "its host asks robots to stay out (robots.txt)")
        return self.fetch(address)

    def _rules_at(self, address: str) -> str:
        """What a robots.txt says, or what its absence means (RFC 9309, 2.3.1)."""
        with _our_errors(address), self._client.stream("GET", address) as response:
            if response.is_server_error:
                return NOBODY
            if not response.is_success:
                return EVERYBODY
            return _body(address, response).decode("utf-8", "replace")

    def close(self) -> None:
        """End the connections."""
        if "_client" in self.__dict__:
            self._client.close()


def _check_status(address: str, response: httpx.Response) -> None:
    code = response.status_code
    if code in _GONE:
        raise SourceError(address, f"there is no such page ({code})", "check the address")
    if code in _LATER:
        wait = response.headers.get("Retry-After", "")
        remedy = f"try again in {wait} s" if wait.isdigit() else "try again later"
        raise SourceError(address, f"its server is busy ({code})", remedy)
    if not response.is_success:
        raise SourceError(address, f"its server answers {code} {response.reason_phrase}")


def _body(address: str, response: httpx.Response) -> bytes:
    parts: list[bytes] = []
    size, deadline = 0, time.monotonic() + _LONGEST_S
    for part in response.iter_bytes():
        parts.append(part)
        size += len(part)
        if size > LARGEST_BYTES:
            megabytes = LARGEST_BYTES >> 20
            raise SourceError(address, f"holds more than {megabytes} MB", "pass a smaller page")
        if time.monotonic() > deadline:
            raise SourceError(address, f"took more than {_LONGEST_S:.0f} s", "try again later")
    return b"".join(parts)


@contextmanager
def _our_errors(address: str) -> Iterator[None]:
    if urlsplit(address).scheme not in ("http", "https"):
        raise SourceError(address, "is no http or https address", "give one of these")
    try:
        yield
    except NotPublic as error:
        raise error.on_the_way_from(address) from None
    except httpx.UnsupportedProtocol as error:
        raise SourceError(address, "leads to no http or https address") from error
    except httpx.TooManyRedirects as error:
        raise SourceError(address, f"leads on more than {_MOST_REDIRECTS} times") from error
    except httpx.TimeoutException as error:
        problem = f"its server was silent for {_SILENCE_S:.0f} s"
        raise SourceError(address, problem, "try again later") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        problem = f"can't be fetched ({str(error) or type(error).__name__})"
        raise SourceError(address, problem, "check the address and the network") from error
