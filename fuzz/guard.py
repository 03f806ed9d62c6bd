"""What no document may make the program do: watched by CPython's audit events (PEP 578)."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path
from types import TracebackType
from typing import Any

import audiobook

_REACHES_OUT = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.fork",
    "os.kill", "webbrowser.", "urllib.", "ftplib.", "http.client.", "ctypes.dlopen", "shutil.",
)  # fmt: skip
_CHANGES = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Breach(BaseException):
    """Something was about to be done that reading a document never asks for.

    No Exception: a parser that catches all of those must not hide it.
    """


class Guard:
    """Inside its ``with``, no process, no connection, and no file outside a folder.

    The files of Python and of packages may be read, for tables are loaded when first used.
    """

    def __init__(self, folder: Path) -> None:
        paths = sysconfig.get_paths()
        libraries = {paths[key] for key in ("stdlib", "platstdlib", "purelib", "platlib")}
        own_package = str(Path(audiobook.__file__).resolve().parent)
        self._own = f"{folder.resolve()}{os.sep}"
        self._readable = (self._own, own_package, "/usr/share/zoneinfo", *libraries)
        self._armed = False
        # An audit hook stays for good.
        sys.addaudithook(self._watch)

    def __enter__(self) -> None:
        """Watch from now on."""
        self._armed = True

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Watch no more."""
        self._armed = False

    def _watch(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._armed and not self._is_harmless(event, arguments):
            raise Breach(f"{event}{arguments!r}"[:300])

    def _is_harmless(self, event: str, arguments: tuple[Any, ...]) -> bool:
        if event == "open":
            return self._may_open(*arguments)
        if event.startswith(_CHANGES):
            return self._is_own(arguments[0])
        return not event.startswith(_REACHES_OUT)

    def _may_open(self, path: Any, mode: str | None, flags: int) -> bool:
        if isinstance(path, int):
            return True
        writes = flags & _WRITING if mode is None else set(mode) & set("wax+")
        return self._is_own(path) if writes else self._is_under(path, self._readable)

    def _is_own(self, path: Any) -> bool:
        return self._is_under(path, (self._own,))

    def _is_under(self, path: Any, folders: tuple[str, ...]) -> bool:
        return os.path.realpath(os.fsdecode(path)).startswith(folders)
