"""What a site asks of the project behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from audiobook.model import Edition, Show


class Library(Protocol):
    """Shows and their episodes.  Asked from several threads at once.

    What is recorded while a site runs appears at once: nothing is kept past a new ``state``.
    """

    def state(self) -> int:
        """A number that grows with every change of an edition, or of the shows it is in."""
        ...

    def shows(self) -> Sequence[Show]:
        """All shows, private ones too."""
        ...

    def count(self, show: str) -> int:
        """How many episodes a show has, by its name."""
        ...

    def editions(self, show: str, first: int, number: int) -> Sequence[Edition]:
        """So many episodes of a show, newest first, from the ``first`` on; 0 is the newest."""
        ...

    def edition(self, slug: str) -> Edition | None:
        """The edition of this slug, if there is one."""
        ...

    def show_of(self, secret: str, name: str | None = None) -> str | None:
        """The name of the show that the holder of this secret, and of this name, subscribes to.

        Takes no longer for a secret that is nearly right than for one that is wrong.
        """
        ...

    def feed(self, show: Show, archive: int, base_url: str) -> bytes | None:
        """A show's subscription feed (0) or one of its archives (1 and up) at an address.

        None if there is no such archive.  Raises FeedError.
        """
        ...

    def picture(self, show: Show) -> bytes:
        """A show's picture, a JPEG."""
        ...

    def outline(self, base_url: str) -> bytes:
        """The public shows as OPML."""
        ...

    def feed_style(self) -> bytes:
        """The style sheet that feeds are shown with in a browser."""
        ...
