"""The pages of shows: what a show is, how to subscribe, and its episodes."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from audiobook.model import Edition, Show
from audiobook.publish import places
from audiobook.publish.places import Site
from audiobook.publish.shelves import (
    EPISODES_A_PAGE,
    EPISODES_A_SEARCH_PART,
    Shelf,
    shelves,
)
from audiobook.publish.structured_data import about_show, about_shows
from audiobook.publish.subscribing import app_links, qr_code
from audiobook.publish.templating import render


def render_show(
    site: Site, show: Show, place: int | None, count: int, editions: Sequence[Edition]
) -> bytes:
    """A page of a show: the newest where ``place`` is None, else an older one.

    ``editions`` are those of the page, newest first; ``count`` is how many the show has.
    """
    row = [shelf.place for shelf in shelves(count, EPISODES_A_PAGE)]
    at = row.index(place)
    return render(
        "show.html",
        site,
        site.show_page(show, place),
        show.language,
        show=show,
        editions=editions,
        count=count,
        place=place,
        newer=site.show_page(show, row[at - 1]) if at else None,
        older=site.show_page(show, row[at + 1]) if at + 1 < len(row) else None,
        search_parts=[
            places.search_part(show, shelf.place)
            for shelf in shelves(count, EPISODES_A_SEARCH_PART)
        ],
        about=about_show(site, show),
        **subscription(site, show, site.show_page(show)),
    )


def render_shows(site: Site) -> bytes:
    """The front page of several shows, or of none."""
    language = site.shows[0].language if site.shows else "en"
    return render("shows.html", site, "index.html", language, about=about_shows(site))


def shelf_of(place: int | None, count: int, size: int) -> Shelf | None:
    """The piece of a row of ``count`` that has this place, if there is one."""
    return next((shelf for shelf in shelves(count, size) if shelf.place == place), None)


def subscription(site: Site, show: Show, path: str) -> dict[str, object]:
    """What the page at ``path`` needs to tell how to subscribe."""
    feed, page = site.address(places.feed(show)), site.address(path)
    return {
        "feed": feed,
        "apps": app_links(feed, show.title, private=site.private),
        "page_address": page,
        # An SVG element of our own making.
        "code": Markup(qr_code(page)),
    }
