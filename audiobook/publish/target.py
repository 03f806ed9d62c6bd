"""A place to publish to: a folder, a bucket, a host, whatever fsspec can write to."""

from __future__ import annotations

import os
import re
import secrets
import threading
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import fsspec
from fsspec.implementations.local import LocalFileSystem

from audiobook.errors import PublishError
from audiobook.files import UNFINISHED
from audiobook.model import Item
from audiobook.publish.target_errors import IS_A_FILE, errors_as_ours, names_of, without_secrets

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):(//)?", re.IGNORECASE)
_EXTRAS = {"s3": "s3", "s3a": "s3", "sftp": "sftp", "ssh": "sftp"}
_RENAMING = frozenset({"file", "local", "sftp", "ssh"})
"""Here a file is written under another name first; an object store shows no object half put."""
_TAKING_HEADERS = frozenset({"s3", "s3a"})

for _name in ("sftp", "ssh"):
    fsspec.register_implementation(_name, "audiobook.publish.sftp.KnownHosts", clobber=True)


class Target:
    """Files below an address, each whole or not there.  Used from several threads at once."""

    def __init__(self, address: str) -> None:
        """Connect.  Raises PublishError."""
        self.name = without_secrets(address)
        self._address = address
        self._own = threading.local()
        self._opened: list[Any] = []
        self._folders: set[str] = set()
        self._making = threading.Lock()
        scheme = _SCHEME.match(address)
        if scheme and not scheme[2] and scheme[1].lower() != "file":
            raise PublishError(self.name, "is no address", f"write {scheme[1]}://…")
        self._fs = self._open()
        named = self._fs.protocol
        self._protocols = frozenset((named,) if isinstance(named, str) else named)
        if "memory" in self._protocols:
            problem = "would be gone when the command ends"
            raise PublishError(self.name, problem, "choose a folder, s3:// or sftp://")
        # An asynchronous file system is shared by all threads; of others each has its own.
        self._shared = self._fs.async_impl or isinstance(self._fs, LocalFileSystem)
        self.at_once = 8 if self._fs.async_impl else 4

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End its connections."""
        for files in self._opened:
            if callable(close := getattr(files, "close", None)):
                close()

    @cached_property
    def root(self) -> str:
        """The path that all others lie below."""
        return str(self._fs._strip_protocol(self._address)).rstrip("/")

    def read(self, path: str) -> bytes | None:
        """A file; None if it is not there.  Raises PublishError."""
        with errors_as_ours(self.name):
            try:
                return bytes(self._files.cat_file(self._at(path)))
            except FileNotFoundError as error:
                if "NoSuchBucket" in names_of(error):
                    raise
        self._check_place()
        return None

    def check_empty(self) -> None:
        """Raise PublishError if files lie here already; hidden ones (``.git``) do not count."""
        with errors_as_ours(self.name):
            try:
                found = self._files.ls(self.root, detail=False)
            except FileNotFoundError:
                return
        # An object store may list the folder itself.
        paths = {str(path).rstrip("/") for path in found} - {self.root}
        names = sorted(path.rpartition("/")[2] for path in paths)
        foreign = [name for name in names if not name.startswith(".")]
        if foreign:
            more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
            raise PublishError(
                self.name,
                f"holds files that audiobook did not send: {foreign[0]}{more}",
                "choose an empty place, or let them be overwritten with --adopt",
            )

    def put(self, item: Item) -> int:
        """Send a file and say how many bytes it has.  Raises PublishError."""
        if isinstance(item.content, Path):
            size = _size_of(item.content)
            if size != item.size_bytes:
                problem = f"has {size} bytes, not {item.size_bytes} as when it was made"
                remedy = "make the edition again, or take it out: audiobook remove ID"
                raise PublishError(str(item.content), problem, remedy)
            content: Path | bytes = item.content
        else:
            content = item.content()
            size = len(content)
        self.write(item.path, content, item.media_type, item.cache_control)
        return size

    def write(self, path: str, content: Path | bytes, media_type: str, cache_control: str) -> None:
        """Write a file whole.  Raises PublishError."""
        headers: dict[str, str] = {}
        if self._protocols & _TAKING_HEADERS:
            headers = {"ContentType": media_type, "CacheControl": cache_control}
        with errors_as_ours(f"{self.name}: {path}"):
            if self._protocols & _RENAMING:
                self._write_beside(self._at(path), content)
            else:
                self._write(self._at(path), content, headers)

    def remove(self, path: str) -> None:
        """Delete a file; one that is gone already is no error.  Raises PublishError."""
        with errors_as_ours(f"{self.name}: {path}"), suppress(FileNotFoundError):
            self._files.rm_file(self._at(path))

    def folders(self) -> tuple[str, ...]:
        """The names of the folders that lie directly here.  Raises PublishError."""
        with errors_as_ours(self.name):
            try:
                found = self._files.ls(self.root, detail=True)
            except FileNotFoundError:
                return ()
        paths = (str(info["name"]).rstrip("/") for info in found if info["type"] == "directory")
        return tuple(sorted(path.rpartition("/")[2] for path in paths if path != self.root))

    def remove_empty_folders(self) -> None:
        """Remove those below, then the place itself, as far as nothing lies in them.

        In an object store there are none.  Raises PublishError.
        """
        if not self._protocols & _RENAMING:
            return
        with errors_as_ours(self.name):
            folders = [path for path, _, _ in self._files.walk(self.root)]
            for folder in sorted(folders, key=len, reverse=True):
                with suppress(OSError):
                    self._files.rmdir(folder)

    def sizes(self) -> Mapping[str, int]:
        """The files that are there, in bytes; what killed runs left half-written is cleared away.

        Raises PublishError.
        """
        with errors_as_ours(self.name):
            found = self._files.find(self.root, detail=True)
            paths = {path.removeprefix(f"{self.root}/"): info for path, info in found.items()}
            for path in paths:
                if path.endswith(UNFINISHED):
                    self._files.rm_file(self._at(path))
            return {p: int(i["size"] or 0) for p, i in paths.items() if not p.endswith(UNFINISHED)}

    @property
    def _files(self) -> Any:
        if self._shared:
            return self._fs
        if not hasattr(self._own, "files"):
            self._own.files = self._open()
        return self._own.files

    def _open(self) -> Any:
        try:
            with errors_as_ours(self.name):
                files, _ = fsspec.url_to_fs(self._address, skip_instance_cache=True)
        except PublishError as error:
            raise _unopened(error, self._address) from error
        self._opened.append(files)
        return files

    def _at(self, path: str) -> str:
        return f"{self.root}/{path}"

    def _check_place(self) -> None:
        """Make sure that the folder to make has a folder to be made in: a disk may be missing."""
        if self._protocols & _RENAMING:
            above = self.root.rpartition("/")[0] or "/"
            with errors_as_ours(self.name):
                is_folder, is_there = self._files.isdir(self.root), self._files.exists(self.root)
                has_place = is_folder or self._files.isdir(above)
            if is_there and not is_folder:
                raise PublishError(self.name, *IS_A_FILE)
            if not has_place:
                raise PublishError(self.name, f"there is no folder {above}", "make it, or mount it")

    def _write(self, place: str, content: Path | bytes, headers: Mapping[str, str]) -> None:
        if isinstance(content, Path):
            self._files.put_file(str(content), place, **headers)
        else:
            self._files.pipe_file(place, content, **headers)

    def _write_beside(self, place: str, content: Path | bytes) -> None:
        folder, _, name = place.rpartition("/")
        with self._making:  # two threads that make a folder are in each other's way
            if folder not in self._folders:
                self._files.makedirs(folder, exist_ok=True)
                self._folders.add(folder)
        beside = f"{folder}/.{name[:40]}.{secrets.token_hex(4)}{UNFINISHED}"
        try:
            self._write(beside, content, {})
            if isinstance(self._fs, LocalFileSystem):
                os.replace(beside, place)  # noqa: PTH105 - fsspec's names are strings
            else:
                self._files.mv(beside, place)
        except BaseException:
            with suppress(OSError):
                self._files.rm_file(beside)
            raise


def local_folder(target: str) -> Path | None:
    """The folder of this machine that a target is, links resolved; None if it is none."""
    scheme = _SCHEME.match(target)
    if scheme and len(scheme[1]) > 1 and scheme[1].lower() not in LocalFileSystem.protocol:
        return None
    return Path(LocalFileSystem._strip_protocol(target)).resolve()


def _size_of(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError as error:
        remedy = "make the edition again, or take it out: audiobook remove ID"
        raise PublishError(str(file), error.strerror or str(error), remedy) from error


def _unopened(error: PublishError, address: str) -> PublishError:
    """The same, or, where a library is missing, how to have it."""
    cause = error.__cause__
    scheme = address.partition(":")[0].lower()
    if isinstance(cause, ImportError):
        extra = _EXTRAS.get(scheme)
        remedy = f'pip install "audiobook-editions[{extra}]"' if extra else str(cause)
        return PublishError(error.subject, f"{scheme}: needs a library that is missing", remedy)
    if isinstance(cause, ValueError) and "Protocol not known" in str(cause):
        problem = f"nothing here knows {scheme}:"
        return PublishError(error.subject, problem, "name a folder, s3://… or sftp://…")
    return error
