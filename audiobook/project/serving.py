"""What the site asks of a project, answered from its catalogue and configuration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audiobook import feed
from audiobook.catalogue import Catalogue
from audiobook.model import Edition, Show
from audiobook.project.feeds import Feeds


@dataclass(frozen=True, slots=True)
class ProjectLibrary:
    """The Library of a project."""

    catalogue: Catalogue
    feeds: Feeds

    def state(self) -> int:
        """A number that grows with every change of an edition; who subscribes is not part of it."""
        return self.catalogue.state()

    def shows(self) -> Sequence[Show]:
        """The shows of the configuration."""
        return self.feeds.shows()

    def count(self, show: str) -> int:
        """How many episodes a show has."""
        return self.catalogue.count(show)

    def editions(self, show: str, first: int, number: int) -> Sequence[Edition]:
        """So many episodes, newest first, from the ``first`` on."""
        return self.catalogue.editions(show, number, first)

    def edition(self, slug: str) -> Edition | None:
        """The edition of this slug."""
        return self.catalogue.edition(slug)

    def show_of(self, secret: str, name: str | None = None) -> str | None:
        """The show that the holder of this secret, and of this name, subscribes to."""
        subscriber = self.catalogue.subscribers.holding(secret, name)
        return subscriber.show if subscriber else None

    def feed(self, show: Show, archive: int, base_url: str) -> bytes | None:
        """A show's feed, or an archive of it, at an address."""
        return self.feeds.document(show, archive, base_url)

    def picture(self, show: Show) -> bytes:
        """A show's picture."""
        return self.feeds.picture(show)

    def outline(self, base_url: str) -> bytes:
        """The public shows as OPML."""
        return self.feeds.outline(base_url)

    def feed_style(self) -> bytes:
        """The style sheet of feeds."""
        return feed.style_sheet()
