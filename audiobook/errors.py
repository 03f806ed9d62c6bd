"""All that can go wrong, as one tree, each with its exit status.

    AudiobookError        1
    ├── UsageError        2   the command line, or a value given there
    ├── ConfigError       3   audiobook.toml or the environment
    ├── SourceError       4   an article that can't be found or read
    │   └── SourceGone        an address or a folder that holds nothing (any more)
    ├── LicenceError      5   an article that may not be narrated
    │   ├── LicenceUnknown    no licence found, or none that can be judged
    │   └── LicenceRefused    a licence the show does not accept
    ├── SpeechError       6   words that no engine would speak whole
    │   └── VoiceError        an engine or voice that is not there
    ├── AudioError        7   sound that could not be mastered or encoded
    ├── CatalogueError    8   the catalogue or a file of an edition
    │   └── CatalogueDamaged      a catalogue that is to be made again
    ├── FeedError         9   a show that makes no valid feed
    ├── PublishError     10   a target or port that can't be reached
    ├── WorkerError      11   a process that died at its work
    └── DiskFull         12   a disk without room for what is to be written

A message has three parts: the subject (what, where), the problem, and the remedy (what to do next).
"""

from __future__ import annotations

from typing import ClassVar


class AudiobookError(Exception):
    """An error a user can act on.  Its text is one line; it survives pickling."""

    exit_status: ClassVar[int] = 1

    def __init__(self, subject: str, problem: str, remedy: str = "") -> None:
        super().__init__(subject, problem, remedy)
        self.subject = subject
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        line = f"{self.subject}: {self.problem}"
        if self.remedy:
            line += f"; {self.remedy}"
        return " ".join(line.split())


class UsageError(AudiobookError):
    """A command line that makes no sense."""

    exit_status = 2


class ConfigError(AudiobookError):
    """A setting that is unknown or out of range."""

    exit_status = 3


class SourceError(AudiobookError):
    """A source that is missing, empty, or of no kind that a reader takes."""

    exit_status = 4


class SourceGone(SourceError):
    """A folder or, as its server says (404, 410), an address with nothing there (any more)."""


class LicenceError(AudiobookError):
    """An article that may not be narrated."""

    exit_status = 5


class LicenceUnknown(LicenceError):
    """No licence was found, or what was found does not say what is allowed."""


class LicenceRefused(LicenceError):
    """The licence is known, and the show does not accept it."""


class SpeechError(AudiobookError):
    """An utterance that was not spoken, or not spoken whole."""

    exit_status = 6


class VoiceError(SpeechError):
    """An engine or a voice that is not installed."""


class AudioError(AudiobookError):
    """A recording that could not be mastered, encoded or tagged."""

    exit_status = 7


class CatalogueError(AudiobookError):
    """A catalogue, or a file it names, that can't be read or written."""

    exit_status = 8


class CatalogueDamaged(CatalogueError):
    """A catalogue whose file is broken: not busy, not closed to us, not of a newer version."""


class FeedError(AudiobookError):
    """A show that can't be made into a valid feed."""

    exit_status = 9


class PublishError(AudiobookError):
    """A target that can't be served or written."""

    exit_status = 10


class WorkerError(AudiobookError):
    """A process that died at its work, twice over."""

    exit_status = 11


class DiskFull(AudiobookError):
    """A disk, or a user's share of it, without room; the article in hand is not at fault."""

    exit_status = 12
