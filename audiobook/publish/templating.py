"""Jinja, prepared for the pages: all is escaped and printable, and links are relative."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from audiobook.display import clock, printable, shortened
from audiobook.publish.assets import assets
from audiobook.publish.directions import direction
from audiobook.publish.interface_words import LANGUAGES, interface_language, long_date
from audiobook.publish.places import Site, link

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
)
"""What a page may load: its own site's files.  No script in the page itself runs."""

_BYTES_A_MEGABYTE = 1_000_000


def render(template: str, site: Site, path: str, language: str, **values: object) -> bytes:
    """The page at ``path`` from a template, speaking to readers of ``language``."""
    spoken = interface_language(language)
    root = "../" * path.count("/") or "./"
    page = _templates().get_template(template)
    text = page.render(
        site=site,
        path=path,
        root=root,
        language=spoken,
        words=LANGUAGES[spoken],
        policy=CONTENT_SECURITY_POLICY,
        day=lambda moment: long_date(moment, spoken),
        megabytes=lambda size: _megabytes(size).replace(".", LANGUAGES[spoken]["decimal"]),
        asset=lambda name: f"{root}assets/{assets()[name].name}",
        **values,
    )
    return text.encode()


def minutes(ms: int) -> int:
    """How many minutes to say that something takes: at least one."""
    return max(1, round(ms / 60_000))


def is_web_address(text: str | None) -> bool:
    """Whether a text is an http or https address with a host."""
    try:
        parts = urlsplit(text or "")
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / _BYTES_A_MEGABYTE:.1f} MB"


def _licence_mark(identifier: str) -> list[str]:
    """The parts of a Creative Commons mark, or an identifier of other terms whole."""
    return identifier.split("-") if identifier.startswith("CC") else [identifier]


def _utf16(text: str) -> int:
    """The length of a text as a browser counts it once it is printed."""
    return len(printable(text).encode("utf-16-le", "surrogatepass")) // 2


def _printed(value: object) -> object:
    """What a template prints, whatever the article or the feed that it came from holds."""
    if isinstance(value, Markup):
        return Markup(printable(value))  # it was markup before
    return printable(value) if isinstance(value, str) else value


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("audiobook.publish"),
        autoescape=True,
        finalize=_printed,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "clock": clock,
        "direction": direction,
        "licence_mark": _licence_mark,
        "link": link,
        "minutes": minutes,
        "shortened": shortened,
        "utf16": _utf16,
    }
    environment.tests["web_address"] = is_web_address
    return environment
