"""What the fuzzers begin with: the tests' documents, the examples, and those made for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from fuzz.archives import pack, stored, unpack
from fuzz.targets import LANGUAGES, Target
from tests.articles import documents

_ROOT = Path(__file__).resolve().parent.parent
_OWN = Path(__file__).resolve().parent / "documents"
_MADE_BY_OTHERS = (_ROOT / "examples", _ROOT / "tests" / "articles" / "golden")
_PAIRS = _ROOT / "tests" / "narration" / "pairs"
_LINES_TOGETHER = 4
# Parsers that refuse a document type never see what follows it.
_ENTITIES = re.compile(rb"<!DOCTYPE [\w:]+ \[.*?\]>|&[xb];")
_SECRET = b"SECRET"


def seeds_of(target: Target, secret: Path) -> Iterator[bytes]:
    """The seeds of a target; ``secret`` is a file that some of them try to have read."""
    address = f"file://{secret}".encode()
    if target.name == "narration":
        yield from _lines()
        return
    for whole in _of_tests(target.name):
        yield stored(whole) if target.is_archive else whole
    own = _OWN / target.name
    for whole in _archives(own) if target.is_archive else _files(own):
        yield from _at(address, whole, is_archive=target.is_archive)
    for folder in _MADE_BY_OTHERS:
        yield from _files(folder, target.ending)


def _of_tests(name: str) -> Iterator[bytes]:
    if name == "feed":
        yield from (feed.encode() for feed in (documents.RSS, documents.ATOM, documents.JSON))
    if name == "epub":
        yield documents.epub()
    if name == "pdf":
        yield documents.pdf()


def _files(folder: Path, ending: str = "") -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted(folder.glob(f"*{ending}")))


def _archives(folder: Path) -> Iterator[bytes]:
    """One archive, of the files in a folder; a book is that of the tests but for them."""
    files = unpack(documents.epub()) if folder.name == "epub" else {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            files[path.relative_to(folder).as_posix()] = path.read_bytes()
    yield pack(files)


def _at(address: bytes, whole: bytes, *, is_archive: bool) -> Iterator[bytes]:
    """A document that names the secret's address, with its entities and without."""
    files = unpack(whole) if is_archive else {"": whole}
    named = {name: content.replace(_SECRET, address) for name, content in files.items()}
    plain = {name: _ENTITIES.sub(b"", content) for name, content in named.items()}
    for made in (named, plain) if plain != named else (named,):
        yield pack(made) if is_archive else made[""]


def _lines() -> Iterator[bytes]:
    """The written sides of narration's pairs, behind the mark of their language."""
    for path in sorted(_PAIRS.glob("*.txt")):
        mark = bytes([LANGUAGES.index(path.stem.partition("-")[0])])
        lines = [line.partition(" => ")[0] for line in path.read_text("utf-8").splitlines()]
        for place in range(0, len(lines), _LINES_TOGETHER):
            yield mark + "\n\n".join(lines[place : place + _LINES_TOGETHER]).encode()
    for structure in _files(_OWN / "narration"):
        yield b"\0" + structure
