"""Style sheet, scripts and icon of the pages: whole files, each with its hash in the name."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ASSET_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages load.  Its bytes never change under its name."""

    name: str
    media_type: str
    data: bytes


@cache
def assets() -> Mapping[str, Asset]:
    """All of them, by the name of their source: ``player.js``."""
    folder = files("audiobook.publish") / "assets"
    sources = sorted((file.name, file.read_bytes()) for file in folder.iterdir() if file.is_file())
    return {name: _asset(name, data) for name, data in sources}


def _asset(name: str, data: bytes) -> Asset:
    stem, dot, end = name.rpartition(".")
    digest = hashlib.sha256(data).hexdigest()[:10]
    return Asset(f"{stem}-{digest}{dot}{end}", ASSET_TYPES[dot + end], data)
