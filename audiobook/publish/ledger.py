"""What was sent to a target before, as the target itself keeps it."""

from __future__ import annotations

import gzip
import logging
import time
from collections.abc import Mapping
from zlib import error as ZlibError  # noqa: N812 - an exception

import msgspec

from audiobook.errors import PublishError
from audiobook.model import Item
from audiobook.publish.target import Target

LEDGER = ".audiobook-published.json.gz"
_VERSION = 1
_OFTEN_SECONDS = 1.0
_SHARE_OF_TIME = 20
"""It is not saved more often than makes it this small a part of the time."""
_logger = logging.getLogger(__name__)


class _Document(msgspec.Struct):
    version: int
    files: dict[str, tuple[str, int]]
    """Mark and bytes by path."""


class Ledger:
    """The files at a target by path.

    It is saved now and then, so that a run that is killed is gone on with; a file is noted only
    once it is there, so what it says holds at any time.  Used from one thread.
    """

    def __init__(self, target: Target) -> None:
        """Read what the target holds.  Raises PublishError."""
        self._target = target
        found = _files_of(target)
        self.is_there = found is not None
        self._files = found or {}
        self._is_saved = True
        self._saved_at = time.monotonic()
        self._pause = _OFTEN_SECONDS

    def claim(self) -> None:
        """Write it where there is none yet: from now on the place is ours.  Raises PublishError."""
        if not self.is_there:
            self._is_saved = False
            self.save()

    @property
    def sizes(self) -> Mapping[str, int]:
        """Path and bytes of all that was sent."""
        return {path: size for path, (_, size) in self._files.items()}

    def has(self, item: Item) -> bool:
        """Whether just this was sent."""
        return self._files.get(item.path, ("", 0))[0] == item.mark

    def note(self, item: Item, size_bytes: int) -> None:
        """Take down what is there now.  Raises PublishError."""
        self._files[item.path] = (item.mark, size_bytes)
        self._changed()

    def strike(self, path: str) -> None:
        """Take down that a file is no longer there.  Raises PublishError."""
        del self._files[path]
        self._changed()

    def compare(self, there: Mapping[str, int]) -> None:
        """Forget what is not there, or not as long as it was."""
        lost = [path for path, size in self.sizes.items() if there.get(path) != size]
        for path in lost:
            del self._files[path]
            self._is_saved = False

    def save(self) -> None:
        """Write it to the target, if it changed.  Raises PublishError."""
        if self._is_saved:
            return
        begun = time.monotonic()
        document = msgspec.json.encode(_Document(_VERSION, self._files))
        data = gzip.compress(document, compresslevel=1, mtime=0)
        self._target.write(LEDGER, data, "application/gzip", "no-store")
        self._is_saved, self._saved_at = True, time.monotonic()
        self._pause = max(_OFTEN_SECONDS, _SHARE_OF_TIME * (self._saved_at - begun))

    def _changed(self) -> None:
        self._is_saved = False
        if time.monotonic() - self._saved_at > self._pause:
            self.save()


def _files_of(target: Target) -> dict[str, tuple[str, int]] | None:
    data = target.read(LEDGER)
    if data is None:
        return None
    try:
        document = msgspec.json.decode(gzip.decompress(data), type=_Document)
    except (OSError, EOFError, ZlibError, msgspec.MsgspecError) as error:
        _logger.warning("%s: %s can't be read (%s): all is sent again", target.name, LEDGER, error)
        return {}
    if document.version > _VERSION:
        problem = "was published to by a newer audiobook"
        raise PublishError(target.name, problem, "update audiobook")
    return document.files
