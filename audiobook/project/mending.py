"""Repairs what can be repaired from what is there; deletes nothing that anybody may miss."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from audiobook import audio, audit
from audiobook.audit import Fault, Mend
from audiobook.catalogue import Catalogue
from audiobook.errors import AudiobookError, AudioError
from audiobook.model import Edition, Show
from audiobook.project.feeds import Feeds
from audiobook.project.rebuilding import rebuilt, sha256_of, whole_mp3
from audiobook.project.recovering import CATALOGUE_MENDS, recover
from audiobook.project.retagging import retagged

_log = logging.getLogger(__name__)


class Mending:
    """One repair of a project."""

    def __init__(
        self,
        catalogue: Catalogue,
        feeds: Feeds,
        shows: Sequence[Show],
        own_covers: tuple[bytes, ...] = (),
    ) -> None:
        self._catalogue = catalogue
        self._feeds = feeds
        self._shows = shows
        self._own_covers = own_covers

    def mend(self, faults: Collection[Fault]) -> None:
        """Do all that can be done about the faults; whoever looks again sees what is left.

        A catalogue that is damaged is kept under another name.  Raises CatalogueError where a disk
        takes no more, FeedError and ConfigError for a show that makes no feed.
        """
        lost = [fault for fault in faults if fault.mend in CATALOGUE_MENDS]
        if lost:
            with self._catalogue.exclusive():
                recover(self._catalogue, self._shows, lost)
        beside = (Mend.COMPANIONS, Mend.TAGS)
        broken = {fault.where: fault.slug for fault in faults if fault.mend in beside}
        with self._catalogue.exclusive():
            for slug in dict.fromkeys(broken.values()):
                self._mend_files(slug, broken.keys())
        self._catalogue.tidy()
        # With nothing to tell of, feeds are left to tell of what was lost.
        if any(fault.mend for fault in faults) and self._catalogue.count():
            self._feeds.rebuild()

    def _mend_files(self, slug: str, broken: Collection[str]) -> None:
        edition = self._catalogue.edition(slug)
        if edition is None:
            return
        try:
            self._rebuild(edition, broken)
        except (AudiobookError, OSError, ValueError) as error:
            _log.warning("%s: can't be rebuilt: %s", slug, error)

    def _rebuild(self, edition: Edition, broken: Collection[str]) -> None:
        media, slug = self._catalogue.media, edition.slug
        known = {file.suffix: file.sha256 for file in self._catalogue.files_of(edition)}
        manifest = media / f"{slug}.json"
        if not manifest.is_file() or sha256_of(manifest) != known.get(".json"):
            return
        told = audit.read_manifest(manifest)
        whole = whole_mp3(media, slug, (".mp3", edition.enclosure_suffix), edition.mp3_sha256)
        damaged = media / f"{slug}.mp3"
        albums, smaller = self._albums_and_cover(edition, whole or damaged)
        makers = rebuilt(told, albums, smaller, known, self._own_covers)
        beside = {
            suffix: self._companion(media / f"{slug}{suffix}", broken, makers[suffix])
            for suffix in edition.companions
            if suffix in makers
        }
        mp3 = whole
        if mp3 is None and damaged.is_file():
            copy = self._catalogue.scratch / damaged.name
            mp3 = retagged(damaged, copy, edition, told, albums, beside.get(".jpg", smaller))
        if mp3 is None:
            changed = {sfx: data for sfx, data in beside.items() if f"media/{slug}{sfx}" in broken}
            self._catalogue.rewrite(edition, changed)
            return
        files: dict[str, bytes | Path] = {
            ".mp3": self._in_place(mp3, slug),
            **beside,
            ".json": manifest.read_bytes(),
        }
        self._catalogue.record(edition, files)

    def _albums_and_cover(self, edition: Edition, mp3: Path) -> tuple[list[str], bytes]:
        """The titles that the show may have had, and the smaller cover in an MP3 if it has one."""
        titles = {show.name: show.title for show in self._shows}
        albums = [titles[name] for name in edition.shows if name in titles]
        try:
            tags = audio.read_tags(mp3)
        except AudioError:
            return albums or [""], b""
        return list(dict.fromkeys((*albums, tags.album))), tags.cover or b""

    def _companion(self, path: Path, broken: Collection[str], make: Callable[[], bytes]) -> bytes:
        return make() if f"media/{path.name}" in broken else path.read_bytes()

    def _in_place(self, mp3: Path, slug: str) -> Path:
        """The MP3 under its first name, or a copy that is to be put there."""
        if mp3.name == f"{slug}.mp3":  # in media/, or a copy that was tagged anew
            return mp3
        copy = self._catalogue.scratch / f"{slug}.mp3"
        copy.parent.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copyfile(mp3, copy))
