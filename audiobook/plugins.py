"""The three protocols, and how plugins are found.

A plugin is a class published as an entry point; the built-in ones are published the same way in
``pyproject.toml``.  Nothing is imported until it is named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Protocol, runtime_checkable

from audiobook.model import Article, Delivery, Release, Setting, Speech, Utterance, Voice

READERS = "audiobook.readers"
ENGINES = "audiobook.engines"
PUBLISHERS = "audiobook.publishers"
_ANY_SCHEME = "any"


@runtime_checkable
class Reader(Protocol):
    """Turns the bytes of a source into articles."""

    def accepts(self, source: str, media_type: str) -> bool:
        """Whether this reader is the one for such a source."""
        ...

    def read(self, source: str, data: bytes, media_type: str) -> Iterable[Article]:
        """The articles in ``data``; ``source`` becomes their identity.  Raises SourceError.

        An empty title, language or source means that none is stated; it is found elsewhere.
        """
        ...


@runtime_checkable
class Engine(Protocol):
    """Making one is cheap; it loads its model when it first speaks; used from one thread."""

    naturalness: int
    """How human it sounds, from 0 (a test tone) to 100; ``auto`` takes the highest."""

    def identity(self, voice: str) -> str:
        """What would make the same text sound different: versions, model, settings."""
        ...

    def voices(self) -> Sequence[Voice]:
        """Every voice that can speak now.  Raises VoiceError if the engine can't run here."""
        ...

    def speak(self, utterance: Utterance, voice: str, rate: float) -> Speech:
        """Speak one utterance whole.  Raises SpeechError."""
        ...

    def close(self) -> None:
        """End what was started to speak; a later ``speak`` starts it again."""
        ...


@runtime_checkable
class Configurable(Protocol):
    """An engine that has settings beside voice and rate."""

    def configure(self, settings: Mapping[str, Setting]) -> None:
        """Take the settings under their keys in ``[narrator]``; one that is missing is its default.

        Called before each use, so it does nothing if nothing has changed.  Those that change the
        sound are part of ``identity``.
        """
        ...


@runtime_checkable
class Charging(Protocol):
    """An engine whose speech costs money."""

    def characters_billed(self, utterances: Iterable[Utterance]) -> int:
        """How many characters will be charged for, if none of them was spoken before."""
        ...


@runtime_checkable
class Publisher(Protocol):
    """Sends a release to where listeners fetch it.

    Its entry point is named by the scheme of the targets that it takes: ``s3``, ``file``.  The one
    named ``any`` takes those that no other does.
    """

    def publish(
        self,
        release: Release,
        target: str,
        *,
        delete: bool = False,
        verify: bool = False,
        adopt: bool = False,
        dry_run: bool = False,
    ) -> Iterator[Delivery]:
        """Send what the target lacks, stage by stage, and yield each file once it is there.

        ``delete`` removes, last of all, what was sent before and is no part of the release any
        more; ``verify`` makes sure that what was sent before is still there; only with ``adopt``
        are files overwritten at a place that nothing was published to before.  On a dry run the
        same is yielded and nothing is done.  Stopped half-way, the next call goes on.  A release
        of nothing, with ``delete``, leaves nothing of ours behind.  Raises PublishError.
        """
        ...

    def published_below(self, target: str, besides: Collection[str] = ()) -> frozenset[str]:
        """The names of the folders directly below a target that were themselves published to.

        Those in ``besides`` are not looked at.  Raises PublishError.
        """
        ...


def publisher_for(target: str) -> Publisher:
    """The one instance of the publisher for a target: a path, or an address with a scheme.

    Raises KeyError where none is installed, ImportError as ``plugin`` does.
    """
    scheme, colon, _ = target.partition(":")
    known = installed(PUBLISHERS)
    # One letter is a drive of Windows.
    name = scheme.lower() if colon and len(scheme) > 1 else "file"
    publisher: Publisher = plugin(PUBLISHERS, name if name in known else _ANY_SCHEME)
    return publisher


@cache
def installed(group: str) -> dict[str, EntryPoint]:
    """The plugins of a group by name, not yet imported, in alphabetical order."""
    return {e.name: e for e in sorted(entry_points(group=group), key=lambda e: e.name)}


@cache
def plugin(group: str, name: str) -> Any:
    """The one instance of a plugin in this process.

    Raises KeyError for a name that is not installed, ImportError if what it needs is not there.
    """
    return installed(group)[name].load()()


def engine_with(name: str, settings: Iterable[tuple[str, Setting]]) -> Engine:
    """The one instance of an engine in this process, told its settings.

    Raises KeyError and ImportError as ``plugin`` does.
    """
    engine: Engine = plugin(ENGINES, name)
    if isinstance(engine, Configurable):
        engine.configure(dict(settings))
    return engine
