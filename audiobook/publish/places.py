"""Where pages, feeds and media lie on a site."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from audiobook.model import Edition, Show

SECRET_PATH = "private"
"""Below it lies a subscriber's own site, in a folder with the name of their secret."""
PASSWORD_PATH = "subscribers"
"""Below it, whoever gives a subscriber's name and secret finds the same."""


@dataclass(frozen=True, slots=True)
class Site:
    """Shows at one address.  Paths in it are relative; ``index.html`` is its front page."""

    shows: tuple[Show, ...]
    base_url: str
    """Absolute; ends in a slash."""
    private: bool = False
    """Whether it is one subscriber's own."""

    @classmethod
    def of(cls, shows: tuple[Show, ...], base_url: str, *, private: bool = False) -> Site:
        """A site at an address with or without a slash at its end."""
        return cls(shows, base_url.rstrip("/") + "/", private)

    def show_page(self, show: Show, place: int | None = None) -> str:
        """A page of a show's episodes; the newest of an only show is the front page."""
        if place is None and len(self.shows) == 1:
            return "index.html"
        return f"shows/{show.name}{_ending(place)}.html"

    def home_of(self, edition: Edition) -> Show | None:
        """The first of the shows here that an edition is an episode of."""
        return next((show for show in self.shows if show.name in edition.shows), None)

    def address(self, path: str) -> str:
        """The absolute address of a path."""
        return self.base_url + link(path)


def episode_page(edition: Edition) -> str:
    """An episode's page."""
    return f"episodes/{edition.slug}.html"


def search_part(show: Show, place: int | None) -> str:
    """A part of a show's search index."""
    return f"search/{show.name}{_ending(place)}.json"


def feed(show: Show) -> str:
    """A show's subscription feed."""
    return f"feeds/{show.name}.xml"


def show_cover(show: Show) -> str:
    """A show's picture."""
    return f"feeds/{show.name}.jpg"


def media(edition: Edition, suffix: str) -> str:
    """A file of an edition by its suffix: ``.mp3``, ``.vtt``."""
    return f"media/{edition.slug}{suffix}"


def enclosure(edition: Edition) -> str:
    """An edition's MP3 under the name that subscribers know."""
    return media(edition, edition.enclosure_suffix)


def link(path: str) -> str:
    """A path as it stands in an address."""
    return "" if path == "index.html" else quote(path)


def _ending(place: int | None) -> str:
    return "" if place is None else f"-{place}"
