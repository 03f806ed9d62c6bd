"""A whole project held against itself: catalogue, media, manifests and feeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audiobook import audio, audit
from audiobook.audit import Fault, Mend
from audiobook.catalogue import Catalogue
from audiobook.config import FILE_NAME, Settings
from audiobook.errors import CatalogueDamaged, CatalogueError, ConfigError
from audiobook.model import Edition
from audiobook.project.feed_checking import FeedChecking
from audiobook.project.feeds import Feeds
from audiobook.project.forgotten import forgotten
from audiobook.project.inspection import Inspection, inspect
from audiobook.project.leftovers import leftovers, strangers
from audiobook.project.mending import Mending
from audiobook.project.restoring import Found, WrittenFeeds, copies, found_in, manifests_in
from audiobook.workers import processes

_BY_REPAIR = "audiobook check --repair"
_ROUNDS = 3
"""A repaired catalogue shows what its files lack, and those what its feeds do."""


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
        damaged: one of a newer version, or one that is closed to us; ConfigError for a folder that
        is no project.
        """
        written = self._written_feeds()
        damage, editions = self._catalogued(names)
        if names:
            faults = [*damage, *self._of_editions(editions, deep, jobs)]
            return Checked(tuple(faults), len(editions), 0)
        unknown = list(self._unknown(editions, damage, written))
        missing = {fault.slug for fault in unknown if fault.mend}
        at_hand = missing | {edition.slug for edition in editions}
        lost = list(forgotten(self._catalogue, written, at_hand))
        faults = [*damage, *unknown, *self._of_editions(editions, deep, jobs), *lost]
        faults += leftovers(self._catalogue)
        documents = FeedChecking(self._catalogue, self._feeds)
        if not (damage or missing) and (editions or not lost):
            faults += documents.faults()
        told = {fault.where for fault in faults}
        absent = missing | {fault.slug for fault in lost}
        others = strangers(self._catalogue, self._shows, absent)
        faults += (fault for fault in others if fault.where not in told)
        return Checked(tuple(faults), len(editions), documents.read)

    def repair(self, names: Sequence[str] = (), *, deep: bool = False, jobs: int = 1) -> Checked:
        """Check, mend what can be mended from what is there, and check again.

        Waits for another run in this folder.  Raises what ``check`` does, CatalogueError where a
        disk takes no more, FeedError and ConfigError for a show that makes no feed.
        """
        self._written_feeds()
        self._feeds.check()
        with self._catalogue.run():
            found = self.check(names, deep=deep, jobs=jobs)
            seen: dict[Fault, None] = {}
            for _ in range(_ROUNDS):
                hopes = [fault for fault in found.faults if fault.mend and fault not in seen]
                if not hopes:
                    break
                seen |= dict.fromkeys(found.faults)
                image = self._settings.cover.image
                covers = (audio.own_cover(self._folder / image, "[cover] image"),) if image else ()
                Mending(self._catalogue, self._feeds, self._shows, covers).mend(hopes)
                found = self.check(names, deep=deep, jobs=jobs)
        told = {(fault.where, fault.problem) for fault in found.faults}
        lost = {
            f: None for f in seen if f.mend is Mend.EPISODES and (f.where, f.problem) not in told
        }
        left = lost | dict.fromkeys(found.faults)
        told |= {(fault.where, fault.problem) for fault in lost}
        mended = tuple(f for f in seen if (f.where, f.problem) not in told)
        return replace(found, faults=tuple(left), mended=mended)

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

    def _written_feeds(self) -> WrittenFeeds:
        """What lies in ``feeds/``.

        Raises ConfigError for a folder that is no project, or one that lost its settings.
        """
        written = WrittenFeeds(self._folder, [show for show in self._shows if not show.private])
        where = self._folder / FILE_NAME
        if where.is_file():
            return written
        shows = [listings[0].title for listings in written.listings.values() if listings]
        others = set(shows) - {show.title for show in self._shows}
        if others:
            problem = f"is missing, and feeds/ has the show {audit.quoted(min(others))}"
            raise ConfigError(str(where), problem, "bring it back: without it, feeds would change")
        is_one = self._catalogue.path.exists() or manifests_in(self._catalogue.media) or shows
        if not is_one:
            remedy = "go to the folder of one, or begin one: audiobook init"
            raise ConfigError(str(self._folder), "is no project", remedy)
        return written

    def _unknown(
        self, editions: Sequence[Edition], damage: Sequence[Fault], written: WrittenFeeds
    ) -> Iterator[Fault]:
        """Manifests in ``media/`` of which the catalogue does not know; they mend what is missing.

        Those that were taken out are others' business, unless it is too damaged to tell.
        """
        known = {edition.slug for edition in editions}
        is_damaged = any(fault.mend is Mend.CATALOGUE for fault in damage)
        found: list[Found] = []
        for path in manifests_in(self._catalogue.media):
            if path.stem in known or (not is_damaged and self._catalogue.removed(path.stem)):
                continue
            try:
                found.append(found_in(path, written))
            except CatalogueError as error:
                yield Fault(f"media/{path.name}", error.problem, error.remedy)
        copied = copies(found, None if is_damaged else self._catalogue, self._catalogue.media)
        for slug in (each.edition.slug for each in found):
            where = f"media/{slug}.json"
            if slug in copied:
                problem = f"is a copy of {copied[slug]}.json"
                yield Fault(where, problem, f"delete it: rm {where}")
            else:
                problem = "tells of an edition that the catalogue does not hold"
                yield Fault(where, problem, _BY_REPAIR, Mend.ENTRIES, slug)
