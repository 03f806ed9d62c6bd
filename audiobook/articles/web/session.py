"""Fetches what an address holds.  Imported when the first address is: httpx loads slowly."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

import hishel
import httpx
from hishel.httpx import CacheTransport

from audiobook.articles.web.cache_warning import retell_errors_of, warn_of_cache
from audiobook.articles.web.download import Download
from audiobook.articles.web.failures import check_answer, our_errors
from audiobook.articles.web.network import Deadline, GuardedTransport
from audiobook.articles.web.robots import EVERYBODY, NOBODY, Robots
from audiobook.errors import SourceError

AGENT = f"audiobook-editions/{version('audiobook-editions')}"
LARGEST_BYTES = 50 << 20
_STORED_BYTES = 1 << 30
# As much as a crawler has to read (RFC 9309, 2.5).
_LARGEST_RULES_BYTES = 500 << 10
_SILENCE_S = 20.0
_MOST_REDIRECTS = 10
_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
    "application/feed+json, text/markdown, text/plain, */*;q=0.5",
    # What else httpx can decode grows faster than its limit on size could hold.
    "Accept-Encoding": "gzip, deflate",
    # Ask always, but with the conditions that spare the sending of what has not changed.
    "Cache-Control": "no-cache",
}


class Session:
    """One run's requests, and the connections they use; as ``Web`` says."""

    def __init__(self, allowed: Collection[str], folder: Path, longest_s: float) -> None:
        self._allowed = tuple(allowed)
        self._folder = folder
        self._longest_s = longest_s
        self._deadline = Deadline()

    @cached_property
    def _client(self) -> httpx.Client:
        return httpx.Client(
            transport=self._cached(GuardedTransport(self._allowed, self._deadline)),
            headers=_HEADERS,
            timeout=_SILENCE_S,
            # A proxy would look hosts up by itself, past the guard.
            trust_env=False,
        )

    def _cached(self, transport: httpx.BaseTransport) -> httpx.BaseTransport:
        """The same behind a cache, if there can be one."""
        path = self._folder / "http.sqlite"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            warn_of_cache(path, error.strerror)
            return transport
        retell_errors_of(path)
        storage = hishel.SqliteStorage(
            database_path=path, max_size=_STORED_BYTES, max_stream_size=LARGEST_BYTES
        )
        return CacheTransport(transport, storage, rfc=hishel.CacheOptions(shared=False))

    @cached_property
    def _robots(self) -> Robots:
        return Robots(AGENT, self._rules_at)

    def fetch(self, address: str) -> Download:
        """What an address holds.  Raises SourceError, also for what is too large or too slow."""
        _check_address(address)
        with self._answer(address) as response:
            check_answer(address, response)
            data, whole = _body(response, LARGEST_BYTES)
        if not whole:
            megabytes = LARGEST_BYTES >> 20
            raise SourceError(address, f"holds more than {megabytes} MB", "pass a smaller page")
        media_type, _, _ = response.headers.get("Content-Type", "").partition(";")
        return Download(
            data, media_type.strip().lower(), response.charset_encoding, _plain(response.url)
        )

    def fetch_linked(self, address: str) -> Download:
        """The same for a page that only another page names: if its host lets robots in.

        Raises SourceError if it does not.
        """
        _check_address(address)
        if not self._robots.allow(address):
            raise SourceError(address, "its host asks robots to stay out (robots.txt)")
        return self.fetch(address)

    def _rules_at(self, address: str) -> str:
        """What a robots.txt says, or what its absence means (RFC 9309, 2.3.1)."""
        with self._answer(address) as response:
            if response.is_server_error:
                return NOBODY
            if not response.is_success:
                return EVERYBODY
            check_answer(address, response)
            rules, _ = _body(response, _LARGEST_RULES_BYTES)
            return rules.decode("utf-8", "replace")

    @contextmanager
    def _answer(self, address: str) -> Iterator[httpx.Response]:
        """The answer that redirects lead to, its body unread."""
        with our_errors(address, self._longest_s, _SILENCE_S):
            self._deadline.start(self._longest_s)
            request = self._client.build_request("GET", address)
            for _ in range(_MOST_REDIRECTS + 1):
                response = self._client.send(request, stream=True)
                try:
                    # httpx would follow by itself, and read each answer whole, whatever its size.
                    following = response.next_request
                    if following is None:
                        yield response
                        return
                    request = following
                finally:
                    response.close()
                    # Nobody is to be known again from one page to the next.
                    self._client.cookies.clear()
        raise SourceError(address, f"leads on more than {_MOST_REDIRECTS} times")

    def close(self) -> None:
        """End the connections."""
        if "_client" in self.__dict__:
            self._client.close()


def _check_address(address: str) -> None:
    """Raise SourceError for an address that can't or must not be asked for."""
    try:
        url = httpx.URL(address)
        host = url.host
    # A host's name that is none is a UnicodeError.
    except (httpx.InvalidURL, UnicodeError) as error:
        raise SourceError(address, f"is no address ({error})", "check it") from error
    if url.scheme not in ("http", "https") or not host:
        raise SourceError(_plain(url), "is no http or https address", "give one of these")
    if url.userinfo:
        problem = "has a user name or password in it, which would stand in the feed"
        raise SourceError(_plain(url), problem, "pass an address that needs none")


def _plain(url: httpx.URL) -> str:
    """An address without user name and password."""
    return str(url.copy_with(userinfo=b"") if url.userinfo else url)


def _body(response: httpx.Response, largest_bytes: int) -> tuple[bytes, bool]:
    """The unpacked body up to a size, and whether that is all of it."""
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        parts.append(part)
        size += len(part)
        if size > largest_bytes:
            return b"".join(parts)[:largest_bytes], False
    return b"".join(parts), True
