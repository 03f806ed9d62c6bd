"""The web, as the readers of articles see it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.articles.web.download import Download

if TYPE_CHECKING:
    from audiobook.articles.web.session import Session

_LONGEST_S = 60.0


class Web:
    """One polite client: one request at a time, a true User-Agent, conditions, limits.

    What was fetched before is asked for with its ETag or date (RFC 9110, by hishel).  Only http and
    https, and only public addresses but for ``allowed`` hosts; no proxy.  ``folder`` keeps what was
    fetched.  Each address has ``longest_s`` seconds, redirects and all.
    """

    def __init__(
        self, allowed: Collection[str], folder: Path, longest_s: float = _LONGEST_S
    ) -> None:
        self._allowed = tuple(allowed)
        self._folder = folder
        self._longest_s = longest_s
        self._polled: dict[str, Download] = {}

    @cached_property
    def _session(self) -> Session:
        from audiobook.articles.web.session import Session  # noqa: PLC0415 - it loads slowly

        return Session(self._allowed, self._folder, self._longest_s)

    def fetch(self, address: str) -> Download:
        """What an address holds.  Raises SourceError, also for what is too large or too slow."""
        return self._polled.pop(address, None) or self._session.fetch(address)

    def poll(self, address: str) -> str:
        """The SHA-256 of what an address holds; the next ``fetch`` gives that without asking.

        Raises SourceError as ``fetch`` does.
        """
        download = self._session.fetch(address)
        self._polled = {address: download}  # only one at a time: it may be large
        return hashlib.sha256(download.data).hexdigest()

    def fetch_linked(self, address: str) -> Download:
        """The same for a page that only another page names: if its host lets robots in.

        Raises SourceError if it does not.
        """
        return self._session.fetch_linked(address)

    def close(self) -> None:
        """End the connections; the next address opens new ones."""
        if "_session" in self.__dict__:
            self._session.close()
            del self._session
