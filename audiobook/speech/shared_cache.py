"""Speeches that machines share, so that what one has spoken no other has to speak.

It may be slow, out of reach, full or for reading only, and whoever writes there may lie: all that
can come of it is that more is spoken here, or that an utterance sounds other than it should.
"""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from audiobook.display import shortened
from audiobook.model import Narrator, Speech, Utterance
from audiobook.speech.kept import speech_key
from audiobook.speech.sealed import most_bytes, sealed, unsealed

if TYPE_CHECKING:
    from audiobook.speech.bucket import Bucket

T = TypeVar("T")
VARIABLE = "AUDIOBOOK_SHARED_CACHE"
"""In the environment of who speaks: where the shared cache is."""
_log = logging.getLogger(__name__)
_SECONDS = 10.0  # for all that a run of utterances asks for
_REST_SECONDS = 300.0
_LINE = 400
_SECRETS = re.compile(r"(?<=//)[^/@\s]*@")


@cache
def shared_cache() -> SharedCache | None:
    """The one that this process' environment names, if it names one."""
    address = os.environ.get(VARIABLE, "")
    return SharedCache(address) if address else None


class SharedCache:
    """Speeches by what was asked for, below an address of fsspec.

    All that is asked for together has ``seconds``.  After an error, reading or writing rests for
    ``rest_seconds``; the first error of each kind is a warning.
    """

    def __init__(
        self, address: str, seconds: float = _SECONDS, rest_seconds: float = _REST_SECONDS
    ) -> None:
        self._address = address
        self._seconds = seconds
        self._rest_seconds = rest_seconds
        self._bucket: Bucket | None = None
        self._resting: dict[str, float] = {}
        self._warned: set[str] = set()

    def get(
        self, narrator: Narrator, utterances: Iterable[Utterance]
    ) -> list[tuple[Utterance, Speech]]:
        """What there is of these, if it can be what was asked for."""
        wanted = {speech_key(narrator, utterance): utterance for utterance in utterances}
        most = {_name(k): most_bytes(u, narrator.rate) for k, u in wanted.items()}
        answers = self._ask("read", most, lambda bucket: bucket.read(most))
        found = []
        for (key, utterance), data in zip(wanted.items(), answers, strict=False):
            if not isinstance(data, bytes):
                continue
            try:
                found.append((utterance, unsealed(data, key, utterance, narrator.rate)))
            except ValueError as error:
                self._warn("believed", f"{_name(key)} is {error}; it is spoken anew")
        return found

    def put(self, narrator: Narrator, spoken: Iterable[tuple[Utterance, Speech]]) -> None:
        """Let others have these."""
        if self._rests("read"):
            return
        objects = {}
        for utterance, speech in spoken:
            key = speech_key(narrator, utterance)
            with suppress(ValueError):  # nobody would believe it
                objects[_name(key)] = sealed(speech, key, utterance, narrator.rate)
        self._ask("written", objects, lambda bucket: bucket.write(objects))

    def _ask(
        self, done: str, asked: Mapping[str, object], ask: Callable[[Bucket], list[T | Exception]]
    ) -> list[T | Exception]:
        if not asked or self._rests(done):
            return []
        try:
            answers = ask(self._opened())
        except Exception as error:  # each library has a tree of its own
            answers = [error]
        trouble = next((answer for answer in answers if isinstance(answer, Exception)), None)
        if trouble:
            self._resting[done] = time.monotonic() + self._rest_seconds
            late = f"no answer in {self._seconds:g} s"
            what = late if isinstance(trouble, TimeoutError) else str(trouble) or repr(trouble)
            self._warn(done, f"{what}; going on without it, for {self._rest_seconds:g} s at a time")
        return answers

    def _rests(self, done: str) -> bool:
        return time.monotonic() < self._resting.get(done, 0.0)

    def _opened(self) -> Bucket:
        from audiobook.speech.bucket import Bucket  # noqa: PLC0415 - few share, and it takes time

        if self._bucket is None:
            self._bucket = Bucket(self._address, self._seconds)
        return self._bucket

    def _warn(self, done: str, what: str) -> None:
        level = logging.INFO if done in self._warned else logging.WARNING
        self._warned.add(done)
        line = f"shared speech cache {self._address} can't be {done}: {what}"
        _log.log(level, "%s", shortened(_SECRETS.sub("", line), _LINE))


def _name(key: str) -> str:
    return f"{key[:2]}/{key[2:]}.speech"
