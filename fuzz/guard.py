"""What no document may make the program do: watched by CPython's audit events (PEP 578)."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path
from typing import Any

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
    """Once armed, forbids processes, connections, and files outside a folder.

    Files of Python and its libraries may be read, for tables are loaded when first used.
    """

    def __init__(self, folder: Path) -> None:
        paths = sysconfig.get_paths()
        self._own = f"{folder.resolve()}{os.sep}"
        libraries = {paths[key] for key in ("stdlib", "platstdlib", "purelib", "platlib")}
        here = Path(__file__).resolve().parent.parent
        self._readable = (self._own, f"{here}{os.sep}", "/usr/share/zoneinfo", *libraries)
        self._armed = False

    def arm(self) -> None:
        """Watch from now on; an audit hook can't be taken out."""
        self._armed = True
        sys.addaudithook(self._watch)

    def _watch(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._armed:
            return
        if event.startswith(_REACHES_OUT) or (
            event.startswith(_CHANGES) and not self._is_own(arguments[0])
        ):
            raise Breach(f"{event}{arguments!r}"[:300])
        if event == "open" and not self._may_open(*arguments):
            raise Breach(f"open{arguments!r}"[:300])

    def _may_open(self, path: Any, mode: str | None, flags: int) -> bool:
        if isinstance(path, int):
            return True
        writes = flags & _WRITING if mode is None else set(mode) & set("wax+")
        if writes:
            return self._is_own(path)
        return os.path.realpath(os.fsdecode(path)).startswith(self._readable)

    def _is_own(self, path: Any) -> bool:
        return os.path.realpath(os.fsdecode(path)).startswith(self._own)
