"""What an article may be used for, and the attribution that is owed for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether a licence allows an edition under the show's policy."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Licence:
    """Terms of use.  ``id`` is an SPDX identifier, or a family where no version is stated."""

    id: str
    name: str
    url: str | None
    holder: str | None = None
    evidence: str = ""
    """The words or the element that the licence was found by."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What an article says of its licence, and what that means for us."""

    licence: Licence | None
    verdict: Verdict
    why: str
    statements: tuple[tuple[int, int], ...] = ()
    """Stretches of the text that are nothing but a licence statement."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Attribution read aloud, and the stretches of the text that it stands for."""

    text: str
    language: str
    stands_for: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Clearance:
    """Proof that an article may be narrated, and the attribution that is owed for it."""

    licence: Licence
    notice: str
    notice_html: str
    """The same as one HTML paragraph, with links."""
    credit: Credit
