"""Who may read the catalogue: its owner alone, for it holds the secrets of subscribers."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

_FOLDER_MODE = 0o700
_FILE_MODE = 0o600
_OF_OTHERS = 0o077


def make_private_folder(folder: Path) -> None:
    """Make a folder, or one that is there, its owner's alone.  Raises OSError."""
    folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
    _close_to_others(folder, _FOLDER_MODE)


def make_private_file(path: Path) -> None:
    """Make a file, empty if it is new, its owner's alone.  Raises OSError.

    The files that SQLite puts beside a database have the permissions of the database.
    """
    if not path.exists():
        path.touch(mode=_FILE_MODE)
    _close_to_others(path, _FILE_MODE)


def _close_to_others(path: Path, mode: int) -> None:
    if path.stat().st_mode & _OF_OTHERS:
        with suppress(PermissionError):  # somebody else's, who decides on it
            path.chmod(mode)
