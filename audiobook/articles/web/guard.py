"""Which addresses are of the public internet."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

from audiobook.errors import SourceError

# All that IANA gives out for hosts of the internet lies here (RFC 4291, 2.4).
_GLOBAL_UNICAST = IPv6Network("2000::/3")
# Addresses that hold an IPv4 address, to which a gateway may take them (RFC 6052).
_NAT64 = IPv6Network("64:ff9b::/96")
# Of Amazon, Alibaba and Oracle; all others are link-local (RFC 3927), as most of theirs are.
_METADATA = frozenset(map(ip_address, ("fd00:ec2::254", "100.100.100.200", "192.0.0.192")))
_IPV4_BITS = 0xFFFF_FFFF


class NotPublic(Exception):
    """A host that is in a private network."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(host, address)
        self.host = host
        self.address = address

    def on_the_way_from(self, asked: str) -> SourceError:
        """What to tell whoever asked for an address."""
        leads = "" if ascii_host(asked) == self.host else f"leads to {self.host}, which "
        if _tells_of_its_machine(ip_address(self.address.partition("%")[0])):
            return SourceError(
                asked, f"{leads}is refused: a machine tells its secrets there ({self.address})"
            )
        return SourceError(
            asked,
            f"{leads}is in a private network ({self.address})",
            f'if that is meant, allow it: [fetch] allow-hosts = ["{self.host}"]',
        )


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one of the public internet, by IANA's special-purpose registries.

    What carries an IPv4 address in it (mapped, 6to4, Teredo, NAT64) is judged by that too.
    """
    if not address.is_global or address.is_multicast:
        return False
    carried = tuple(_carried(address))
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST and not carried:
        return False
    return all(map(is_public, carried))


def _tells_of_its_machine(address: IPv4Address | IPv6Address) -> bool:
    """Whether clouds give a machine its keys there: never where an article is."""
    within = (address, *_carried(address))
    return any(found.is_link_local or found in _METADATA for found in within)


def _carried(address: IPv4Address | IPv6Address) -> Iterable[IPv4Address]:
    if isinstance(address, IPv4Address):
        return ()
    within = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        within.append(IPv4Address(int(address) & _IPV4_BITS))
    return tuple(found for found in within if found is not None)


class Guard:
    """Lets public addresses pass, and whatever the ``allowed`` hosts are at."""

    def __init__(self, allowed: Collection[str]) -> None:
        self._allowed = frozenset(map(_regular, allowed))

    def judge(self, host: str, addresses: Iterable[str]) -> None:
        """Raise NotPublic if one of a host's addresses is in a private network."""
        if _regular(host) in self._allowed:
            return
        for address in addresses:
            if not is_public(ip_address(address.partition("%")[0])):
                raise NotPublic(host, address)


def ascii_host(address: str) -> str:
    """The host of a web address as it is looked up (RFC 5891), without brackets."""
    return httpx.URL(address).raw_host.decode("ascii")


def _regular(host: str) -> str:
    """A host's name as users write it, the way connections ask for it."""
    plain = host.strip().strip("[]").rstrip(".").lower()
    if plain.isascii():
        return plain
    try:
        return ascii_host(f"http://{plain}/")
    except httpx.InvalidURL:
        return plain
