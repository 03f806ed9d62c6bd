"""What is wrong, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mend(StrEnum):
    """What a repair does about a fault."""

    CATALOGUE = "make the catalogue anew from manifests"
    ENTRIES = "enter editions from their manifests"
    EPISODES = "keep guid and date of an edition that only a feed tells of"
    TAGS = "tag an MP3 anew, if nothing but its tags was changed"
    COMPANIONS = "write the files beside an MP3 anew"
    FEEDS = "rebuild the feeds"
    TIDY = "clear away what a killed write left"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it should be."""

    where: str
    """A file below the project's folder, or what of it is meant."""
    problem: str
    remedy: str
    """What to do, as a command where there is one."""
    mend: Mend | None = None
    """How a repair mends it; None where it can't."""
    slug: str = ""
    """Of the edition it is about."""

    def __str__(self) -> str:
        return " ".join(f"{self.where}: {self.problem}; {self.remedy}".split())


def quoted(text: str, limit: int = 60) -> str:
    """A text as part of a problem: one line, in quotation marks, cut with an ellipsis."""
    line = " ".join(text[: 4 * limit].split())
    return f"“{line if len(line) <= limit else line[: limit - 1].rstrip() + '…'}”"
