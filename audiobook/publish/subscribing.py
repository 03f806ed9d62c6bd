"""Ways to subscribe to a feed: links that open an app, and a code to scan."""

from __future__ import annotations

import io
from dataclasses import dataclass
from urllib.parse import quote

import segno


@dataclass(frozen=True, slots=True)
class AppLink:
    """A link that adds a feed to an app."""

    app: str
    """Its name; empty means whichever the device has for feeds."""
    address: str


def app_links(feed: str, title: str, *, private: bool = False) -> tuple[AppLink, ...]:
    """Links that add the feed to an app, as the makers of the apps document them.

    None of them makes a page ask anyone for anything.  A ``private`` feed gets only those that
    open the app itself: AntennaPod's leads over a web page, which would learn the address.
    """
    bare, encoded = feed.partition("://")[2], quote(feed, safe="")
    links = (
        AppLink("Apple Podcasts", f"podcast://{bare}"),
        AppLink("Overcast", f"overcast://x-callback-url/add?url={encoded}"),
        AppLink("Pocket Casts", f"pktc://subscribe/{bare}"),
        AppLink(
            "AntennaPod",
            "https://antennapod.org/deeplink/subscribe?"
            f"url={encoded}&title={quote(title, safe='')}",
        ),
        AppLink("", f"feed:{feed}"),
    )
    return tuple(link for link in links if not (private and link.address.startswith("https:")))


def qr_code(address: str) -> str:
    """An address as a QR code (ISO/IEC 18004): an SVG element without a style of its own.

    Empty for an address that no code has room for: over some 2,300 characters.
    """
    out = io.BytesIO()
    try:
        code = segno.make(address, error="m", micro=False)
    except segno.DataOverflowError:
        return ""
    code.save(
        out, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=4,
        svgclass=None, lineclass=None, nl=False,
    )  # fmt: skip
    return out.getvalue().decode()
