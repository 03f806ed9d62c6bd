"""A whole project held against itself: catalogue, media, manifests and feeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from audiobook import audio
from audiobook.audit import Fault, Mend
from audiobook.catalogue import Catalogue, entry_in
from audiobook.config import Settings
from audiobook.errors import CatalogueDamaged
from audiobook.model import Edition
from audiobook.project.feed_checking import FeedChecking
from audiobook.project.feeds import Feeds
from audiobook.project.inspection import Inspection, inspect
from audiobook.project.leftovers import leftovers, strangers
from audiobook.project.mending import Mending
from audiobook.project.restoring import manifests_in
from audiobook.workers import processes

_BY_REPAIR = "audiobook check --repair"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found."""

    faults: tuple[Fault, ...]
    """What is wrong, after a repair, too."""
    editions: int
    """How many were looked at."""
    documents: int
    """How many documents of feeds, archives among them."""
    mended: tuple[Fault, ...] = ()


class Checking:
    """Looks through a project, or some of its editions."""

    def __init__(
        self, folder: Path, settings: Settings, catalogue: Catalogue, feeds: Feeds
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._shows = settings.all_shows
        self._catalogue = catalogue
        self._feeds = feeds

    def check(self, names: Sequence[str] = (), *, deep: bool = False, jobs: int = 1) -> Checked:
        """All that is wrong, or what is wrong with the editions named.

        Every byte of ``media/`` is read; ``deep`` decodes and measures every MP3, too, on so many
        processes.  Feeds are not held against a catalogue that lacks editions.  Raises
        CatalogueError for an unknown name, and for a catalogue that can't be read but is not
        damaged: one of a newer version, or one that is closed to us.
        """
        damage, editions = self._catalogued(names)
        missing = () if names else tuple(self._missing(editions, damage))
        faults = [*damage, *missing, *self._of_editions(editions, deep, jobs)]
        if names:
            return Checked(tuple(faults), len(editions), 0)
        faults += leftovers(self._catalogue)
        documents = FeedChecking(self._catalogue, self._feeds)
        if not (damage or missing):
            faults += documents.faults()
        faults += strangers(self._catalogue, self._shows, {fault.slug for fault in missing})
        return Checked(tuple(faults), len(editions), documents.read)

    def repair(self, names: Sequence[str] = (), *, deep: bool = False, jobs: int = 1) -> Checked:
        """Check, mend what can be mended from what is there, and check again.

        Waits for another run in this folder.  Raises what ``check`` does, CatalogueError where a
        disk takes no more, FeedError and ConfigError for a show that makes no feed.
        """
        self._feeds.check()
        with self._catalogue.run():
            before = self.check(names, deep=deep, jobs=jobs)
            if not any(fault.mend for fault in before.faults):
                return before
            image = self._settings.cover.image
            covers = (audio.own_cover(self._folder / image, "[cover] image"),) if image else ()
            Mending(self._catalogue, self._feeds, self._shows, covers).mend(before.faults)
            after = self.check(names, deep=deep, jobs=jobs)
        left = set(after.faults)
        return replace(after, mended=tuple(f for f in before.faults if f not in left))

    def _catalogued(self, names: Sequence[str]) -> tuple[list[Fault], tuple[Edition, ...]]:
        """What is wrong with the catalogue itself, and the editions it holds."""
        where = "/".join(self._catalogue.path.parts[-2:])
        try:
            faults = [
                *(Fault(where, p, _BY_REPAIR, Mend.CATALOGUE) for p in self._catalogue.faults()),
                *(Fault(where, p, _BY_REPAIR, Mend.ENTRIES) for p in self._catalogue.dangling()),
            ]
            if names:
                return faults, tuple(map(self._catalogue.find, names))
            return faults, self._catalogue.editions()
        except CatalogueDamaged as error:
            return [Fault(where, error.problem, _BY_REPAIR, Mend.CATALOGUE)], ()

    def _of_editions(self, editions: Sequence[Edition], deep: bool, jobs: int) -> Iterator[Fault]:
        """Their faults, edition by edition, whichever is looked through first."""
        asked = (
            Inspection(self._catalogue.media, e, self._catalogue.files_of(e), deep)
            for e in editions
        )
        with processes(min(jobs, len(editions)) if deep else 1) as spread:
            found = [fault for faults in spread(inspect, asked) for fault in faults]
        order = {edition.slug: place for place, edition in enumerate(editions)}
        yield from sorted(found, key=lambda fault: order[fault.slug])

    def _missing(self, editions: Sequence[Edition], damage: Sequence[Fault]) -> Iterator[Fault]:
        """Editions that lie in ``media/`` and that the catalogue does not know.

        Those that were taken out are others' business, unless it is too damaged to tell.
        """
        known = {edition.slug for edition in editions}
        is_damaged = any(fault.mend is Mend.CATALOGUE for fault in damage)
        for path in manifests_in(self._catalogue.media):
            slug = path.stem
            if slug not in known and _is_manifest(path):
                if not is_damaged and self._catalogue.removed(slug):
                    continue
                where = f"media/{path.name}"
                problem = "tells of an edition that the catalogue does not hold"
                yield Fault(where, problem, _BY_REPAIR, Mend.ENTRIES, slug)


def _is_manifest(path: Path) -> bool:
    try:
        entry_in(path.read_bytes())
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return False
    return True
