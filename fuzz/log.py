"""What libFuzzer's log says of a run."""

from __future__ import annotations

import re
from dataclasses import dataclass

_STATUS = re.compile(r"^#(\d+)\s+\w+\s+cov: (\d+) ft: (\d+) corp: (\d+)/", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run had come when it last said so."""

    executions: int = 0
    edges: int = 0
    features: int = 0
    """Edges, each also by how often an input takes it."""
    inputs: int = 0
    """How many are kept, since each reaches something that the others do not."""


def progress_in(log: str) -> Progress:
    """The last word of a log, which is missing where the run did not begin."""
    stated = _STATUS.findall(log)
    return Progress(*map(int, stated[-1])) if stated else Progress()
