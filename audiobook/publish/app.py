"""A project folder as a web site: feeds, media and pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route

from audiobook.errors import AudiobookError
from audiobook.model import Edition, Show
from audiobook.publish.conditions import unless_known
from audiobook.publish.published_files import PublishedFiles
from audiobook.publish.site import content_security_policy, render_episode, render_show
from audiobook.publish.transcript import read_transcript

Build = Callable[[Show, Sequence[Edition], str], bytes]


def make_app(
    folder: Path,
    shows: Callable[[], Sequence[Show]],
    editions: Callable[[str], Sequence[Edition]],
    build: Build,
) -> Starlette:
    """The site of a project folder, as an ASGI application.

    ``shows`` are asked for with each request, as are the ``editions`` of a show by its name, so
    what is made while the site runs appears at once; they and ``build``, which makes the feed of
    a show at an address, are called from several threads.  Of the folder, only ``media`` and
    ``feeds`` are served.
    """
    site = _Site(folder, shows, editions, build)
    return Starlette(
        routes=[
            Route("/", site.show),
            Route("/episodes/{slug}.html", site.episode),
            Route("/feeds/{name}.xml", site.feed),
            Mount("/feeds", PublishedFiles(folder / "feeds", {".jpg": "image/jpeg"})),
            Mount("/media", PublishedFiles(folder / "media")),
        ],
        exception_handlers={AudiobookError: _say},
    )


@dataclass(frozen=True, slots=True)
class _Site:
    """Answers requests; its methods are plain functions, which Starlette runs in threads."""

    folder: Path
    shows: Callable[[], Sequence[Show]]
    editions: Callable[[str], Sequence[Edition]]
    build: Build

    def show(self, request: Request) -> Response:
        shows = self.shows()
        if not shows:
            raise HTTPException(404)
        first, *others = shows
        page = render_show(first, self.editions(first.name), _base(request), others)
        return _page(request, page)

    def episode(self, request: Request) -> Response:
        slug = request.path_params["slug"]
        for show in self.shows():
            for edition in self.editions(show.name):
                if edition.slug == slug:
                    transcript = read_transcript(self.folder / "media" / f"{edition.slug}.json")
                    page = render_episode(show, edition, _base(request), transcript)
                    return _page(request, page)
        raise HTTPException(404)

    def feed(self, request: Request) -> Response:
        name = request.path_params["name"]
        for show in self.shows():
            if show.name == name:
                # Built anew, so that every address in it is one that this client can reach.
                document = self.build(show, self.editions(name), _base(request))
                headers = _last_modified(self.folder / "feeds" / f"{show.name}.xml")
                return _answer(request, document, "application/rss+xml; charset=utf-8", headers)
        raise HTTPException(404)


def _base(request: Request) -> str:
    return str(request.base_url)


def _page(request: Request, page: str) -> Response:
    headers = {
        "Content-Security-Policy": f"{content_security_policy()}; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
    }
    return _answer(request, page.encode(), "text/html; charset=utf-8", headers)


def _answer(request: Request, body: bytes, media_type: str, headers: dict[str, str]) -> Response:
    headers |= {
        "ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"',
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
        # The addresses in it are those it was asked by.
        "Vary": "Host",
    }
    return unless_known(request.headers, Response(body, headers=headers, media_type=media_type))


def _last_modified(file: Path) -> dict[str, str]:
    try:
        return {"Last-Modified": formatdate(file.stat().st_mtime, usegmt=True)}
    except OSError:  # not written yet; the ETag does
        return {}


def _say(_: Request, error: Exception) -> Response:
    return PlainTextResponse(f"{error}\n", status_code=500)
