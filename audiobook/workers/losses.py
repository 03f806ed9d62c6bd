"""Items that no worker survived, and how long one may take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audiobook.errors import AudiobookError, WorkerError
from audiobook.model import Errand


def patience_seconds(item: Any) -> float | None:
    """How long a worker may take over an item; None means as long as it likes."""
    return item.patience_seconds if isinstance(item, Errand) else None


class Losses:
    """What is given in the place of lost results."""

    def __init__(self) -> None:
        self._problems: list[str] = []

    def instead_of(self, item: Any, problem: str) -> Iterator[Any]:
        """What the item says stands for its result; nothing if it says nothing."""
        if isinstance(item, Errand):
            yield item.lost(problem)
        else:
            self._problems.append(problem)

    @staticmethod
    def instead_of_error(item: Any, error: BaseException) -> Any:
        """What an Errand says stands for its result when it was not done, or did not come back.

        Raises what the function has to say itself, and any error of other items.
        """
        if isinstance(item, Errand):
            if isinstance(error, WorkerError):
                return item.lost(error.problem)
            if not isinstance(error, AudiobookError):
                return item.lost(f"{type(error).__name__}: {error}")
        raise error

    def check(self) -> None:
        """Raise WorkerError if there was nothing to give for a result."""
        if self._problems:
            raise WorkerError(f"{len(self._problems)} of the jobs", self._problems[-1])
