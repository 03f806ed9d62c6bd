"""What a site answers: feeds, media and pages, to those who come by one entrance."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import formatdate
from functools import partial
from pathlib import Path
from types import MappingProxyType

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Scope

from audiobook.model import Show
from audiobook.publish.assets import assets
from audiobook.publish.conditions import unless_known
from audiobook.publish.cross_origin import ANY_SITE
from audiobook.publish.entrances import Entrance
from audiobook.publish.episode_page import render_episode
from audiobook.publish.library import Library
from audiobook.publish.made import Document, Made
from audiobook.publish.pages import HTML, JSON
from audiobook.publish.places import Site
from audiobook.publish.published_files import PublishedFiles
from audiobook.publish.search_index import search_index
from audiobook.publish.shelves import EPISODES_A_PAGE, EPISODES_A_SEARCH_PART
from audiobook.publish.show_page import render_show, render_shows, shelf_of
from audiobook.publish.templating import CONTENT_SECURITY_POLICY
from audiobook.publish.transcript import read_transcript

_RSS = "application/rss+xml; charset=utf-8"
_XML = "text/xml; charset=utf-8"
_OPML = "text/x-opml; charset=utf-8"
_CSS = "text/css; charset=utf-8"

_FOR_EVER = "public, max-age=31536000, immutable"
_PAGE_POLICY = {"Content-Security-Policy": f"{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'"}
_FEED_POLICY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "frame-ancestors 'none'"
}
"""In a browser, a feed's style sheet makes a page of it, with the show's picture."""
_NUMBERED = re.compile(r"(.+)-([1-9]\d{0,8})")


@dataclass(frozen=True, slots=True)
class Answers:
    """Its methods are plain functions, which Starlette runs in threads."""

    folder: Path
    library: Library
    made: Made
    entrance: Entrance

    def routes(self) -> list[BaseRoute]:
        """What the public site and each subscriber's own have in common."""
        pictures = PublishedFiles(
            self.folder / "feeds", self._may_have_picture, {".jpg": "image/jpeg"}
        )
        return [
            Route("/", self.front),
            Route("/shows/{name}.html", self.show),
            Route("/episodes/{slug}.html", self.episode),
            Route("/search/{name}.json", self.search_part),
            Route("/assets/{name}", self.asset),
            Route("/feeds/{name}.xml", self.feed),
            Route("/feeds/style.css", self.feed_style),
            Mount("/feeds", pictures),
            Mount("/media", PublishedFiles(self.folder / "media", self._may_have_media)),
        ]

    def front(self, request: Request) -> Response:
        """The page on which people start: of the only show, or of all."""
        site = self._site(request)
        if len(site.shows) == 1:
            return self._show_page(request, site, site.shows[0], None)
        return self._page(request, site, partial(render_shows, site))

    def show(self, request: Request) -> Response:
        """A page of a show's episodes."""
        site = self._site(request)
        show, place = _named(site, request)
        return self._show_page(request, site, show, place)

    def _show_page(self, request: Request, site: Site, show: Show, place: int | None) -> Response:
        count = self.library.count(show.name)
        shelf = shelf_of(place, count, EPISODES_A_PAGE)
        if shelf is None:
            raise HTTPException(404)

        def render() -> bytes:
            held = self.library.editions(show.name, shelf.first, shelf.number)
            return render_show(site, show, place, count, held)

        return self._page(request, site, render)

    def episode(self, request: Request) -> Response:
        """An episode's page."""
        site = self._site(request)
        edition = self.library.edition(request.path_params["slug"])
        show = site.home_of(edition) if edition else None
        if edition is None or show is None:
            raise HTTPException(404)

        def render() -> bytes:
            transcript = read_transcript(self.folder / "media" / f"{edition.slug}.json")
            return render_episode(site, show, edition, transcript)

        return self._page(request, site, render)

    def search_part(self, request: Request) -> Response:
        """A part of a show's search index."""
        site = self._site(request)
        show, place = _named(site, request)
        shelf = shelf_of(place, self.library.count(show.name), EPISODES_A_SEARCH_PART)
        if shelf is None:
            raise HTTPException(404)

        def make() -> bytes:
            held = self.library.editions(show.name, shelf.first, shelf.number)
            return search_index(show, held)

        return _answer(request, self._made(request, site, make), JSON)

    def asset(self, request: Request) -> Response:
        """A file that pages load."""
        for asset in assets().values():
            if asset.name == request.path_params["name"]:
                headers = {"Cache-Control": _FOR_EVER}
                return _answer(request, Document.of(asset.data), asset.media_type, headers)
        raise HTTPException(404)

    def feed(self, request: Request) -> Response:
        """A show's feed, or an archive of it."""
        site = self._site(request)
        show, archive = _named(site, request)

        def make() -> bytes:
            document = self.library.feed(show, archive or 0, site.base_url)
            if document is None:
                raise HTTPException(404)
            return document

        document = self._made(request, site, make)
        headers = {"Vary": "Host, Accept", **ANY_SITE, **_FEED_POLICY}
        if not site.private:
            headers |= _last_modified(self.folder / "feeds" / f"{request.path_params['name']}.xml")
        # Browsers show text/xml as its style sheet says, and offer the other for download.
        is_browser = "text/html" in request.headers.get("accept", "")
        return _answer(request, document, _XML if is_browser else _RSS, headers)

    def picture(self, request: Request) -> Response:
        """A private show's."""
        site = self._site(request)
        show, page = _named(site, request)
        if page is not None:
            raise HTTPException(404)
        document = self._made(request, site, partial(self.library.picture, show))
        return _answer(request, document, "image/jpeg")

    def outline(self, request: Request) -> Response:
        """The public shows as OPML."""
        site = self._site(request)
        document = self._made(request, site, partial(self.library.outline, site.base_url))
        return _answer(request, document, _OPML)

    def feed_style(self, request: Request) -> Response:
        """The style sheet of feeds."""
        return _answer(request, Document.of(self.library.feed_style()), _CSS)

    def _site(self, request: Request) -> Site:
        return self.entrance(self.library, request)

    def _may_have_media(self, scope: Scope, name: str) -> bool:
        # First who asks: whether there is such an edition is told to subscribers alone.
        site, edition = self._site(Request(scope)), self.library.edition(name.partition(".")[0])
        return edition is not None and site.home_of(edition) is not None

    def _may_have_picture(self, scope: Scope, name: str) -> bool:
        return any(name == f"{show.name}.jpg" for show in self._site(Request(scope)).shows)

    def _page(self, request: Request, site: Site, render: Callable[[], bytes]) -> Response:
        return _answer(request, self._made(request, site, render), HTML, _PAGE_POLICY)

    def _made(self, request: Request, site: Site, make: Callable[[], bytes]) -> Document:
        name = (site.base_url, site.shows, request.url.path)
        return self.made.get((self.library.state(), self.library.shows()), name, make)


def _named(site: Site, request: Request) -> tuple[Show, int | None]:
    """The show that a path names, and the number of a page, part or archive of it."""
    name = request.path_params["name"]
    shows = {show.name: show for show in site.shows}
    if name in shows:
        return shows[name], None
    numbered = _NUMBERED.fullmatch(name)
    if numbered is None or numbered[1] not in shows:
        raise HTTPException(404)
    return shows[numbered[1]], int(numbered[2])


def _answer(
    request: Request,
    document: Document,
    media_type: str,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Response:
    # The addresses in it are those it was asked by.
    common = {"ETag": document.etag, "Cache-Control": "no-cache", "Vary": "Host"}
    response = Response(document.body, headers={**common, **headers}, media_type=media_type)
    return unless_known(request.headers, response)


def _last_modified(file: Path) -> dict[str, str]:
    try:
        return {"Last-Modified": formatdate(file.stat().st_mtime, usegmt=True)}
    except OSError:  # not written yet; the ETag does
        return {}
