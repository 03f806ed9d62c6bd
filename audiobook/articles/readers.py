"""The installed readers, and which of them takes a source."""

from __future__ import annotations

from audiobook import plugins
from audiobook.errors import SourceError
from audiobook.plugins import Reader

# Takes what no other reader wants, so it is asked when all others have declined.
_LAST = "text"


def reader_names() -> tuple[str, ...]:
    """The names of all readers, in the order they are asked."""
    return tuple(sorted(plugins.installed(plugins.READERS), key=lambda name: (name == _LAST, name)))


def reader_for(source: str, media_type: str) -> Reader | None:
    """The first reader that accepts a source, or None; those after it are not imported.

    Raises SourceError for a reader that is installed but can't be imported.
    """
    for name in reader_names():
        try:
            reader: Reader = plugins.plugin(plugins.READERS, name)
        except ImportError as error:
            raise SourceError(
                source, f"the reader {name!r} can't be loaded ({error})", "reinstall or remove it"
            ) from error
        if reader.accepts(source, media_type):
            return reader
    return None
