"""How many threads a model may use: workers and threads multiply to the machine's cores."""

from __future__ import annotations

import os

WORKERS_VARIABLE = "AUDIOBOOK_WORKERS"
"""In a worker's environment: how many there are on its machine, itself included."""


def threads_of_a_worker() -> int:
    """The cores that this process may run on, shared among its workers; at least 1."""
    try:
        workers = int(os.environ.get(WORKERS_VARIABLE, "1"))
    except ValueError:
        workers = 1
    return max(1, _cores() // max(1, workers))


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):  # it knows what a container or taskset allows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
