"""Repairs what can be repaired from what is there; deletes nothing that anybody may miss."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from audiobook import audio, audit
from audiobook.audit import Fault, Mend
from audiobook.catalogue import Catalogue
from audiobook.errors import AudiobookError, CatalogueError
from audiobook.model import Edition, Show
from audiobook.project.feeds import LOCAL_ADDRESS, Feeds
from audiobook.project.rebuilding import rebuilt, sha256_of, whole_mp3
from audiobook.project.restoring import Found, WrittenFeeds, found_in, in_order, manifests_in
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
        entries = [f for f in faults if f.mend in (Mend.CATALOGUE, Mend.ENTRIES)]
        if entries:
            with self._catalogue.exclusive():
                self._mend_catalogue(entries)
        beside = (Mend.COMPANIONS, Mend.TAGS)
        broken = {fault.where: fault.slug for fault in faults if fault.mend in beside}
        with self._catalogue.exclusive():
            for slug in dict.fromkeys(broken.values()):
                self._mend_companions(slug, broken.keys())
        self._catalogue.tidy()
        if any(fault.mend for fault in faults):
            self._feeds.rebuild()

    # ------------------------------------------------------------------ the catalogue

    def _mend_catalogue(self, faults: Sequence[Fault]) -> None:
        is_new = not self._catalogue.path.exists()
        if any(fault.mend is Mend.CATALOGUE for fault in faults):
            kept, is_new = self._catalogue.begin_anew(), True
            _log.warning("the damaged catalogue is kept as %s", kept)
        elif not is_new:
            self._catalogue.drop_dangling()
        asked = {fault.slug for fault in faults if fault.slug}
        written = WrittenFeeds(self._catalogue.folder, self._shows)
        found = [
            each
            for path in manifests_in(self._catalogue.media)
            if (is_new or path.stem in asked) and (each := self._found(path, written))
        ]
        if is_new:
            self._restore_guids(written)
        self._restore(found, written)

    def _found(self, path: Path, written: WrittenFeeds) -> Found | None:
        # What is no manifest after all is told of by a check.
        with suppress(CatalogueError):
            return found_in(path, written)
        return None

    def _restore_guids(self, written: WrittenFeeds) -> None:
        for show in self._shows:
            guid = written.fixed_guid(show, LOCAL_ADDRESS)
            if guid:
                self._catalogue.shows.guid(show.name, lambda guid=guid: guid)  # type: ignore[misc]
            if show.private and not self._catalogue.subscribers.of(show.name):
                _log.warning(
                    "show %r: the addresses of its subscribers, if it had any, were in the lost "
                    "catalogue alone; give out new ones: audiobook feed --private NAME",
                    show.name,
                )

    def _restore(self, found: Sequence[Found], written: WrittenFeeds) -> None:
        numbered, newest = in_order(found)
        for each in numbered:
            again = written.again(each, newest, self._shows)
            try:
                self._catalogue.restore(each.edition, each.entry, again)
            except CatalogueError as error:
                _log.warning("%s", error)

    # ------------------------------------------------------------------ what lies beside an MP3

    def _mend_companions(self, slug: str, broken: Collection[str]) -> None:
        edition = self._catalogue.edition(slug)
        if edition is None:
            return
        try:
            self._rebuild(edition, broken)
        except (AudiobookError, OSError, ValueError, KeyError) as error:
            _log.warning("%s: can't be rebuilt: %s", slug, error)

    def _rebuild(self, edition: Edition, broken: Collection[str]) -> None:
        media, slug = self._catalogue.media, edition.slug
        known = {file.suffix: file.sha256 for file in self._catalogue.files_of(edition)}
        manifest = media / f"{slug}.json"
        names = (".mp3", edition.enclosure_suffix)
        if not manifest.is_file() or sha256_of(manifest) != known.get(".json"):
            return
        told = audit.read_manifest(manifest)
        mp3 = whole_mp3(media, slug, names, edition.mp3_sha256) or self._retagged(edition, told)
        if mp3 is None:
            return
        makers = rebuilt(told, audio.read_tags(mp3), known, self._own_covers)
        files: dict[str, bytes | Path] = {".mp3": self._in_place(mp3, slug)}
        for suffix in edition.companions:
            path = media / f"{slug}{suffix}"
            is_broken = f"media/{path.name}" in broken
            files[suffix] = makers[suffix]() if is_broken else path.read_bytes()
        self._catalogue.record(edition, files)

    def _retagged(self, edition: Edition, manifest: audit.Manifest) -> Path | None:
        mp3, cover = (self._catalogue.media / f"{edition.slug}{end}" for end in (".mp3", ".jpg"))
        if not (mp3.is_file() and cover.is_file()):
            return None
        titles = {show.name: show.title for show in self._shows}
        albums = [titles[name] for name in edition.shows if name in titles]
        albums.append(audio.read_tags(mp3).album)
        copy = self._catalogue.scratch / mp3.name
        return retagged(mp3, copy, edition, manifest, albums, cover.read_bytes())

    def _in_place(self, mp3: Path, slug: str) -> Path:
        """The MP3 under its first name, or a copy that is to be put there."""
        if mp3.name == f"{slug}.mp3":  # in media/, or a copy that was tagged anew
            return mp3
        copy = self._catalogue.scratch / f"{slug}.mp3"
        copy.parent.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copyfile(mp3, copy))
