"""Files of the project that anyone may fetch, and nothing else of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import Receive, Scope, Send

from audiobook.publish.byte_ranges import without_odd_range
from audiobook.publish.conditions import unless_known
from audiobook.publish.cross_origin import ANY_SITE, FOR_OTHER_SITES

MEDIA_TYPES = {
    ".mp3": "audio/mpeg",
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".transcript.json": "application/json",
    ".chapters.json": "application/json+chapters",
    ".json": "application/json",
    ".jpg": "image/jpeg",
    ".svg": "image/svg+xml",
}
"""By the end of a file's name; the first that fits."""

A_DAY = "max-age=86400"
"""How long a file may be kept: a new revision of an MP3 has a new name."""

_PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A drawing opened by itself may style itself, and do nothing else."""


class PublishedFiles(StaticFiles):
    """One folder over HTTP: GET and HEAD, byte ranges, conditional requests.

    Serves the kinds of files in ``media_types`` only, never a hidden one, never one that lies, or
    is linked to, outside the folder, and to each request only those that ``may_have`` grants it by
    their name; it is called in a thread.  A folder that isn't there has no files.
    """

    def __init__(
        self,
        folder: Path,
        may_have: Callable[[Scope, str], bool],
        media_types: Mapping[str, str] = MEDIA_TYPES,
    ) -> None:
        super().__init__(directory=folder, check_dir=False)
        self.folder = folder
        self.may_have = may_have
        self.media_types = media_types

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, whatever range it asks for."""
        await super().__call__(without_odd_range(scope), receive, send)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file at a path; 404 where there is none for this client."""
        reads = scope["method"] in {"GET", "HEAD"}
        if reads and not await to_thread.run_sync(self.may_have, scope, PurePath(path).name):
            raise HTTPException(404)
        return await super().get_response(path, scope)

    async def check_config(self) -> None:
        """Nothing to check: the folder may appear later."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Where a path leads to, links resolved, and what is there, if it may be served."""
        found, status = super().lookup_path(path)
        if status is None or not self._may_be_served(PurePath(found)):
            return "", None
        return found, status

    def file_response(
        self,
        full_path: PathLike,
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """The file with its type, or that it has not changed."""
        name = os.fspath(full_path)
        response = FileResponse(
            name,
            status_code=status_code,
            stat_result=stat_result,
            media_type=self._media_type(name),
            headers={"Cache-Control": f"public, {A_DAY}"},
        )
        if name.endswith(FOR_OTHER_SITES):
            response.headers.update(ANY_SITE)
        if name.endswith(".svg"):
            response.headers["Content-Security-Policy"] = _PICTURE_POLICY
        return unless_known(Headers(scope=scope), response)

    def _may_be_served(self, found: PurePath) -> bool:
        inside = found.relative_to(self.folder.resolve())
        hidden = any(part.startswith(".") for part in inside.parts)
        return not hidden and self._media_type(found.name) is not None

    def _media_type(self, name: str) -> str | None:
        kinds = (kind for end, kind in self.media_types.items() if name.endswith(end))
        return next(kinds, None)
