"""ZIP archives that strangers made: what is in them, within bounds."""

from __future__ import annotations

import io
import zipfile
import zlib
from types import TracebackType
from typing import Self

from lxml import etree

from audiobook.articles.limits import check_tags
from audiobook.errors import SourceError

_LARGEST_BYTES = 100 << 20
_MOST_FILES = 20_000
# What zipfile raises on damage, each of its fields being used as it stands.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
_REMEDY = "open it in the program that made it, and save it again"


class Archive:
    """Reads files of an archive until they come to 100 MB in all; raises SourceError beyond."""

    def __init__(self, source: str, data: bytes) -> None:
        self._source = source
        self._left_bytes = _LARGEST_BYTES
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise SourceError(source, f"is a broken archive ({error})", _REMEDY) from error
        if len(self._zip.filelist) > _MOST_FILES:
            raise SourceError(source, f"holds more than {_MOST_FILES} files", _REMEDY)

    def __enter__(self) -> Self:
        """The archive itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of it."""
        self._zip.close()

    def holds(self, name: str) -> bool:
        """Whether a file is there."""
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """A file, whole.  Raises SourceError if it is missing, broken, encrypted or too large."""
        try:
            info = self._zip.getinfo(name)
            if info.flag_bits & 1:
                raise SourceError(self._source, "is encrypted", "pass one without a password")
            with self._zip.open(info) as file:
                # The size that the archive states may be a lie.
                data = file.read(self._left_bytes + 1)
        except KeyError:
            raise SourceError(self._source, f"lacks {name}", _REMEDY) from None
        except _BROKEN as error:
            raise SourceError(self._source, f"{name} in it is broken ({error})", _REMEDY) from error
        self._left_bytes -= len(data)
        if self._left_bytes < 0:
            megabytes = _LARGEST_BYTES >> 20
            raise SourceError(self._source, f"holds more than {megabytes} MB unpacked")
        return data

    def only(self, endings: tuple[str, ...]) -> bytes:
        """An archive of those files whose names end so, for a library that bounds nothing itself.

        Raises SourceError as ``read`` does, and for too many tags in one.
        """
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as copy:
            for name in self._zip.NameToInfo:
                if name.endswith(endings):
                    data = self.read(name)
                    check_tags(self._source, data)
                    copy.writestr(zipfile.ZipInfo(name), data)
        return packed.getvalue()

    def xml(self, name: str) -> etree._Element:
        """A file as XML, without entities and network.

        Raises SourceError if it is broken, or has too many tags.
        """
        data = self.read(name)
        check_tags(self._source, data)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(data, parser=parser)
        except etree.LxmlError as error:
            raise SourceError(self._source, f"{name} in it is broken ({error})", _REMEDY) from error
