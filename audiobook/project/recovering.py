"""Makes a lost catalogue again, or what of it is lost: from manifests, and from written feeds."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from audiobook.audit import Fault, Mend
from audiobook.catalogue import Catalogue
from audiobook.errors import CatalogueError
from audiobook.model import Show
from audiobook.project.feeds import LOCAL_ADDRESS
from audiobook.project.forgotten import remember
from audiobook.project.restoring import (
    Found,
    WrittenFeeds,
    copies,
    found_in,
    in_order,
    manifests_in,
)

_log = logging.getLogger(__name__)

CATALOGUE_MENDS = (Mend.CATALOGUE, Mend.ENTRIES, Mend.EPISODES)
"""What is mended here."""


def recover(catalogue: Catalogue, shows: Sequence[Show], faults: Sequence[Fault]) -> None:
    """Enter what the faults say is missing.

    A catalogue that is damaged is kept under another name.  Raises CatalogueError where a disk
    takes no more.
    """
    is_damaged = any(fault.mend is Mend.CATALOGUE for fault in faults)
    if is_damaged:
        kept = catalogue.begin_anew()
        _log.warning("the damaged catalogue is kept as %s", kept)
    is_new = is_damaged or not catalogue.state()
    if not is_new:
        catalogue.drop_dangling()
    written = WrittenFeeds(catalogue.folder, shows)
    asked = {fault.slug for fault in faults if fault.mend is Mend.ENTRIES}
    found = [
        each
        for path in manifests_in(catalogue.media)
        if (is_new or path.stem in asked) and (each := _found(path, written))
    ]
    if is_new:
        _restore_guids(catalogue, shows, written)
    _restore(catalogue, shows, found, written)
    remember(catalogue, written, [f.slug for f in faults if f.mend is Mend.EPISODES])


def _found(path: Path, written: WrittenFeeds) -> Found | None:
    # What is no manifest after all is told of by a check.
    with suppress(CatalogueError):
        return found_in(path, written)
    return None


def _restore_guids(catalogue: Catalogue, shows: Sequence[Show], written: WrittenFeeds) -> None:
    for show in shows:
        guid = written.fixed_guid(show, LOCAL_ADDRESS)
        if guid:
            catalogue.shows.guid(show.name, lambda guid=guid: guid)  # type: ignore[misc]
        if show.private and not catalogue.subscribers.of(show.name):
            _log.warning(
                "show %r: the addresses of its subscribers, if it had any, were in the lost "
                "catalogue alone; give out new ones: audiobook feed --private NAME; those already "
                "published still work until: audiobook publish --delete",
                show.name,
            )


def _restore(
    catalogue: Catalogue, shows: Sequence[Show], found: Sequence[Found], written: WrittenFeeds
) -> None:
    known = {each.edition.slug for each in found if catalogue.edition(each.edition.slug)}
    copied = copies(
        [each for each in found if each.edition.slug not in known],
        catalogue,
        catalogue.media,
    )
    numbered, newest = in_order(each for each in found if each.edition.slug not in copied)
    for each in numbered:
        again = written.again(each, newest, shows)
        try:
            catalogue.restore(each.edition, each.entry, again)
        except CatalogueError as error:
            _log.warning("%s", error)
