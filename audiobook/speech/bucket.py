"""Files that machines share, in a bucket or in a folder: whole or not there, many at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import fsspec
from fsspec.asyn import get_loop, sync
from fsspec.implementations.local import LocalFileSystem
from fsspec.utils import get_protocol

from audiobook.files import write_whole

T = TypeVar("T")
_AT_ONCE = 8
_UNSATISFIABLE = 416  # what HTTP says to him who asks for a range of an empty object


class Bucket:
    """What lies below an address of fsspec, of which every name is a relative path.

    Questions are asked at once, and each has its answer or its error; those that have none after
    ``seconds``, counted from the first, have a TimeoutError.
    """

    def __init__(self, address: str, seconds: float) -> None:
        """Connect to nothing yet.

        Raises ValueError for what is neither a bucket nor a folder, ImportError for a library that
        is missing.
        """
        kind = fsspec.get_filesystem_class(get_protocol(address))
        # fsspec's other file systems are not for many threads, nor do they write files whole.
        if not (kind.async_impl or issubclass(kind, LocalFileSystem)):
            raise ValueError("it is neither a bucket nor a folder")
        self._files, root = fsspec.url_to_fs(address, skip_instance_cache=True)
        self._folder = Path(root) if isinstance(self._files, LocalFileSystem) else None
        self._root = root.rstrip("/")
        self._seconds = seconds

    def read(self, most_bytes: Mapping[str, int]) -> list[bytes | Exception | None]:
        """The first so many bytes of each file; None for one that is not there."""
        return self._all(partial(self._read, *each) for each in most_bytes.items())

    def write(self, contents: Mapping[str, bytes]) -> list[Exception | None]:
        """Write each file."""
        return self._all(partial(self._write, *each) for each in contents.items())

    def _all(self, asks: Iterable[Callable[[], Coroutine[Any, Any, T]]]) -> list[T | Exception]:
        loop = self._files.loop if self._files.async_impl else get_loop()
        answers: list[T | Exception] = sync(loop, _answers, asks, self._seconds)
        return answers

    async def _read(self, name: str, most: int) -> bytes | None:
        try:
            if self._folder:
                return await asyncio.to_thread(_start_of, self._folder / name, most)
            return bytes(await self._files._cat_file(f"{self._root}/{name}", start=0, end=most))
        except FileNotFoundError:
            return None
        except Exception as error:  # each library has a tree of its own
            if _UNSATISFIABLE in _statuses(error):
                return b""
            raise

    async def _write(self, name: str, data: bytes) -> None:
        if self._folder:
            await asyncio.to_thread(_write_below, self._folder, name, data)
        else:
            await self._files._pipe_file(f"{self._root}/{name}", data)


async def _answers(
    asks: Iterable[Callable[[], Coroutine[Any, Any, T]]], seconds: float
) -> list[T | BaseException]:
    until = asyncio.get_running_loop().time() + seconds
    turns = asyncio.Semaphore(_AT_ONCE)

    async def answer(ask: Callable[[], Coroutine[Any, Any, T]]) -> T:
        async with asyncio.timeout_at(until), turns:
            return await ask()

    return await asyncio.gather(*map(answer, asks), return_exceptions=True)


def _statuses(error: Exception) -> set[object]:
    """The status of HTTP that an error or its cause carries: aiohttp's, botocore's."""
    answer = getattr(error.__cause__, "response", None)
    stated = answer.get("ResponseMetadata", {}) if isinstance(answer, dict) else {}
    return {getattr(error, "status", None), stated.get("HTTPStatusCode")}


def _start_of(path: Path, most: int) -> bytes | None:
    if not path.is_file():  # a pipe, which nobody may ever write to, is none
        return None
    with path.open("rb") as file:
        return file.read(most)


def _write_below(folder: Path, name: str, data: bytes) -> None:
    if not folder.is_dir():  # a disk may not be mounted
        raise NotADirectoryError(f"there is no folder {folder}")
    write_whole(folder / name, data, durable=False)
