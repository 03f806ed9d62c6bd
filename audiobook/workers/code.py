"""Which code of this program runs here: two checkouts may call themselves the same version."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_READ = {".py", ".tsv", ".toml"}
"""What is made depends on programs and tables; web pages are no worker's business."""
_LENGTH = 8


@cache
def code_mark() -> str:
    """Hexadecimal digits that differ, but for chance, where an edition might: of all code."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in _READ:
            content = path.read_bytes()
            digest.update(f"{path.relative_to(_PACKAGE).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()[:_LENGTH]
