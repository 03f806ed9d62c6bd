"""Ends a worker whose engine hangs in its own process."""

from __future__ import annotations

import faulthandler
import math
import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audiobook.errors import ConfigError

_PATIENCE_SECONDS = 900.0  # a server that is too busy is asked again for minutes
_SECONDS_A_CHARACTER = 1.0  # ten times what the slowest engine known needs
PATIENCE_VARIABLE = "AUDIOBOOK_PATIENCE"
"""In the environment: how many times the usual patience there is with a sentence."""
STATUS = 1
"""What a worker that was ended for its slowness exits with."""


def patience_seconds(text: str) -> float:
    """How long an engine may take to speak a text."""
    return _PATIENCE_SECONDS + _SECONDS_A_CHARACTER * len(text)


@contextmanager
def ended_after(seconds: float) -> Iterator[None]:
    """End this process if what is done here takes longer, where the process is a worker's.

    Its pool starts another and gives it the work again.  The only process of a serial run is never
    ended: code of a library that hangs in it can't be stopped but by the user.  Raises ConfigError
    for nonsense in the environment.
    """
    if multiprocessing.parent_process() is None:
        yield
        return
    # A timer of Python's own would wait for a library that holds the interpreter's lock.  This one
    # exits with STATUS.
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(_times() * seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def _times() -> float:
    stated = os.environ.get(PATIENCE_VARIABLE, "1")
    try:
        times = float(stated)
    except ValueError:
        times = math.nan
    if not 0 < times < math.inf:
        remedy = "mend or unset it in the environment"
        raise ConfigError(PATIENCE_VARIABLE, f"is {stated!r}, not a number above 0", remedy)
    return times
