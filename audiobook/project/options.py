"""What a run is asked for on top of the settings."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What a run asks for beyond the settings; empty means as the settings say."""

    voice: str = ""
    rate: float | None = None
    language: str | None = None
    title: str | None = None
    show: str = ""
    licence: str | None = None
    jobs: int = 1
    cluster: str = ""
    """Address of a Dask scheduler; empty means this machine."""
    force: bool = False
    dry_run: bool = False
    reproducible: bool = False


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):  # it knows what a container or taskset allows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
