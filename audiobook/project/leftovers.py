"""Files that no edition and no show owns: what killed runs left, and what came from elsewhere."""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterator
from pathlib import Path

from audiobook import feed
from audiobook.audit import Fault, Mend
from audiobook.catalogue import Catalogue
from audiobook.errors import CatalogueDamaged
from audiobook.files import UNFINISHED
from audiobook.model import Show
from audiobook.project.commands import command
from audiobook.project.feeds import OUTLINE

_STALE_SECONDS = 3600
_ARCHIVE = re.compile(r"(?P<show>.+)-\d+")


def leftovers(catalogue: Catalogue) -> Iterator[Fault]:
    """What writes that were killed an hour ago or more left unfinished."""
    folder = catalogue.folder
    patterns = ((catalogue.media, f".*{UNFINISHED}"), (folder / "feeds", f".*{UNFINISHED}"))
    for place, pattern in (*patterns, (catalogue.scratch, "*")):
        for path in sorted(place.glob(pattern)):
            if time.time() - path.stat().st_mtime > _STALE_SECONDS:
                problem = "was left by a run that was killed"
                remedy = "the next audiobook make, or audiobook check --repair, clears it away"
                yield Fault(path.relative_to(folder).as_posix(), problem, remedy, Mend.TIDY)


def strangers(
    catalogue: Catalogue,
    shows: Collection[Show],
    missing: Collection[str],
) -> Iterator[Fault]:
    """Files in ``media/`` and ``feeds/`` that belong to no edition and no show.

    ``missing`` are slugs of editions that the catalogue lacks: their files are none of these, and
    neither is what lies in ``feeds/`` then, for archives are known by their episodes.  Nothing
    here ever deletes a file.
    """
    folder = catalogue.folder
    try:
        own = _files_of_editions(catalogue)
    except CatalogueDamaged:
        return
    forsaken = catalogue.episodes.shows() - {show.name for show in shows}
    for path in _files_in(catalogue.media):
        if path.name in own or _is_of(path.name, missing):
            continue
        slug = path.name.partition(".")[0]
        if catalogue.holds(slug) and not catalogue.removed(slug):
            where = path.relative_to(folder).as_posix()
            remedy = "keep it, and make the edition again"
            yield Fault(where, "is of an edition whose manifest is lost", remedy)
        else:
            yield _stranger(path.relative_to(folder), "belongs to no edition")
    if missing:
        return
    public = _files_of_shows(catalogue, [show for show in shows if not show.private])
    for path in _files_in(folder / "feeds"):
        if path.name in public:
            continue
        found = _ARCHIVE.fullmatch(path.stem)
        if {path.stem, found["show"] if found else ""}.intersection(forsaken):
            problem = "belongs to a show that is in audiobook.toml no more"
            where = path.relative_to(folder).as_posix()
            yield Fault(where, problem, f"bring the show back, or {_deleting(where)}")
        else:
            yield _stranger(path.relative_to(folder), "belongs to no public show")


def _stranger(path: Path, problem: str) -> Fault:
    where = path.as_posix()
    return Fault(where, problem, f"if nobody misses it, {_deleting(where)}")


def _deleting(where: str) -> str:
    removal = command("rm", where)
    return f"delete it: {removal}" if removal else "delete it"


def _files_in(place: Path) -> list[Path]:
    found = place.iterdir() if place.is_dir() else ()
    return sorted(path for path in found if not path.name.startswith("."))


def _files_of_editions(catalogue: Catalogue) -> set[str]:
    return {
        f"{edition.slug}{suffix}"
        for edition in catalogue.editions()
        for suffix in (".mp3", edition.enclosure_suffix, *edition.companions)
    }


def _files_of_shows(catalogue: Catalogue, shows: Collection[Show]) -> set[str]:
    names = {OUTLINE, feed.STYLE_SHEET, *(f"{show.name}.jpg" for show in shows)}
    for show in shows:
        for number in (0, *catalogue.episodes.archives(show.name)):
            names.add(feed.feed_path(show, number).rpartition("/")[2])
    return names


def _is_of(name: str, slugs: Collection[str]) -> bool:
    return any(name.startswith(f"{slug}.") for slug in slugs)
