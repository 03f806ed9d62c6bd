"""What the fuzzer found: one for each place in the code, with the smallest input that shows it."""

from __future__ import annotations

import hashlib
import traceback
from pathlib import Path


class Findings:
    """A folder of inputs, each beside the traceback of what it brought about."""

    def __init__(self, folder: Path, ending: str) -> None:
        self._folder = folder
        self._ending = ending

    def add(self, data: bytes, error: BaseException) -> None:
        """Keep an input, unless a smaller one has shown the same."""
        name = hashlib.sha256(_place(error).encode()).hexdigest()[:12]
        kept = self._folder / f"{name}{self._ending}"
        if kept.exists() and kept.stat().st_size <= len(data):
            return
        kept.write_bytes(data)
        told = "".join(traceback.format_exception(error, limit=-12))
        kept.with_suffix(".log").write_text(told, encoding="utf-8", errors="backslashreplace")


def _place(error: BaseException) -> str:
    """The kind of an error, where it was raised, the law that it broke: most often one cause."""
    frames = [f"{f.filename}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)]
    # Recursion without end stops anywhere: what it goes through most often says more.
    place = max(frames, key=frames.count) if isinstance(error, RecursionError) else frames[-1]
    law = str(error) if isinstance(error, AssertionError) else ""
    return f"{type(error).__name__} {place} {law}"
