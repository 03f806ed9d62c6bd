"""What of a project is sent, in which order, and how long others may keep it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from audiobook.errors import PublishError
from audiobook.fingerprint import fingerprint
from audiobook.model import Item, Release
from audiobook.publish.pages import Page
from audiobook.publish.published_files import A_DAY, MEDIA_TYPES

_MEDIA_TYPES = {
    **MEDIA_TYPES,
    # Browsers show application/rss+xml as plain text, or download it.
    ".xml": "text/xml; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".css": "text/css; charset=utf-8",
}
_FOR_EVER = "public, max-age=31536000, immutable"
"""The name has a hash of the bytes in it."""
_FIVE_MINUTES = "public, max-age=300"
_MARK_LENGTH = 32
"""Hexadecimal digits: 128 bits."""


def file_item(root: Path, path: str, sha256: str | None = None, size: int | None = None) -> Item:
    """A file below ``root`` at the same path of a release.

    Its hash and size, where they are known, spare reading it.  Raises PublishError.
    """
    place = root / path
    try:
        if sha256 is None:
            with place.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        size = place.stat().st_size if size is None else size
    except OSError as error:
        raise PublishError(
            str(place), error.strerror or str(error), "run: audiobook feed"
        ) from error
    return _item(path, sha256, place, size)


def made_item(path: str, data: bytes) -> Item:
    """A file of a release that lies in no folder."""
    return _item(path, hashlib.sha256(data).hexdigest(), lambda: data, len(data))


def make_release(
    base_url: str,
    media: Iterable[Item],
    archives: Iterable[Item],
    feeds: Iterable[Item],
    pages: Iterable[Page],
) -> Release:
    """Put all in the order in which nobody ever sees a link to what is not there.

    Sound before the episodes' pages, those before the feeds that name them (archives first), and
    all of these before the pages on which people start.  ``pages`` come as ``publish.pages`` gives
    them.
    """
    rows: dict[str, list[Item]] = {"assets": [], "episodes": [], "": [], "index.html": []}
    for page in pages:
        first = page.path.partition("/")[0]
        rows[first if first in rows else ""].append(_page_item(page))
    stages = (
        (*media, *rows["assets"]),
        rows["episodes"],
        archives,
        feeds,
        rows[""],
        rows["index.html"],
    )
    return Release(tuple(tuple(stage) for stage in stages if stage), base_url)


def as_private(release: Release) -> Release:
    """The same, with no leave for caches that serve many to keep anything of it."""
    return replace(
        release,
        stages=tuple(
            tuple(replace(i, cache_control=i.cache_control.replace("public", "private")) for i in s)
            for s in release.stages
        ),
    )


def _item(path: str, sha256: str, content: Path | Callable[[], bytes], size: int) -> Item:
    kinds = (kind for end, kind in _MEDIA_TYPES.items() if path.endswith(end))
    media_type = next(kinds, "application/octet-stream")
    kept = _FIVE_MINUTES if path.endswith((".xml", ".opml")) else f"public, {A_DAY}"
    return Item(path, media_type, kept, sha256[:_MARK_LENGTH], content, size)


def _page_item(page: Page) -> Item:
    kept = _FOR_EVER if page.path.startswith("assets/") else _FIVE_MINUTES
    mark = fingerprint(page.mark)[:_MARK_LENGTH]
    return Item(page.path, page.media_type, kept, mark, page.render)
