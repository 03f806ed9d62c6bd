"""Errors of one article that are to stop no other."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audiobook.errors import AudiobookError
from audiobook.files import without_room
from audiobook.model import Outcome, Status

_log = logging.getLogger(__name__)


@contextmanager
def caught_outcome(source: str, title: str = "") -> Iterator[list[Outcome]]:
    """A list that holds the failed outcome of the block, if it fails."""
    caught: list[Outcome] = []
    try:
        yield caught
    except Exception as error:
        failed = as_ours(source, error)
        caught.append(Outcome(source, Status.FAILED, title, error=failed))


def as_ours(subject: str, error: Exception) -> AudiobookError:
    """The error, or, for one that no room foresaw, one that says so and lets the others go on."""
    if isinstance(error, AudiobookError):
        return error
    if isinstance(error, OSError) and (full := without_room(Path(error.filename or ""), error)):
        return full
    _log.debug("%s", subject, exc_info=error)
    what = f"{type(error).__name__}: {error}"
    return AudiobookError(subject, what, "a fault of audiobook; please report it with the article")
