"""Which sources are other than they were when editions were made of them."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from audiobook import articles
from audiobook.catalogue import Catalogue, Sighting
from audiobook.errors import SourceGone
from audiobook.model import Outcome, Status

_SETTLED_NS = 2_000_000_000
"""A file that was written a moment ago may be written again with the same date."""


@dataclass(slots=True)
class _Look:
    key: str
    mark: str
    state: str
    identities: set[str] = field(default_factory=set)


class Changes:
    """One look at sources, beside what earlier runs saw of them.

    A source is unchanged if it is what it was, all else that its editions depend on is, too
    (``state``), and the editions are there.  For a file that takes one look at its size and date.
    """

    def __init__(self, catalogue: Catalogue, web: articles.Web) -> None:
        self._catalogue = catalogue
        self._web = web
        self._root = f"{catalogue.folder}{os.sep}"
        self._known = catalogue.sightings.all()
        self._settled = catalogue.settled() if self._known else frozenset()
        self._refreshed: list[Sighting] = []
        self._looks: dict[str, _Look] = {}
        self._met: set[str] = set()
        self._done: set[str] = set()

    def is_unchanged(self, source: str, state: str) -> bool:
        """Whether a single source need not be read; if it must be, what it is like is noted.

        Raises SourceError for an address that can't be asked.
        """
        if source == articles.STANDARD_INPUT:
            return False
        key = self._key(source)
        self._met.add(key)
        known = self._known.get(key)
        is_current = (
            known is not None
            and known.state == state
            and self._settled.issuperset(known.identities)
        )
        is_address = articles.is_address(source)
        if not is_address and is_current and known and _looks_like(source, known.mark):
            return True
        mark = self._web.poll(source) if is_address else _mark(source)
        if is_current and known and _digest(mark) == _digest(known.mark):
            self._refreshed.append(Sighting(key, mark, state, known.identities))
            return True
        if mark:
            self._looks[source] = _Look(key, mark, state)
        return False

    def found(self, source: str, identity: str) -> None:
        """Note that a source holds an article."""
        if source in self._looks:
            self._looks[source].identities.add(identity)

    def note(self, outcome: Outcome) -> None:
        """Note what became of an article."""
        if outcome.status is Status.FAILED:
            self._looks.pop(outcome.source, None)
        elif outcome.edition:
            self._done.add(outcome.edition.identity)

    def keep(self) -> None:
        """Have the next run know the sources whose articles all have editions by now."""
        whole = {
            source: look
            for source, look in self._looks.items()
            if look.identities and look.identities <= self._done
        }
        for source, look in whole.items():
            del self._looks[source]
            self._refreshed.append(
                Sighting(look.key, look.mark, look.state, tuple(sorted(look.identities)))
            )
        if self._refreshed:
            self._catalogue.sightings.note(self._refreshed)
            self._refreshed = []

    def knows_below(self, folder: str) -> bool:
        """Whether earlier runs saw articles in a folder."""
        below = self._below(folder)
        return any(_is_below(key, below) for key in self._known)

    def withdrawn(self, source: str) -> Iterator[Outcome]:
        """The editions of a single source that is gone."""
        known = self._known.get(self._key(source))
        for identity in known.identities if known else ():
            edition = self._catalogue.edition_of(identity)
            if edition:
                yield Outcome(source, Status.WITHDRAWN, edition.title, edition)

    def withdrawn_below(self, folder: str) -> Iterator[Outcome]:
        """The editions of files that earlier runs saw in a folder and that are gone."""
        below = self._below(folder)
        for key in sorted(self._known.keys() - self._met):
            if _is_below(key, below) and not Path(self._root, key).exists():
                yield from self.withdrawn(str(Path(folder, key.removeprefix(below))))

    def _below(self, folder: str) -> str:
        """How the keys of what lies in a folder begin."""
        top = self._key(folder)
        return "" if f"{top}{os.sep}" == self._root else f"{top}{os.sep}"

    def _key(self, source: str) -> str:
        """The name by which a source is known wherever the project's folder is moved to."""
        if articles.is_address(source):
            return source
        return os.path.abspath(source).removeprefix(self._root)  # noqa: PTH100 - of thousands


def is_gone(source: str, error: Exception | None) -> bool:
    """Whether an error means that a single source is not there any more."""
    is_file = not articles.is_address(source) and source != articles.STANDARD_INPUT
    return isinstance(error, SourceGone) or (is_file and not Path(source).exists())


def _is_below(key: str, below: str) -> bool:
    return key.startswith(below) and not articles.is_address(key)


def _looks_like(path: str, mark: str) -> bool:
    try:
        status = os.stat(path)  # noqa: PTH116 - of thousands
    except OSError:
        return False
    return mark.startswith(f"{status.st_size} {status.st_mtime_ns} ")


def _mark(path: str) -> str:
    """Size, date and SHA-256 of a file; "" for what can't be read, which its reader will tell."""
    try:
        status = Path(path).stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe may never end, and gives its bytes only once
            return ""
        digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except (OSError, ValueError):
        return ""
    is_old = time.time_ns() - status.st_mtime_ns > _SETTLED_NS
    return f"{status.st_size} {status.st_mtime_ns if is_old else 0} {digest}"


def _digest(mark: str) -> str:
    return mark.rpartition(" ")[2]
