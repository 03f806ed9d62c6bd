"""Where articles come from: a file, the files of a folder, standard input, or an address."""

from __future__ import annotations

import codecs
import logging
import mimetypes
import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from audiobook.articles import readers
from audiobook.articles.encodings import known_encoding
from audiobook.articles.media_types import EXTENSIONS, TEXT, TEXTUAL, UNKNOWN, sniff
from audiobook.articles.web import Download, Web
from audiobook.errors import SourceError, SourceGone

_log = logging.getLogger(__name__)
STANDARD_INPUT = "-"
_MOST_ENDINGS = 8
_SPECIAL = "a pipe or device"

# A scheme has two letters or more here: "C:/x" is a path.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
# What servers say of files whose kind they do not know.
_VAGUE = frozenset({"", UNKNOWN, TEXT, "application/xml", "text/xml", "application/json"})


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a source holds, and its media type (RFC 6838) without parameters."""

    data: bytes = field(repr=False)
    media_type: str
    address: str = ""
    """Where it was found on the web, behind all redirects."""


def fetch(source: str, web: Web | None = None) -> Fetched:
    """The bytes of one file, of an address, or of standard input for ``-``.

    The media type follows what a server says, the file's extension, and the content where those
    say nothing.  Raises SourceError for what is missing, a folder, a device or a pipe, unreadable
    or empty, and for an address where there is no ``web``.
    """
    if is_address(source):
        if web is None:
            raise SourceError(source, "is an address, and only files are read here")
        return downloaded(web.fetch(source))
    data = sys.stdin.buffer.read() if source == STANDARD_INPUT else _read_file(source)
    if not data.strip():
        raise SourceError(source, "has no text", "pass a file with an article in it")
    stated = None if source == STANDARD_INPUT else _stated_type(source)
    if stated is None or stated in _VAGUE - {TEXT}:
        return Fetched(data, sniff(data))
    return Fetched(data, stated)


def _nothing(_path: str) -> bool:
    return False


def expand(source: str, is_known: Callable[[str], bool] = _nothing) -> Iterator[str]:
    """The single sources in a source: the files of a folder that a reader takes, else itself.

    Folders are walked to the bottom in sorted order; hidden files, links to folders and the files
    that ``is_known`` knows for no articles are skipped.  How many others no reader takes is logged
    as one warning, pipes and devices among them.  Raises SourceGone if a folder holds nothing to
    read, SourceError if it can't be listed.
    """
    if is_address(source) or source == STANDARD_INPUT or not Path(source).is_dir():
        yield source
        return
    found, passed_over = False, Counter[str]()
    for path in _files_below(source):
        media_type, known = _stated_type(path), is_known(path)
        is_taken = bool(media_type and readers.reader_for(path, media_type))
        if is_taken and not _is_special(path):
            found = True
            if not known:
                yield path
        elif not known:
            kind = _SPECIAL if is_taken else Path(path).suffix.lower() or "no ending"
            passed_over[kind] += 1
    if passed_over:
        _warn_of(source, passed_over)
    if not found:
        raise SourceGone(source, "holds no article", "add a .txt, .md or .html file")


def _warn_of(folder: str, passed_over: Counter[str]) -> None:
    endings = ", ".join(ending for ending, _ in passed_over.most_common(_MOST_ENDINGS))
    more = ", …" if len(passed_over) > _MOST_ENDINGS else ""
    count = passed_over.total()
    _log.warning(
        "%s: %d %s passed over, which no reader takes in a folder (%s); "
        "name a file to have it read",
        folder,
        count,
        "file was" if count == 1 else "files were",
        endings + more,
    )


def is_address(source: str) -> bool:
    """Whether a source is an address and not a path."""
    return bool(_ADDRESS.match(source))


def downloaded(download: Download) -> Fetched:
    """What a server sent, its media type made sure of.  Raises SourceError if it is empty."""
    data, media_type = download.data, download.media_type
    if not data.strip():
        raise SourceError(download.address, "has no text", "check the address")
    if media_type in _VAGUE:
        path = urlsplit(download.address).path
        media_type = EXTENSIONS.get(PurePosixPath(path).suffix.lower()) or sniff(data)
    if media_type in TEXTUAL and download.charset:
        data = _marked(data, download.charset)
    return Fetched(data, media_type, download.address)


def _marked(data: bytes, charset: str) -> bytes:
    """A text in UTF-8 behind a byte order mark, which wins over what the text says of itself.

    The same bytes if they are marked already, or not in the encoding that the server names.
    """
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    encoding = known_encoding(charset)
    try:
        return codecs.BOM_UTF8 + data.decode(encoding).encode() if encoding else data
    except UnicodeError:
        return data


def _stated_type(path: str) -> str | None:
    return EXTENSIONS.get(Path(path).suffix.lower()) or mimetypes.guess_type(path)[0]


def _is_special(path: str) -> bool:
    """Whether a path is there and no file: to open it might wait for ever."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116 - of thousands
    except OSError:
        return False


def _read_file(source: str) -> bytes:
    path = Path(source)
    try:
        if path.is_dir():
            raise SourceError(source, "is a folder", "pass a file in it")
        # A pipe or a device may never end.
        if path.exists() and not path.is_file():
            raise SourceError(source, "is not a regular file", "pass a file, or - and pipe it in")
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceError(source, "no such file", "check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(source, f"can't be read ({reason})", "check the path") from error


def _files_below(folder: str) -> Iterator[str]:
    def fail(error: OSError) -> None:
        reason = error.strerror or str(error)
        raise SourceError(str(error.filename), f"can't be listed ({reason})") from error

    for parent, folders, files in os.walk(folder, onerror=fail):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield str(Path(parent) / name)
