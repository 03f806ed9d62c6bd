"""What was fetched."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Download:
    """What an address held; ``address`` is where redirects led."""

    data: bytes = field(repr=False)
    media_type: str
    charset: str | None
    address: str
