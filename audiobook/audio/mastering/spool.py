"""Keeps takes for a second hearing: the first in memory, the sound of more in a scratch file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from audiobook.audio.disk import writing
from audiobook.model import Take

_IN_MEMORY_BYTES = 8_000_000


class Spool(AbstractContextManager["Spool"]):
    """Takes in order, however many.  The scratch file goes with it, and with the process.

    Raises AudioError where the scratch file can't be written.
    """

    def __init__(self, folder: Path) -> None:
        self._place = folder / "scratch file of the takes"
        self._file = tempfile.SpooledTemporaryFile(  # noqa: SIM115
            _IN_MEMORY_BYTES, mode="w+b", dir=str(folder)
        )
        self._takes: list[tuple[Take, int]] = []

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # What could not be written is not wanted any more.
        with suppress(OSError):
            self._file.close()

    def keep(self, takes: Iterable[Take]) -> Iterator[Take]:
        """The takes, each kept before it is handed on."""
        for take in takes:
            with writing(self._place):
                self._file.seek(0, 2)
                self._file.write(take.pcm)
            self._takes.append((replace(take, pcm=b""), len(take.pcm)))
            yield take

    def __iter__(self) -> Iterator[Take]:
        """All takes that are kept, from the first."""
        position = 0
        for take, size in self._takes:
            with writing(self._place):
                self._file.seek(position)
                pcm = self._file.read(size)
            yield replace(take, pcm=pcm)
            position += size
