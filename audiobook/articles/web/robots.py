"""What hosts ask of robots (RFC 9309), by protego."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

EVERYBODY = ""
NOBODY = "User-agent: *\nDisallow: /"


class Robots:
    """Answers from each host's robots.txt, asked for once."""

    def __init__(self, agent: str, read: Callable[[str], str]) -> None:
        self._agent = agent
        self._read = read
        self._rules: dict[str, Protego] = {}

    def allow(self, address: str) -> bool:
        """Whether a robot may ask for an address."""
        parts = urlsplit(address)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._rules:
            self._rules[host] = Protego.parse(self._read(f"{host}/robots.txt"))
        return bool(self._rules[host].can_fetch(address, self._agent))
