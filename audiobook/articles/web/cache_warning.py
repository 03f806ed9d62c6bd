"""Says of a cache that can't be used one line, where hishel logs a traceback for each address."""

from __future__ import annotations

import logging
from pathlib import Path

_log = logging.getLogger(__name__)


def warn_of_cache(path: Path, reason: object) -> None:
    """Tell that pages are fetched without a cache, and what to do about it."""
    _log.warning(
        "%s: this cache of web pages can't be used (%s), so pages are fetched anew; "
        "delete it if that goes on",
        path,
        " ".join(str(reason).split()),
    )


class _Retold(logging.Handler):
    """Takes what hishel logs, and tells the first of it."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.ERROR)
        self._path = path
        self._is_told = False

    def emit(self, record: logging.LogRecord) -> None:
        """Called for each record; hishel goes on without its cache by itself."""
        if not self._is_told:
            self._is_told = True
            error = record.exc_info[1] if record.exc_info else None
            warn_of_cache(self._path, error or record.getMessage())


def retell_errors_of(path: Path) -> None:
    """Have what hishel logs of its file told once, as a warning of ours."""
    logger = logging.getLogger("hishel")
    logger.propagate = False
    logger.handlers = [_Retold(path)]
