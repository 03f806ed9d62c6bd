"""All pages of a site, one by one, so that a publisher can send them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

from audiobook.fingerprint import fingerprint
from audiobook.model import Edition, Show
from audiobook.publish import places
from audiobook.publish.assets import assets
from audiobook.publish.episode_page import render_episode
from audiobook.publish.places import Site
from audiobook.publish.search_index import search_index
from audiobook.publish.shelves import EPISODES_A_PAGE, EPISODES_A_SEARCH_PART, shelves
from audiobook.publish.show_page import render_show, render_shows
from audiobook.publish.transcript import read_transcript

HTML = "text/html; charset=utf-8"
JSON = "application/json"

_BLANK = (
    '<!doctype html><html lang="en"><meta charset="utf-8">'
    '<meta name="robots" content="noindex"><title>Nothing here</title></html>\n'
)


@dataclass(frozen=True, slots=True)
class Page:
    """A file of a site that is not kept but made when it is wanted."""

    path: str
    """Relative to the site; not yet quoted as an address."""
    media_type: str
    mark: str
    """A hash of what it is made from: the same mark, the same bytes."""
    render: Callable[[], bytes]


def pages(
    shows: Sequence[Show],
    editions: Callable[[str], Sequence[Edition]],
    base_url: str,
    manifest: Callable[[Edition], Path],
    *,
    private: bool = False,
) -> Iterator[Page]:
    """The pages of shows at an address, and the files they load, in the order to send them.

    What is linked stands before what links to it.  ``editions`` gives those of a show by its
    name, newest first; ``manifest`` says where an edition's manifest lies, which is read when its
    page is rendered; ``private`` says that the address is one subscriber's own.
    """
    site = Site.of(tuple(shows), base_url, private=private)
    for asset in assets().values():
        path = f"assets/{asset.name}"
        yield Page(path, asset.media_type, asset.name, partial(bytes, asset.data))
    rows = {show.name: editions(show.name) for show in shows}
    yield from _episode_pages(site, rows, manifest)
    for show in shows:
        yield from _show_pages(site, show, rows[show.name])
    if len(shows) != 1:
        mark = fingerprint(_look(), site)
        yield Page("index.html", HTML, mark, partial(render_shows, site))


def blank_page(path: str) -> Page:
    """A page that shows nothing, where a web server may otherwise list the files beside it."""
    return Page(path, HTML, fingerprint(_BLANK), _BLANK.encode)


def _episode_pages(
    site: Site, rows: dict[str, Sequence[Edition]], manifest: Callable[[Edition], Path]
) -> Iterator[Page]:
    sent = set()
    for show in site.shows:
        for edition in rows[show.name]:
            if edition.slug not in sent:
                sent.add(edition.slug)
                mark = fingerprint(_look(), site.base_url, len(site.shows), show, edition)
                render = partial(_episode, site, show, edition, manifest)
                yield Page(places.episode_page(edition), HTML, mark, render)


def _episode(
    site: Site, show: Show, edition: Edition, manifest: Callable[[Edition], Path]
) -> bytes:
    return render_episode(site, show, edition, read_transcript(manifest(edition)))


def _show_pages(site: Site, show: Show, row: Sequence[Edition]) -> Iterator[Page]:
    for shelf in reversed(shelves(len(row), EPISODES_A_SEARCH_PART)):
        held = row[shelf.first : shelf.first + shelf.number]
        mark = fingerprint(_look(), show.language, held)
        path = places.search_part(show, shelf.place)
        yield Page(path, JSON, mark, partial(search_index, show, held))
    row_of_pages = shelves(len(row), EPISODES_A_PAGE)
    for shelf in reversed(row_of_pages):
        held = row[shelf.first : shelf.first + shelf.number]
        render = partial(render_show, site, show, shelf.place, len(row), held)
        path = site.show_page(show, shelf.place)
        # Of the others, a page knows only its neighbours; the newest tells how many there are.
        beside = len(row) if shelf.place is None else len(row_of_pages) - shelf.place == 1
        mark = fingerprint(_look(), site.base_url, len(site.shows), show, held, beside)
        yield Page(path, HTML, mark, render)


@cache
def _look() -> str:
    """What else pages are made from: code, templates, and the assets that they name."""
    room = files("audiobook.publish")
    sources = sorted(
        (file.name, file.read_text("utf-8"))
        for folder in (room, room / "templates")
        for file in folder.iterdir()
        if file.name.endswith((".py", ".html"))
    )
    return fingerprint(sources, [asset.name for asset in assets().values()])
