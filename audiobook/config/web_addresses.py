"""Web addresses as they stand in settings, and in ASCII as everything else uses them."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

_MEANT = "/?%:@!$&'()*+,;=~[]"
"""Characters that mean something in a path or query, or are encoded already."""
_SPACE = re.compile(r"\s")
_LOCAL_ENDINGS = (".localhost", ".local", ".internal", ".home.arpa", ".lan")
"""RFC 6761, 6762 and 8375; ICANN's reserved name; the routers' habit."""


def as_uri(address: str) -> str:
    """An address in ASCII: its host by IDNA, the rest percent-encoded where it has to be.

    Source: RFC 3987, section 3.1.  Raises ValueError for a host or port that can't be one.
    """
    parts = urlsplit(address.strip())
    netloc = parts.netloc
    if not netloc.isascii():
        port = f":{parts.port}" if parts.port else ""
        netloc = (parts.hostname or "").encode("idna").decode("ascii") + port
    rest = (quote(part, safe=_MEANT) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, netloc, *rest))


def is_web_address(text: str) -> bool:
    """Whether a text is an absolute http or https address."""
    return web_address(text) is not None and not _SPACE.search(text)


def web_address(text: str) -> SplitResult | None:
    """The parts of an http or https address, in ASCII; None if it is no such address."""
    try:
        parts = urlsplit(as_uri(text))
        is_one = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if is_one else None


def fault_of_base(address: str) -> str:
    """What keeps an address from being one that others are below; empty if nothing does.

    A password in it is not repeated.
    """
    parts = web_address(address)
    if parts is None:
        return f"{address!r} is no http or https address"
    if "@" in urlsplit(address.strip()).netloc:
        return "has a user's name or password in it, which every listener would be told"
    if "?" in address or "#" in address:
        return f"{address!r} has a query or a fragment, which nothing can lie below"
    return ""


def is_reached_from_afar(address: str) -> bool:
    """Whether an address's host is one of the public internet, by its name."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(_LOCAL_ENDINGS)
